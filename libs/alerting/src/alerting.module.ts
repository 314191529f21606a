import { Module } from '@nestjs/common';
import { AlertChannels } from './channels/alert-channels.js';
import { alertChannels } from './channels/registry.js';
import { AlertTest } from './delivery/alert-test.js';
import { DeliveryWorker } from './delivery/delivery-worker.js';
import { AlertListener } from './stages/alert-listener.js';
import { SummarizeStage } from './stages/summarize.stage.js';

/** Events in, delivered alerts out. Needs ALERT_STORE, the AiModule and the foundations, all global. */
@Module({
  providers: [
    ...alertChannels.map(({ channel }) => channel),
    AlertChannels,
    AlertListener,
    AlertTest,
    DeliveryWorker,
    SummarizeStage,
  ],
  exports: [AlertChannels, AlertListener, AlertTest, DeliveryWorker],
})
export class AlertingModule {}
