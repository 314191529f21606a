import { Inject, Injectable } from '@nestjs/common';
import type { AlertMessage } from '@app/contracts';
import { createTransport } from 'nodemailer';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { failure } from '../http/http-failure.js';
import { shorten } from '../text/clean-text.js';
import type {
  AlertChannel,
  AlertChannelDefinition,
  DeliveryFailure,
  DeliveryOutcome,
  SendContext,
} from './alert-channel.js';
import { plainText } from './plain-text.js';

const SUBJECT_CHARS = 150;
const TEXT_CHARS = 20_000;
const LIMIT_MS = 9_000;

/** E-mail by SMTP, plain text. One incident is one conversation; every try of a message has the same Message-ID. */
@Injectable()
export class EmailChannel implements AlertChannel {
  readonly id = 'email';
  readonly variable = 'SMTP_URL';
  readonly pauseMs = 1_000;

  constructor(@Inject(alertingSettings.token) private readonly settings: AlertingSettings) {}

  get enabled(): boolean {
    return this.settings.email !== undefined;
  }

  get address(): string {
    return this.settings.email?.smtpUrl ?? '';
  }

  render(message: AlertMessage) {
    const subject = `[${message.severity}] ${message.headline.replace(/\s+/g, ' ')}`;
    return {
      from: this.settings.email?.from ?? '',
      to: [...(this.settings.email?.to ?? [])],
      subject: shorten(subject, SUBJECT_CHARS),
      text: plainText(message, TEXT_CHARS),
    };
  }

  async send(message: AlertMessage, context: SendContext): Promise<DeliveryOutcome> {
    const transport = createTransport({
      url: this.address,
      connectionTimeout: LIMIT_MS,
      greetingTimeout: LIMIT_MS,
      socketTimeout: LIMIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const close = (): void => {
      transport.close();
    };
    context.signal.addEventListener('abort', close, { once: true });
    try {
      const thread = `<${idOf(message.incidentId)}@autoheal>`;
      await transport.sendMail({
        ...this.render(message),
        messageId: `<${idOf(context.deliveryId)}@autoheal>`,
        inReplyTo: thread,
        references: [thread],
      });
      return { ok: true };
    } catch (error) {
      return asFailure(error);
    } finally {
      context.signal.removeEventListener('abort', close);
      close();
    }
  }
}

function idOf(text: string): string {
  return text.replace(/[^\w-]/g, '.');
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** 4xx passes, 5xx does not (RFC 5321, 4.2.1). Nothing is said of a mailbox that is gone: another reads the same server. */
function asFailure(error: unknown): DeliveryFailure {
  const { code = '', responseCode, response } = error as SmtpError;
  if (responseCode !== undefined)
    return failure(
      responseCode < 500 ? 'server-error' : 'rejected',
      response ?? String(responseCode),
    );
  if (code === 'ETIMEDOUT')
    return { ...failure('timeout', 'No answer in time.'), mayHaveArrived: true };
  return failure('unreachable', `The mail server cannot be reached (${code || 'network error'}).`);
}

export const email: AlertChannelDefinition = { id: 'email', channel: EmailChannel };
