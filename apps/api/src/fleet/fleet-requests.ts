import { healActionShape } from '@app/read-model';
import { z } from 'zod';
import { minutesField, reasonField } from '../acts/reason.js';

const to = z
  .string()
  .min(1)
  .max(200)
  .describe("A host's name, or name=value: all hosts with that label");
const service = z.string().min(1).max(200).optional();

export const fleetHealRequest = z.strictObject({
  to,
  action: healActionShape,
  service: service.describe("One heal at a time goes by this name; by default the action's own"),
  reason: reasonField,
});
export type FleetHealRequest = z.output<typeof fleetHealRequest>;

export const fleetPauseRequest = z.strictObject({
  to,
  service: service.describe('By default every service'),
  minutes: minutesField,
  reason: reasonField,
});
export type FleetPauseRequest = z.output<typeof fleetPauseRequest>;

/** Less than what NATS takes in one message by default. */
const LONGEST_TEXT = 500_000;

export const fleetConfigRequest = z.strictObject({
  to,
  text: z.string().min(1).max(LONGEST_TEXT).describe('The pattern file as a whole, YAML or JSON'),
  reason: reasonField,
});
export type FleetConfigRequest = z.output<typeof fleetConfigRequest>;

export const fleetResumeRequest = z.strictObject({
  to,
  service: service.describe('By default every service'),
});
export type FleetResumeRequest = z.output<typeof fleetResumeRequest>;
