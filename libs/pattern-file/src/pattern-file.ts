import {
  type ConfigSchema,
  createConfigSchema,
  detectionSettings,
  type DetectionSettings,
  type PatternFile,
} from '@app/detection';
import { defaultTarget, healActionSchema } from '@app/healing';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { sourceSchema, type SourceSpec } from '@app/tailing';
import { join } from 'node:path';

type ResolvedSettings = ReadonlyMap<string, unknown>;

/** The pattern file with its sources as tailing knows them. */
export interface WatchedPatternFile extends PatternFile {
  readonly schema: ConfigSchema<SourceSpec>;
}

/** The pattern file as a whole: detection's form, with the actions of healing and the sources of tailing in it. */
export function patternFile(settings: ResolvedSettings): WatchedPatternFile {
  const { patternsPath } = settings.get(platformSettings.token) as PlatformSettings;
  const { triggerDefaults } = settings.get(detectionSettings.token) as DetectionSettings;
  return {
    path: patternsPath,
    schema: createConfigSchema(healActionSchema, sourceSchema),
    defaults: {
      trigger: triggerDefaults,
      defaultTarget,
      builtInSources: Object.keys(BUILT_IN),
    },
  };
}

/** Logs that are watched without being named in the pattern file; probes and the security check write them. */
const BUILT_IN = {
  perf: join('perf', 'hourly.log'),
  security: join('security', 'hourly-fix.log'),
};

export function builtInSources({ logDir }: PlatformSettings): readonly SourceSpec[] {
  return Object.entries(BUILT_IN).map(([id, path]) => ({
    id,
    type: 'file' as const,
    path: join(logDir, path),
    startAt: 'end' as const,
  }));
}
