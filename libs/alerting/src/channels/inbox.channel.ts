import { Injectable, Logger } from '@nestjs/common';
import type { AlertMessage } from '@app/contracts';
import type { AlertChannel, AlertChannelDefinition, DeliveryOutcome } from './alert-channel.js';

/** Always on: the alert is kept in the database anyway, and said on the console. */
@Injectable()
export class InboxChannel implements AlertChannel {
  readonly id = 'inbox';
  readonly enabled = true;
  readonly address = '';
  readonly variable = '';
  readonly pauseMs = 0;
  private readonly logger = new Logger('Alert');

  render({ headline, whoMustAct, symptom, action }: AlertMessage): string {
    return [headline, whoMustAct, symptom, action].filter((part) => part !== undefined).join(' | ');
  }

  send(message: AlertMessage): Promise<DeliveryOutcome> {
    const text = this.render(message);
    if (message.severity === 'critical') this.logger.error(text);
    else this.logger.log(text);
    return Promise.resolve({ ok: true });
  }
}

export const inbox: AlertChannelDefinition = { id: 'inbox', channel: InboxChannel };
