import { z } from 'zod';
import { commandWords, environment, passEnv } from '../../action-parameters.js';
import { serviceManagerNames } from '../../services/service-manager.js';

const seconds = (fallback: number) => z.number().min(0.05).max(86_400).default(fallback);
const step = z.union([commandWords, z.literal(false)]).optional();
/** Neither an option of git nor empty. */
const gitWord = z.string().regex(/^[^-\s]\S*$/, 'must not begin with "-" nor contain a space');
const inside = z
  .string()
  .regex(
    /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\0]+[^/\0]$/,
    'must be a relative path without . and ..',
  );

const healthSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .optional()
    .describe('Must answer with 2xx. Redirects are not followed.'),
  probe: z.string().min(1).optional().describe('Id of a probe of the pattern file that must hold.'),
  settleSeconds: seconds(30).describe('How long the services may take until they are healthy.'),
  watchSeconds: seconds(60).describe('How long they must stay so; one failure rolls back.'),
  intervalSeconds: seconds(1).describe('Time between two looks.'),
});

const trialSchema = z.strictObject({
  command: commandWords,
  portVariable: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable')
    .default('PORT')
    .describe('Variable that tells the program its port for the trial: any free one.'),
  path: z.string().startsWith('/').default('/').describe('Must answer with 2xx on that port.'),
  env: environment,
  settleSeconds: seconds(30).describe('How long it may take to answer well for the first time.'),
  watchSeconds: seconds(10).describe('How long it must keep answering well.'),
  intervalSeconds: seconds(0.5).describe('Time between two requests.'),
});

/** How GENERAL_RESTART releases a new revision. Every command runs in the folder of the new release. */
export const releaseSchema = z
  .strictObject({
    folder: z
      .string()
      .startsWith('/', 'must be an absolute path')
      .describe('Holds `current`, a link to the live release, and what the releases need.'),
    repository: gitWord.describe('Where git fetches from.'),
    branch: gitWord.default('main'),
    shared: z
      .array(inside)
      .max(100)
      .default([])
      .describe('Files and folders of FOLDER/shared that each release gets a link to.'),
    install: step.describe('Default: by the lockfile. false skips it.'),
    build: step.describe('Default: npm run build, where there is such a script. false skips it.'),
    test: step.describe('Default: npm test, where there is such a script. false skips it.'),
    stepTimeoutSeconds: seconds(600).describe('Time limit of each of these commands.'),
    trial: trialSchema
      .optional()
      .describe('Runs the new release beside the live one, before anybody meets it.'),
    services: z
      .array(
        z.strictObject({
          service: z.string().min(1),
          manager: z.enum(serviceManagerNames).default('pm2'),
        }),
      )
      .min(1)
      .max(100)
      .describe('Restarted one after the other once `current` is switched.'),
    health: healthSchema.prefault({}),
    keep: z.int().min(1).max(100).default(5).describe('How many proven releases stay on disk.'),
    retryAfterSeconds: z
      .number()
      .min(0)
      .default(3_600)
      .describe('A revision that failed is not tried again for so long.'),
    passEnv,
  })
  .describe('Fetch, build and test a new revision beside the live one, switch, watch, roll back.');

export type ReleaseOptions = z.output<typeof releaseSchema>;
export type ReleaseServiceOptions = ReleaseOptions['services'][number];
