export const CHANNEL_STATES = Symbol('ChannelStates');

/** What is known of a channel across restarts. Times in milliseconds since the epoch. */
export interface ChannelState {
  /** The service asked for no message before this; 0: whenever. */
  readonly notBefore: number;
  readonly dead?: DeadChannel;
}

export interface DeadChannel {
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Of the address that was dead; another address is another chance. */
  readonly fingerprint: string;
  /** As the service said it. */
  readonly error: string;
}

export interface ChannelStates {
  /** A channel that nothing is known of is alive. */
  find(channel: string): Promise<ChannelState>;
  pauseUntil(channel: string, at: number): Promise<void>;
  markDead(channel: string, dead: DeadChannel): Promise<void>;
  markAlive(channel: string): Promise<void>;
}
