/** What the REST API answers, as far as the page reads it. All times are ISO 8601, UTC. */

export interface Page<T> {
  readonly items: readonly T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export type VerdictLevel = 'ok' | 'healing' | 'attention' | 'critical';
export type Liveness = 'never-started' | 'running' | 'silent' | 'stopped';

export interface NeedsYou {
  readonly kind: 'approval' | 'fix' | 'loop' | 'incident' | 'watchdog' | 'config';
  readonly title: string;
  readonly detail: string;
  readonly at: string;
  readonly healId?: string;
  readonly incidentId?: string;
  readonly loopKey?: string;
  readonly repairId?: string;
}

export interface WatchdogState {
  readonly liveness: Liveness;
  readonly pid?: number;
  readonly host?: string;
  readonly version?: string;
  readonly startedAt?: string;
  readonly lastTickAt?: string;
  readonly devMode?: boolean;
  readonly features: readonly Feature[];
  readonly problems: readonly string[];
  readonly sources: readonly { readonly id: string; readonly path: string }[];
}

export interface Feature {
  readonly name: string;
  readonly on: boolean;
  readonly variable: string;
}

export interface Status {
  readonly verdict: { readonly level: VerdictLevel; readonly sentence: string };
  readonly watchdog: WatchdogState;
  readonly needsYou: readonly NeedsYou[];
  /** Whether this API serves a fleet. */
  readonly fleet: boolean;
  readonly counts: {
    readonly openIncidents: number;
    readonly healsToday: number;
    readonly openLoops: number;
    readonly suppressedLines: number;
  };
}

export type Health = 'ok' | 'failing' | 'unknown';
export type Automation = 'idle' | 'healing' | 'awaiting-approval' | 'paused' | 'loop-open';

/** `limit` matches are tolerated; the next one heals. */
export interface Streak {
  readonly patternId: string;
  readonly length: number;
  readonly limit: number;
}

export interface Service {
  readonly name: string;
  readonly health: Health;
  readonly automation: Automation;
  readonly openIncidents: number;
  readonly lastIncidentAt?: string;
  readonly lastHeal?: HealSummary;
  readonly pausedUntil?: string;
  readonly streaks: readonly Streak[];
}

export interface HealAction {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

export interface HealSummary {
  readonly id: string;
  readonly incidentId: string;
  readonly service: string;
  readonly action: HealAction;
  readonly status: string;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly requestedBy: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly verifiedAt?: string;
  readonly durationMs?: number;
  readonly outcome?: string;
}

export type StepState = 'done' | 'running' | 'failed' | 'skipped' | 'waiting';

export interface HealStep {
  readonly name: 'detect' | 'plan' | 'act' | 'test-gate' | 'verify' | 'alert';
  readonly state: StepState;
  readonly at?: string;
  readonly durationMs?: number;
  readonly detail: string;
}

export interface Heal extends HealSummary {
  readonly steps: readonly HealStep[];
  readonly output: string;
  readonly diff?: string;
  readonly repairJobId?: string;
  readonly expiresAt?: string;
}

export type Severity = 'info' | 'warning' | 'error' | 'critical';

export interface IncidentSummary {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly service: string;
  readonly severity: Severity;
  readonly status: 'open' | 'resolved';
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly resolvedAt?: string;
  readonly resolvedBy?: string;
  readonly downtimeMs?: number;
  readonly detections: number;
  readonly heals: number;
  readonly suppressed: number;
}

export interface StoryEvent {
  readonly id: string;
  readonly sequence: number;
  readonly name: string;
  readonly occurredAt: string;
  readonly causationId: string | null;
  /** The event in plain English. */
  readonly sentence: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Incident extends Omit<IncidentSummary, 'heals'> {
  readonly evidence: readonly string[];
  readonly plan?: Readonly<Record<string, unknown>>;
  readonly story: readonly StoryEvent[];
  readonly heals: readonly HealSummary[];
  readonly alerts: readonly AlertSummary[];
}

export interface Pattern {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly mode: 'shadow' | 'approve' | 'auto';
  readonly sources: readonly string[];
  readonly target: string;
  readonly action?: HealAction;
  readonly maxStreak: number;
  readonly effectiveness: {
    readonly heals: number;
    readonly verified: number;
    readonly ineffective: number;
    readonly failed: number;
    readonly shadow: number;
    readonly incidents: number;
    readonly passed: number;
    readonly meanPassedSeconds?: number;
  };
  readonly loopOpen: boolean;
  readonly advice: {
    readonly verdict: 'promote' | 'demote' | 'keep' | 'wait';
    readonly mode: 'shadow' | 'approve' | 'auto';
    readonly reason: string;
  };
}

export interface PatternTestResult {
  readonly matches: readonly {
    /** Index into the lines that were sent. */
    readonly line: number;
    readonly captures: Readonly<Record<string, string>>;
  }[];
  readonly problems: readonly string[];
}

export interface Probe {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly lastResult?: {
    readonly ok: boolean;
    readonly latencyMs: number;
    readonly at: string;
    readonly message: string;
  };
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly samples: number;
}

export interface Series {
  readonly name: string;
  readonly unit: string;
  /** Epoch milliseconds and the value; null where nothing was measured. */
  readonly points: readonly (readonly [number, number | null])[];
}

export interface Loop {
  readonly key: string;
  readonly target: string;
  readonly actionType: string;
  readonly state: 'closed' | 'backoff' | 'open' | 'half-open';
  readonly heals: number;
  readonly maxHeals: number;
  readonly windowSeconds: number;
  readonly retryAt?: string;
  readonly suppressed: number;
}

export interface Delivery {
  readonly channel: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastError?: string;
  readonly deliveredAt?: string;
  readonly nextAttemptAt?: string;
}

export interface AlertSummary {
  readonly id: string;
  readonly incidentId: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly headline: string;
  readonly at: string;
  readonly deliveries: readonly Delivery[];
}

export interface Alert extends AlertSummary {
  readonly message: Readonly<Record<string, unknown>>;
  readonly payloads: readonly { readonly channel: string; readonly payload: unknown }[];
}

export interface AlertTestResult {
  readonly results: readonly {
    readonly channel: string;
    readonly ok: boolean;
    readonly detail: string;
  }[];
}

export interface Silence {
  readonly id: string;
  readonly matchers: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly createdBy?: string;
  readonly createdAt?: string;
  readonly expiresAt: string;
}

export interface EffectiveConfig {
  readonly settings: readonly {
    readonly variable: string;
    readonly value: string | null;
    readonly source: string;
    readonly description: string;
  }[];
  readonly patternFile: {
    readonly path: string;
    readonly loadedAt?: string;
    readonly problems: readonly string[];
  };
}

export interface LogTail {
  readonly source: string;
  readonly path: string;
  readonly lines: readonly { readonly text: string; readonly patternIds: readonly string[] }[];
}
