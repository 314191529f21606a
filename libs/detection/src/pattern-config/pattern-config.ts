import type { MonitorsConfig } from '../monitors/monitors.schema.js';
import type { ServiceEntry } from './service.schema.js';
import type { ResolvedTrigger, TriggerDefaults } from './resolved-trigger.js';
import type { TriggerFields } from './trigger-fields.schema.js';

/** As the registry of log sources knows it; detection only reads the id. */
export interface SourceSpec {
  readonly id: string;
}

/** A pattern with every default filled in; its regular expressions are known to compile. */
export interface ResolvedPattern extends ResolvedTrigger {
  /** Absent: lines of every source are looked at. */
  readonly sources?: readonly string[];
  /** At least one; any may match. */
  readonly match: readonly string[];
  readonly exclude: readonly string[];
  readonly ignoreCase: boolean;
  /** Captures; those that a match lacks count as empty. */
  readonly groupBy: readonly string[];
  /** Absent: matches don't grow old. */
  readonly withinSeconds?: number;
  readonly resetOn: 'non-match' | 'never' | { readonly match: readonly string[] };
}

/** The pattern file, checked as a whole. */
export interface PatternConfig<S extends SourceSpec = SourceSpec> {
  /** Of the file's text: the same text, the same digest. */
  readonly digest: string;
  /** What is known of services beside their names: what they need to work. */
  readonly services: readonly ServiceEntry[];
  /** Besides the built-in ones. */
  readonly sources: readonly S[];
  readonly patterns: readonly ResolvedPattern[];
  readonly probes: NonNullable<MonitorsConfig['probes']>;
  /** Empty where the file says nothing: then the monitors' own defaults hold. */
  readonly resources: NonNullable<MonitorsConfig['resources']>;
  /** Absent: no security check. */
  readonly securityCheck?: NonNullable<MonitorsConfig['securityCheck']>;
  /** The file's own defaults, completed. */
  readonly defaults: TriggerDefaults;
  /** Fills the defaults into the trigger fields of a probe or a resource rule. */
  trigger(id: string, fields: TriggerFields): ResolvedTrigger;
}
