import { Logger } from '@nestjs/common';
import type { PatternConfig, SourceSpec } from './pattern-config.js';

export type ConfigListener<S extends SourceSpec = SourceSpec> = (config: PatternConfig<S>) => void;

/** The pattern config in force, and who wants to know of the next. */
export class ConfigHolder<S extends SourceSpec = SourceSpec> {
  private readonly logger = new Logger(ConfigHolder.name);
  private readonly listeners = new Set<ConfigListener<S>>();

  constructor(private config: PatternConfig<S>) {}

  get current(): PatternConfig<S> {
    return this.config;
  }

  /** Calls the listener with every later config, not with the current one; returns how to stop it. */
  subscribe(listener: ConfigListener<S>): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A listener that throws keeps the config from none of the others. */
  replace(config: PatternConfig<S>): void {
    this.config = config;
    for (const listener of this.listeners) {
      try {
        listener(config);
      } catch (error) {
        this.logger.error({
          msg: 'A part of the watchdog could not take over the new patterns; restart it to be sure',
          error: String(error),
          stack: error instanceof Error ? error.stack : undefined,
        });
      }
    }
  }
}
