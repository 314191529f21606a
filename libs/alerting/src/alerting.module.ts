import { Module } from '@nestjs/common';
import { AlertChannels } from './channels/alert-channels.js';
import { alertChannels } from './channels/registry.js';
import { AlertTest } from './delivery/alert-test.js';
import { ChannelHealth } from './delivery/channel-health.js';
import { DeliveryWorker } from './delivery/delivery-worker.js';
import { DirectAlert } from './delivery/direct-alert.js';
import { Fallback } from './delivery/fallback.js';
import { TroubleDesk } from './delivery/trouble-desk.js';
import { AlertPlanner } from './routing/alert-planner.js';
import { AlertRulesFile } from './routing/alert-rules-file.js';
import { Suppression } from './routing/suppression.js';
import { Silences } from './silences/silences.js';
import { AlertListener } from './stages/alert-listener.js';
import { SummarizeStage } from './stages/summarize.stage.js';

/** Events in, delivered alerts out. Needs ALERT_STORE, ALERT_HISTORY, CHANNEL_STATES, SILENCE_STORE, the AiModule and the foundations, all global. */
@Module({
  providers: [
    ...alertChannels.map(({ channel }) => channel),
    AlertChannels,
    AlertListener,
    AlertPlanner,
    AlertRulesFile,
    AlertTest,
    ChannelHealth,
    DeliveryWorker,
    DirectAlert,
    Fallback,
    Silences,
    SummarizeStage,
    Suppression,
    TroubleDesk,
  ],
  exports: [
    AlertChannels,
    AlertListener,
    AlertPlanner,
    AlertTest,
    DeliveryWorker,
    DirectAlert,
    Silences,
  ],
})
export class AlertingModule {}
