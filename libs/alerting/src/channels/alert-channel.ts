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

export interface DeliveryFailure {
  readonly ok: false;
  readonly reason: DeliveryFailureReason;
  readonly retryable: boolean;
  /** As the server said it. */
  readonly message: string;
  /** The server's own wish; absent when it has none. */
  readonly retryAfterMs?: number;
  /** The message was on its way when the answer failed to come: the service may have it. */
  readonly mayHaveArrived?: boolean;
}

export interface DeliverySuccess {
  readonly ok: true;
  /** What finds the message again, for the channel's own use with later messages of the incident. */
  readonly thread?: string;
  /** The service wants no further message for so long. */
  readonly pauseMs?: number;
}

export type DeliveryOutcome = DeliverySuccess | DeliveryFailure;

/** What goes with a message beside its text. */
export interface SendContext {
  /** Aborted with a `TimeoutError` when the try takes too long. */
  readonly signal: AbortSignal;
  /** The same for every try of one delivery, for services that drop repeats by such a key. */
  readonly deliveryId: string;
  /** What an earlier message of the same incident left; absent for the first. */
  readonly thread?: string;
}

/** One place where alerts go. */
export interface AlertChannel {
  readonly id: string;
  /** Whether it is configured. */
  readonly enabled: boolean;
  /** Where it leads, to tell a new address from an old one. Secret; empty when it cannot change. */
  readonly address: string;
  /** The environment variable that holds the address. */
  readonly variable: string;
  /** The shortest time between two messages, in milliseconds. */
  readonly pauseMs: number;
  /** Exactly what `send` would send as the first message of an incident. Pure; within the limits of the service, whatever the text. */
  render(message: AlertMessage): unknown;
  /** Sends once; the caller retries. Never rejects. */
  send(message: AlertMessage, context: SendContext): Promise<DeliveryOutcome>;
}

export interface AlertChannelDefinition {
  readonly id: string;
  readonly channel: Type<AlertChannel>;
}
