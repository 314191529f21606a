import type { AlertMessage } from '@app/contracts';
import type { Type } from '@nestjs/common';

export const deliveryFailureReasons = [
  'unreachable',
  'timeout',
  'rate-limited',
  'server-error',
  'gone',
  'rejected',
] as const;
/** Closed, so that it can be a metric label. `gone`: the channel itself no longer exists. */
export type DeliveryFailureReason = (typeof deliveryFailureReasons)[number];

export type DeliveryOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: DeliveryFailureReason;
      readonly retryable: boolean;
      /** As the server said it. */
      readonly message: string;
      /** The server's own wish; absent when it has none. */
      readonly retryAfterMs?: number;
    };

/** One place where alerts go. */
export interface AlertChannel {
  readonly id: string;
  /** Whether it is configured. */
  readonly enabled: boolean;
  /** The shortest time between two messages, in milliseconds. */
  readonly pauseMs: number;
  /** Exactly what `send` would send. Pure; within the limits of the service, whatever the text. */
  render(message: AlertMessage): unknown;
  /** Sends once; the caller retries. Never rejects. */
  send(message: AlertMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
}

export interface AlertChannelDefinition {
  readonly id: string;
  readonly channel: Type<AlertChannel>;
}
