// Made from the OpenAPI document by: npm run api-client

export interface Alert {
  readonly id: string;
  readonly incidentId: string;
  readonly kind:
    | 'detected'
    | 'approval'
    | 'start'
    | 'success'
    | 'failure'
    | 'loop'
    | 'recovery'
    | 'notice'
    | 'summary';
  readonly severity: 'info' | 'warning' | 'error' | 'critical';
  readonly headline: string;
  readonly at: string;
  readonly deliveries: readonly AlertDelivery[];
  /** The slots of the alert, before a channel lays them out */
  readonly message: {
    readonly kind: string;
    readonly service: string;
    readonly headline: string;
    readonly [name: string]: unknown;
  };
  /** What each configured channel sends for this alert */
  readonly payloads: readonly { readonly channel: string; readonly payload: unknown }[];
}

export interface AlertDelivery {
  readonly channel: string;
  /** `pending`, `delivered`, `failed` */
  readonly status: string;
  readonly attempts: number;
  /** As the channel said it */
  readonly lastError?: string | undefined;
  readonly deliveredAt?: string | undefined;
  /** While it is pending */
  readonly nextAttemptAt?: string | undefined;
}

export interface AlertPage {
  readonly items: readonly AlertSummary[];
  /** Send it as `cursor` to get the next page; null on the last */
  readonly nextCursor: string | null;
}

export interface AlertSummary {
  readonly id: string;
  readonly incidentId: string;
  readonly kind:
    | 'detected'
    | 'approval'
    | 'start'
    | 'success'
    | 'failure'
    | 'loop'
    | 'recovery'
    | 'notice'
    | 'summary';
  readonly severity: 'info' | 'warning' | 'error' | 'critical';
  readonly headline: string;
  readonly at: string;
  readonly deliveries: readonly AlertDelivery[];
}

export interface AlertTest {
  readonly results: readonly {
    readonly channel: string;
    readonly ok: boolean;
    /** What the channel said; empty when it took the alert */
    readonly detail: string;
  }[];
}

