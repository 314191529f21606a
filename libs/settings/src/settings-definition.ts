import { getConfigToken } from '@nestjs/config';
import type { z } from 'zod';

/** The environment variables that one consumer reads, and what it makes of them. */
export interface SettingsDefinition<T = unknown> {
  readonly name: string;
  /** Injection token of the resolved, frozen settings. */
  readonly token: string;
  /** One entry per variable; `.meta({ description, secret })` feeds docs and masking. */
  readonly variables: z.ZodObject;
  resolve(values: Readonly<Record<string, unknown>>): T;
}

declare module 'zod' {
  interface GlobalMeta {
    /** The value must never be shown. */
    secret?: boolean;
    /** What setting the variable turns on, for instance "Slack alerts". */
    feature?: string;
  }
}

/**
 * Declares settings beside their consumer.
 *
 * @param name of the group, for instance `watchdog`
 * @param variables a Zod object keyed by environment variable
 * @param resolve turns checked variables into the shape that the consumer wants
 */
export function defineSettings<V extends z.ZodObject, T extends object>(
  name: string,
  variables: V,
  resolve: (values: z.output<V>) => T,
): SettingsDefinition<Readonly<T>> {
  return {
    name,
    token: getConfigToken(name),
    variables,
    resolve: (values) => Object.freeze(resolve(values as z.output<V>)),
  };
}
