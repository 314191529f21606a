import type { OutboundPolicy } from '@app/outbound';
import type { ProcessRunner } from '@app/process-runner';
import type { z } from 'zod';
import type { Pm2Settings } from '../../pm2.settings.js';

/** What a probe saw when it got an answer. */
export interface ProbeAnswer {
  /** Measured beside the latency, for instance `http: 200`; goes into the log line. */
  readonly facts: Readonly<Record<string, number>>;
  /** What is wrong with the answer; absent when it is as expected. */
  readonly problem?: { readonly reason: AnswerProblem; readonly detail: string };
}

export type AnswerProblem =
  | 'status'
  | 'body'
  | 'certificate'
  | 'exit-code'
  | 'output'
  | 'not-started'
  | 'not-online'
  | 'restarts'
  | 'unhealthy';

/** What probes that do more than open a connection need. */
export interface ProbeTools {
  readonly runner: ProcessRunner;
  /** Folder of the watched platform. */
  readonly projectRoot: string;
  readonly pm2: Pm2Settings;
  /** Where connections may lead. */
  readonly outbound: OutboundPolicy;
  /** A secret: it may hold a password. */
  readonly databaseUrl: string | undefined;
  /** What a probe remembers of its last run, by its id. */
  readonly memory: Map<string, unknown>;
}

/** One way of asking whether something is well. */
export interface ProbeKind<S extends z.ZodObject = z.ZodObject> {
  /** As it stands in the pattern file. */
  readonly type: string;
  /** Strict; has `probeFields` and the literal `type`. */
  readonly schema: S;
  /** Whom or what it asks, in short, for people. */
  target(spec: z.output<S>): string;
  /**
   * Asks once, over a connection of its own, and closes it.
   *
   * @throws what the network threw, or the signal's reason when it aborts; the caller keeps the time
   */
  ask(spec: z.output<S>, signal: AbortSignal, tools: ProbeTools): Promise<ProbeAnswer>;
}
