// Made from the OpenAPI document by: npm run api-client

import type { ActOptions, Transport } from '../transport.js';
import type {
  Alert,
  AlertPage,
  AlertTest,
  ApiKeyList,
  Config,
  ErrorSummaryResponse,
  FleetCommand,
  FleetCommandList,
  FleetHostList,
  Heal,
  HealPage,
  HealPreview,
  HealSummary,
  IncidentDetail,
  IncidentPage,
  LogTail,
  LoopList,
  LoopReset,
  PatternList,
  PatternSuggestionList,
  PatternTest,
  Pause,
  PauseList,
  ProbeList,
  Problems,
  RepairJobList,
  RepairJobReceipt,
  RepairJobResponse,
  Series,
  ServiceList,
  Silence,
  SilenceList,
  Status,
  SuggestFixRequest,
  SummarizeErrorRequest,
} from './schemas.js';

/** One method for each operation of the API. Each throws ApiError for a problem that the API tells. */
export class AutohealApi {
  constructor(private readonly transport: Transport) {}

  /** Asks the model for a fix, which is kept only if the tests pass */
  suggestFix(
    body: SuggestFixRequest,
    options: ActOptions = {},
  ): Promise<RepairJobResponse | RepairJobReceipt> {
    return this.transport.request('POST', `/api/codex/suggest-fix`, { body, ...options });
  }

  /** The newest repairs */
  listJobs(): Promise<RepairJobList> {
    return this.transport.request('GET', `/api/codex/jobs`, {});
  }

  /** One repair and, once it is done, its result */
  findJob(id: string): Promise<RepairJobResponse> {
    return this.transport.request('GET', `/api/codex/jobs/${encodeURIComponent(id)}`, {});
  }

  /** Cancels a repair that waits or runs */
  cancelJob(id: string, options: ActOptions = {}): Promise<RepairJobReceipt> {
    return this.transport.request('DELETE', `/api/codex/jobs/${encodeURIComponent(id)}`, {
      ...options,
    });
  }