export interface ApiKey {
  readonly name: string;
  readonly scope: 'read' | 'heal' | 'admin';
  readonly createdAt: string;
  readonly createdBy: string;
  /** Null: never */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface ApiKeyList {
  readonly items: readonly ApiKey[];
}

export interface Config {
  readonly settings: readonly {
    readonly variable: string;
    /** Secrets are masked; null: not set */
    readonly value: string | null;
    readonly source: 'environment' | '.env.local' | '.env' | 'default';
    readonly description: string;
  }[];
  readonly patternFile: {
    readonly path: string;
    readonly loadedAt?: string | undefined;
    /** Of the file on disk; an older one is in force then */
    readonly problems: readonly string[];
  };
}

export interface Effectiveness {
  readonly heals: number;
  readonly verified: number;
  readonly ineffective: number;
  readonly failed: number;
  /** Heals that would have been done */
  readonly shadow: number;
  readonly incidents: number;
  /** Incidents that ended by themselves, without any heal */
  readonly passed: number;
  /** How long those lasted on average */
  readonly meanPassedSeconds?: number | undefined;
}

export interface ErrorSummaryResponse {
  /** What happened, in plain words */
  readonly summary: string;
  /** Likely causes, the most likely first */
  readonly rootCauses: readonly string[];
  /** Files to look at, the most telling first */
  readonly filesToInvestigate: readonly string[];
  /** `rules` where no model is configured, or it did not answer in time */
  readonly source: 'model' | 'rules';
}

export interface FleetCommand {
  readonly id: string;
  readonly host: string;
  readonly kind: 'heal' | 'pause' | 'resume' | 'config';
  readonly who: string;
  readonly requestedAt: string;
  /** A host that hears of it later does nothing */
  readonly expiresAt: string;
  /** `waiting`: its host has not answered yet */
  readonly outcome: 'waiting' | 'done' | 'refused' | 'expired';
  readonly message?: string | undefined;
}

export interface FleetCommandList {
  readonly items: readonly FleetCommand[];
}

export interface FleetHost {
  readonly host: string;
  /** `silent`: no sign of life, although it did not stop in good order */
  readonly state: 'running' | 'silent' | 'stopped';
  readonly seenAt: string;
  readonly startedAt: string;
  readonly version: string;
  /** Hosts with the same have the same pattern file */
  readonly configHash: string;
  /** name=value each */
  readonly labels: readonly string[];
  /** Whether automation is paused there for every service */
  readonly paused: boolean;
}

export interface FleetHostList {
  readonly items: readonly FleetHost[];
}

export interface Heal {
  readonly id: string;
  readonly incidentId: string;
  readonly service: string;
  readonly action: HealAction;
  readonly status:
    | 'awaiting-approval'
    | 'requested'
    | 'running'
    | 'verifying'
    | 'verified'
    | 'ineffective'
    | 'failed'
    | 'rejected'
    | 'expired'
    | 'cancelled';
  /** Which heal of its incident, from 1 */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** `detection`, `follow-up`, or who asked: `cli:alice` */
  readonly requestedBy: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  readonly verifiedAt?: string | undefined;
  /** From start to finish of the act */
  readonly durationMs?: number | undefined;
  /** How it ended, in one line */
  readonly outcome?: string | undefined;
  /** As the checks of a pull request, in this order */
  readonly steps: readonly HealStep[];
  /** The end of the action's output; empty when there is none */
  readonly output: string;
  /** Unified diff of a code fix */
  readonly diff?: string | undefined;
  readonly repairJobId?: string | undefined;
  /** Until when an approval counts */
  readonly expiresAt?: string | undefined;
}

/** A heal action's type, with that type's own parameters beside it */
export interface HealAction {
  readonly type: string;
  readonly [name: string]: unknown;
}

export interface HealPage {
  readonly items: readonly HealSummary[];
  /** Send it as `cursor` to get the next page; null on the last */
  readonly nextCursor: string | null;
}

export interface HealPlan {
  readonly mode: 'shadow' | 'approve' | 'auto';
  readonly target: string;
  readonly cooldownSeconds: number;
  readonly [name: string]: unknown;
}

export interface HealPreview {
  readonly dryRun: true;
  readonly action: HealAction;
  /** One heal at a time goes by this name */
  readonly service: string;
  /** Programs should ask a person first */
  readonly risky: boolean;
  /** What would be done */
  readonly sentence: string;
}

export interface HealStep {
  readonly name: 'detect' | 'plan' | 'act' | 'test-gate' | 'verify' | 'alert';
  readonly state: 'done' | 'running' | 'failed' | 'skipped' | 'waiting';
  readonly at?: string | undefined;
  readonly durationMs?: number | undefined;
  readonly detail: string;
}

export interface HealSummary {
  readonly id: string;
  readonly incidentId: string;
  readonly service: string;
  readonly action: HealAction;
  readonly status:
    | 'awaiting-approval'
    | 'requested'
    | 'running'
    | 'verifying'
    | 'verified'
    | 'ineffective'
    | 'failed'
    | 'rejected'
    | 'expired'
    | 'cancelled';
  /** Which heal of its incident, from 1 */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** `detection`, `follow-up`, or who asked: `cli:alice` */
  readonly requestedBy: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  readonly verifiedAt?: string | undefined;
  /** From start to finish of the act */
  readonly durationMs?: number | undefined;
  /** How it ended, in one line */
  readonly outcome?: string | undefined;
}

export interface Incident {
  readonly id: string;
  /** Same key, same trouble: one open incident at a time */
  readonly key: string;
  readonly title: string;
  readonly service: string;
  readonly severity: 'info' | 'warning' | 'error' | 'critical';
  readonly status: 'open' | 'resolved';
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly resolvedAt?: string | undefined;
  /** `verified`, `quiet` or `person` */
  readonly resolvedBy?: string | undefined;
  /** From the first detection to the end */
  readonly downtimeMs?: number | undefined;
  readonly detections: number;
  readonly heals: number;
  /** Detections that were counted, not healed, while a loop was open */
  readonly suppressed: number;
}

export interface IncidentDetail {
  readonly id: string;
  /** Same key, same trouble: one open incident at a time */
  readonly key: string;
  readonly title: string;
  readonly service: string;
  readonly severity: 'info' | 'warning' | 'error' | 'critical';
  readonly status: 'open' | 'resolved';
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly resolvedAt?: string | undefined;
  /** `verified`, `quiet` or `person` */
  readonly resolvedBy?: string | undefined;
  /** From the first detection to the end */
  readonly downtimeMs?: number | undefined;
  readonly detections: number;
  /** Detections that were counted, not healed, while a loop was open */
  readonly suppressed: number;
  /** The newest lines, at most ten, or measured values */
  readonly evidence: readonly string[];
  readonly plan: HealPlan;
  /** All that happened, oldest first; the newest thousand events */
  readonly story: readonly StoryEvent[];
  readonly heals: readonly HealSummary[];
  readonly alerts: readonly AlertSummary[];
}

export interface IncidentPage {
  readonly items: readonly Incident[];
  /** Send it as `cursor` to get the next page; null on the last */
  readonly nextCursor: string | null;
}

export interface LogTail {
  readonly source: string;
  readonly path: string;
  readonly lines: readonly { readonly text: string; readonly patternIds: readonly string[] }[];
}

export interface Loop {
  /** The trigger's key */
  readonly key: string;
  readonly target: string;
  readonly actionType: string;
  /** `backoff`: waits a little. `open`: paused. `half-open`: one trial heal is allowed */
  readonly state: 'closed' | 'backoff' | 'open' | 'half-open';
  /** Within the window */
  readonly heals: number;
  readonly maxHeals: number;
  readonly windowSeconds: number;
  readonly retryAt?: string | undefined;
  readonly suppressed: number;
}

export interface LoopList {
  readonly items: readonly Loop[];
}

export interface LoopReset {
  readonly reset: readonly { readonly target: string; readonly actionType: string }[];
}

export interface NeedsYou {
  readonly kind: 'approval' | 'fix' | 'loop' | 'incident' | 'watchdog' | 'config';
  readonly title: string;
  readonly detail: string;
  readonly at: string;
  readonly healId?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly loopKey?: string | undefined;
  /** Of a code fix that waits for POST …/apply */
  readonly repairId?: string | undefined;
}

export interface Pattern {
  readonly id: string;
  readonly title: string;
  readonly severity: 'info' | 'warning' | 'error' | 'critical';
  readonly mode: 'shadow' | 'approve' | 'auto';
  /** Empty: all */
  readonly sources: readonly string[];
  readonly target: string;
  readonly action?: HealAction | undefined;
  readonly maxStreak: number;
  readonly effectiveness: Effectiveness;
  readonly loopOpen: boolean;
  readonly advice: PatternAdvice;
}

export interface PatternAdvice {
  readonly verdict: 'promote' | 'demote' | 'keep' | 'wait';
  /** The mode that what was measured speaks for */
  readonly mode: 'shadow' | 'approve' | 'auto';
  readonly reason: string;
}

export interface PatternList {
  readonly items: readonly Pattern[];
}

export interface PatternSuggestion {
  readonly id: string;
  /** RE2 syntax */
  readonly match: string;
  /** Lines of this kind */
  readonly count: number;
  readonly example: string;
  /** Id of the source where most of them are */
  readonly source: string;
}

export interface PatternSuggestionList {
  readonly items: readonly PatternSuggestion[];
}

export interface PatternTest {
  readonly matches: readonly {
    /** Index into the lines that were sent, from 0 */
    readonly line: number;
    readonly captures: Readonly<Record<string, string>>;
  }[];
  /** Why expressions do not compile; then nothing matches */
  readonly problems: readonly string[];
}

export interface Pause {
  readonly id: string;
  /** A service; null: everything */
  readonly target: string | null;
  readonly since: string;
  readonly until: string;
  readonly reason: string;
  readonly who: string;
}

export interface PauseList {
  readonly items: readonly Pause[];
}

export interface Probe {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly lastResult?:
    | {
        readonly ok: boolean;
        readonly latencyMs: number;
        readonly at: string;
        readonly message: string;
      }
    | undefined;
  /** Of the latencies of the last 24 hours */
  readonly p50Ms?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
  readonly samples: number;
}

export interface ProbeList {
  readonly items: readonly Probe[];
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What went wrong here, and what to do */
  readonly detail: string;
  /** Names this occurrence in the log of the API, where there is more to read */
  readonly instance?: string | undefined;
  /** What is wrong with the body */
  readonly errors?: readonly ProblemField[] | undefined;
}

export interface ProblemField {
  /** JSON pointer to the field */
  readonly pointer: string;
  readonly detail: string;
}

export interface Problems {
  /** Empty: all is well */
  readonly problems: readonly string[];
}

export interface RepairFixResponse {
  /** `proposed`: waits for POST …/apply. `applied`: in place, in force with the next restart. `watching`: in force; taken back if the error returns. `held`: the error stayed away. `reverted`: taken back. `changed`: the error returned, but the file is another by now. */
  readonly status:
    'proposed' | 'applying' | 'applied' | 'watching' | 'held' | 'reverted' | 'changed';
  readonly proposedAt: string | null;
  /** Until when a proposed patch may be applied; null where it waits no more */
  readonly expiresAt: string | null;
  readonly appliedAt: string | null;
  /** Until when it is taken back if its error returns; null unless it is watched */
  readonly watchUntil: string | null;
}

export interface RepairJobList {
  /** The newest 50, newest first */
  readonly jobs: readonly RepairJobResponse[];
}

export interface RepairJobReceipt {
  readonly id: string;
  readonly status: 'queued' | 'running' | 'done';
}

export interface RepairJobResponse {
  readonly id: string;
  readonly status: 'queued' | 'running' | 'done';
  /** Relative to AUTOHEAL_PROJECT_ROOT */
  readonly filePath: string | null;
  readonly route: string | null;
  /** Null until the job is done. `kept`: the patch passed its gate and is applied. `proposed`: it passed and waits for approval. Else, and then too, the tree is as it was. */
  readonly outcome: 'kept' | 'proposed' | 'rejected' | 'refused' | 'failed' | 'cancelled' | null;
  /** What happened, for people */
  readonly message: string | null;
  /** Unified diff of what was kept or rejected */
  readonly diff: string | null;
  /** What became of the patch; null where none was proposed or put in place */
  readonly fix: RepairFixResponse | null;
  readonly durationMs: number | null;
  /** FLEET_HOST of the API that has it; null where there is no fleet */
  readonly instance: string | null;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

export interface Series {
  readonly name: string;
  readonly unit: 'percent' | 'ms' | 'bytes';
  /** Milliseconds since the epoch and the mean of that stretch; null where nothing was measured */
  readonly points: readonly (readonly (number | null)[])[];
}

export interface Service {
  readonly name: string;
  readonly health: 'ok' | 'failing' | 'unknown';
  readonly automation: 'idle' | 'healing' | 'awaiting-approval' | 'paused' | 'loop-open';
  readonly openIncidents: number;
  readonly lastIncidentAt?: string | undefined;
  readonly lastHeal?: HealSummary | undefined;
  readonly pausedUntil?: string | undefined;
  readonly streaks: readonly Streak[];
}

export interface ServiceList {
  readonly items: readonly Service[];
}

export interface Silence {
  readonly id: string;
  readonly matchers: SilenceMatchers;
  readonly reason: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface SilenceList {
  readonly items: readonly Silence[];
}

/** An alert that fits all of them is not sent; none: every alert */
export interface SilenceMatchers {
  readonly service?: string | undefined;
  /** Id of a pattern, resource rule or probe */
  readonly pattern?: string | undefined;
  readonly severity?: 'info' | 'warning' | 'error' | 'critical' | undefined;
  readonly kind?:
    | 'detected'
    | 'approval'
    | 'start'
    | 'success'
    | 'failure'
    | 'loop'
    | 'recovery'
    | 'notice'
    | 'summary'
    | undefined;
}

export interface Status {
  readonly verdict: Verdict;
  readonly watchdog: Watchdog;
  readonly needsYou: readonly NeedsYou[];
  /** Whether this API serves a fleet */
  readonly fleet: boolean;
  readonly counts: {
    readonly openIncidents: number;
    readonly healsToday: number;
    readonly openLoops: number;
    readonly suppressedLines: number;
  };
}

export interface StoryEvent {
  readonly id: string;
  /** Its place in the order of all events; grows, with gaps */
  readonly sequence: number;
  /** For instance `heal.started` */
  readonly name: string;
  readonly occurredAt: string;
  /** The event that led to this one */
  readonly causationId: string | null;
  /** The event in plain English */
  readonly sentence: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Streak {
  readonly patternId: string;
  /** Matches so far */
  readonly length: number;
  /** Matches that are tolerated; the next one heals */
  readonly limit: number;
}

export interface StreamedEvent {
  readonly id: string;
  /** Its place in the order of all events; grows, with gaps */
  readonly sequence: number;
  /** For instance `heal.started` */
  readonly name: string;
  readonly occurredAt: string;
  /** The event that led to this one */
  readonly causationId: string | null;
  /** The event in plain English */
  readonly sentence: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly incidentId: string;
  /** Where it happened; in the stream of a fleet the host's name there */
  readonly host: string;
}

export interface SuggestFixRequest {
  /** The file to repair, absolute or relative to AUTOHEAL_PROJECT_ROOT. Needed unless there is a route. */
  readonly filePath?: string | undefined;
  /** The route that fails, where no file is known: ESLint then looks for the failing code. */
  readonly route?: string | undefined;
  /** The log lines that show the error. Only the last 32 KiB are used. */
  readonly errorLog: string;
}

export interface SummarizeErrorRequest {
  /** The log lines that show the error, its first line first */
  readonly logSnippet: string;
}

export interface Verdict {
  readonly level: 'ok' | 'healing' | 'attention' | 'critical';
  readonly sentence: string;
}

export interface Watchdog {
  readonly liveness: 'never-started' | 'running' | 'silent' | 'stopped';
  readonly pid?: number | undefined;
  readonly host?: string | undefined;
  readonly version?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly lastTickAt?: string | undefined;
  readonly devMode?: boolean | undefined;
  readonly features: readonly {
    readonly name: string;
    readonly on: boolean;
    readonly variable: string;
  }[];
  readonly problems: readonly string[];
  readonly sources: readonly { readonly id: string; readonly path: string }[];
}