  /** Applies a proposed patch to the project */
  applyPatch(
    id: string,
    body: {
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<RepairJobResponse> {
    return this.transport.request('POST', `/api/codex/jobs/${encodeURIComponent(id)}/apply`, {
      body,
      ...options,
    });
  }

  /** Says in plain words what an error is, what may cause it and where to look */
  summarizeError(body: SummarizeErrorRequest): Promise<ErrorSummaryResponse> {
    return this.transport.request('POST', `/api/ai/summarize-error`, { body });
  }

  /** Sends exactly what a real incident sends, marked as a test */
  testAlerts(
    body: {
      /** By default all that are configured */
      readonly channel?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<AlertTest> {
    return this.transport.request('POST', `/api/alerts/test`, { body, ...options });
  }

  /** Alerts, newest first, each with its deliveries */
  listAlerts(
    query: { readonly limit?: number | undefined; readonly cursor?: string | undefined } = {},
  ): Promise<AlertPage> {
    return this.transport.request('GET', `/api/alerts`, { query });
  }

  /** One alert, and exactly what each channel sends for it */
  findAlert(id: string): Promise<Alert> {
    return this.transport.request('GET', `/api/alerts/${encodeURIComponent(id)}`, {});
  }

  /** Checks the text of a pattern file, without any consequence */
  validateConfig(body: {
    /** YAML or JSON, as it would stand in the file */
    readonly text: string;
  }): Promise<Problems> {
    return this.transport.request('POST', `/api/config/validate`, { body });
  }

  /** Has the watchdog read the pattern file now */
  reloadConfig(
    body: {
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<Problems> {
    return this.transport.request('POST', `/api/config/reload`, { body, ...options });
  }

  /** The effective settings, where each came from, and the pattern file */
  readConfig(): Promise<Config> {
    return this.transport.request('GET', `/api/config`, {});
  }

  /** Asks hosts for a heal */
  healHosts(
    body: {
      /** A host's name, or name=value: all hosts with that label */
      readonly to: string;
      /** A heal action's type, with that type's own parameters beside it */
      readonly action: { readonly type: string; readonly [name: string]: unknown };
      /** One heal at a time goes by this name; by default the action's own */
      readonly service?: string | undefined;
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    },
    options: ActOptions = {},
  ): Promise<FleetCommandList> {
    return this.transport.request('POST', `/api/fleet/heal`, { body, ...options });
  }

  /** Asks hosts to pause their heals for a while */
  pauseHosts(
    body: {
      /** A host's name, or name=value: all hosts with that label */
      readonly to: string;
      /** By default every service */
      readonly service?: string | undefined;
      /** At most a week */
      readonly minutes: number;
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    },
    options: ActOptions = {},
  ): Promise<FleetCommandList> {
    return this.transport.request('POST', `/api/fleet/pause`, { body, ...options });
  }

  /** Asks hosts to end a pause */
  resumeHosts(
    body: {
      /** A host's name, or name=value: all hosts with that label */
      readonly to: string;
      /** By default every service */
      readonly service?: string | undefined;
    },
    options: ActOptions = {},
  ): Promise<FleetCommandList> {
    return this.transport.request('POST', `/api/fleet/resume`, { body, ...options });
  }

  /** Pushes a pattern file to hosts */
  pushConfig(
    body: {
      /** A host's name, or name=value: all hosts with that label */
      readonly to: string;
      /** The pattern file as a whole, YAML or JSON */
      readonly text: string;
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    },
    options: ActOptions = {},
  ): Promise<FleetCommandList> {
    return this.transport.request('POST', `/api/fleet/config`, { body, ...options });
  }

  /** The newest 50 commands to hosts, and what came of them */
  listFleetCommands(): Promise<FleetCommandList> {
    return this.transport.request('GET', `/api/fleet/commands`, {});
  }

  /** A command to a host, and what came of it */
  findFleetCommand(id: string): Promise<FleetCommand> {
    return this.transport.request('GET', `/api/fleet/commands/${encodeURIComponent(id)}`, {});
  }

  /** The hosts of the fleet, with their version, patterns and labels */
  listFleetHosts(): Promise<FleetHostList> {
    return this.transport.request('GET', `/api/fleet/hosts`, {});
  }

  /** Asks for a heal by hand; with dryRun, says what would be done */
  requestHeal(
    body: {
      /** A heal action's type, with that type's own parameters beside it */
      readonly action: { readonly type: string; readonly [name: string]: unknown };
      /** One heal at a time goes by this name; by default the action's own */
      readonly service?: string | undefined;
      /** Why, for the audit log */
      readonly reason?: string | undefined;
      /** Say what would be done, and do nothing */
      readonly dryRun?: boolean | undefined;
      /** Although a loop is open */
      readonly force?: boolean | undefined;
    },
    options: ActOptions = {},
  ): Promise<HealPreview | HealSummary> {
    return this.transport.request('POST', `/api/heals`, { body, ...options });
  }

  /** Heals, newest first */
  listHeals(
    query: {
      readonly limit?: number | undefined;
      readonly cursor?: string | undefined;
      readonly status?:
        | 'awaiting-approval'
        | 'requested'
        | 'running'
        | 'verifying'
        | 'verified'
        | 'ineffective'
        | 'failed'
        | 'rejected'
        | 'expired'
        | 'cancelled'
        | undefined;
      readonly service?: string | undefined;
    } = {},
  ): Promise<HealPage> {
    return this.transport.request('GET', `/api/heals`, { query });
  }

  /** Approves a heal that waits for a person */
  approveHeal(
    id: string,
    body: {
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<HealSummary> {
    return this.transport.request('POST', `/api/heals/${encodeURIComponent(id)}/approve`, {
      body,
      ...options,
    });
  }

  /** Rejects a heal that waits for a person */
  rejectHeal(
    id: string,
    body: {
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<HealSummary> {
    return this.transport.request('POST', `/api/heals/${encodeURIComponent(id)}/reject`, {
      body,
      ...options,
    });
  }

  /** Cancels a heal that waits or runs */
  cancelHeal(
    id: string,
    body: {
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<HealSummary> {
    return this.transport.request('POST', `/api/heals/${encodeURIComponent(id)}/cancel`, {
      body,
      ...options,
    });
  }

  /** One heal, step by step, with its output and its diff */
  findHeal(id: string): Promise<Heal> {
    return this.transport.request('GET', `/api/heals/${encodeURIComponent(id)}`, {});
  }

  /** Incidents, newest first */
  listIncidents(
    query: {
      readonly limit?: number | undefined;
      readonly cursor?: string | undefined;
      readonly status?: 'open' | 'resolved' | undefined;
      readonly service?: string | undefined;
      readonly pattern?: string | undefined;
    } = {},
  ): Promise<IncidentPage> {
    return this.transport.request('GET', `/api/incidents`, { query });
  }

  /** One incident with its evidence and its whole story */
  findIncident(id: string): Promise<IncidentDetail> {
    return this.transport.request('GET', `/api/incidents/${encodeURIComponent(id)}`, {});
  }

  /** The keys of callers, newest first, revoked ones included */
  listKeys(): Promise<ApiKeyList> {
    return this.transport.request('GET', `/api/keys`, {});
  }

  /** Revokes a key, at once and for good */
  revokeKey(name: string, options: ActOptions = {}): Promise<undefined> {
    return this.transport.request('DELETE', `/api/keys/${encodeURIComponent(name)}`, {
      ...options,
    });
  }

  /** The last lines of a watched log, redacted, each with the patterns that count it */
  readLog(query: {
    readonly source: string;
    readonly lines?: number | undefined;
  }): Promise<LogTail> {
    return this.transport.request('GET', `/api/logs`, { query });
  }

  /** Loop guards: what may heal, what waits and what is paused */
  listLoops(): Promise<LoopList> {
    return this.transport.request('GET', `/api/loops`, {});
  }

  /** Lets the heals of a trigger run again, with a fresh budget */
  resetLoop(
    key: string,
    body: {
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<LoopReset> {
    return this.transport.request('POST', `/api/loops/${encodeURIComponent(key)}/reset`, {
      body,
      ...options,
    });
  }

  /** Tries expressions on lines, without any consequence */
  testPattern(body: {
    /** RE2 syntax; several: any of them */
    readonly match: string | readonly string[];
    /** RE2 syntax; several: any of them */
    readonly exclude?: string | readonly string[] | undefined;
    readonly ignoreCase?: boolean | undefined;
    readonly lines: readonly string[];
  }): Promise<PatternTest> {
    return this.transport.request('POST', `/api/patterns/test`, { body });
  }

  /** Kinds of trouble in the watched logs that no pattern knows, the most frequent first */
  suggestPatterns(): Promise<PatternSuggestionList> {
    return this.transport.request('GET', `/api/patterns/suggestions`, {});
  }

  /** The patterns of the pattern file, and how well each has done */
  listPatterns(): Promise<PatternList> {
    return this.transport.request('GET', `/api/patterns`, {});
  }

  /** The pauses in force, the longest first */
  listPauses(): Promise<PauseList> {
    return this.transport.request('GET', `/api/pauses`, {});
  }

  /** Pauses the heals of every service, for instance for a release */
  pauseAll(
    body: {
      /** At most a week */
      readonly minutes: number;
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    },
    options: ActOptions = {},
  ): Promise<Pause> {
    return this.transport.request('POST', `/api/pauses`, { body, ...options });
  }

  /** Ends the pause of everything; pauses of single services go on */
  resumeAll(options: ActOptions = {}): Promise<PauseList> {
    return this.transport.request('DELETE', `/api/pauses`, { ...options });
  }

  /** Probes: the last result of each, and how fast answers were */
  listProbes(): Promise<ProbeList> {
    return this.transport.request('GET', `/api/probes`, {});
  }

  /** What the monitors measured, for charts; the last hour where no time is given */
  readSeries(query: {
    readonly name: string;
    readonly from?: string | number | undefined;
    readonly to?: string | number | undefined;
    readonly points?: number | undefined;
  }): Promise<Series> {
    return this.transport.request('GET', `/api/series`, { query });
  }

  /** Pauses the heals of a service; it goes on being watched */
  pauseService(
    name: string,
    body: {
      /** At most a week */
      readonly minutes: number;
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    },
    options: ActOptions = {},
  ): Promise<Pause> {
    return this.transport.request('POST', `/api/services/${encodeURIComponent(name)}/pause`, {
      body,
      ...options,
    });
  }

  /** Ends a service's pause */
  resumeService(
    name: string,
    body: {
      /** Why, for the audit log */
      readonly reason?: string | undefined;
    } = {},
    options: ActOptions = {},
  ): Promise<PauseList> {
    return this.transport.request('POST', `/api/services/${encodeURIComponent(name)}/resume`, {
      body,
      ...options,
    });
  }

  /** Services: how each is, and what automation does about it */
  listServices(): Promise<ServiceList> {
    return this.transport.request('GET', `/api/services`, {});
  }

  /** Silences in force, the first to end first */
  listSilences(
    query: { readonly ended?: 'true' | 'false' | undefined } = {},
  ): Promise<SilenceList> {
    return this.transport.request('GET', `/api/silences`, { query });
  }

  /** No alerts of this kind for a while; healing goes on */
  createSilence(
    body: {
      /** An alert that fits all of them is not sent; none: every alert */
      readonly matchers: {
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
      };
      /** At most a week */
      readonly minutes: number;
      /** For those who wonder why they hear nothing */
      readonly reason: string;
    },
    options: ActOptions = {},
  ): Promise<Silence> {
    return this.transport.request('POST', `/api/silences`, { body, ...options });
  }

  /** Ends a silence now */
  endSilence(id: string, options: ActOptions = {}): Promise<undefined> {
    return this.transport.request('DELETE', `/api/silences/${encodeURIComponent(id)}`, {
      ...options,
    });
  }

  /** How things stand in one sentence, and what needs a person */
  readStatus(): Promise<Status> {
    return this.transport.request('GET', `/api/status`, {});
  }

  /** Whether the process runs; depends on nothing else */
  live(): Promise<unknown> {
    return this.transport.request('GET', `/livez`, {});
  }

  /** Whether the API can do its work: the database answers */
  ready(): Promise<unknown> {
    return this.transport.request('GET', `/readyz`, {});
  }

  /** Metrics for Prometheus, read from the store at each scrape */
  scrape(): Promise<string> {
    return this.transport.request('GET', `/metrics`, {});
  }
}
