import type { OperatorResult } from './operator-result.js';

const nothing = { diff: '', exchanges: [] } as const;

/** How repairs end that no operator speaks for. An aborted signal's reason is a text: why. */
export const endings = {
  failed: (message: string): OperatorResult => ({ ...nothing, outcome: 'failed', message }),

  stopped: ({ reason }: AbortSignal): OperatorResult => ({
    ...nothing,
    outcome: 'cancelled',
    message: `The repair was stopped because ${String(reason)}. Ask again if the error is still there.`,
  }),

  neverBegan: (reason: unknown): OperatorResult => ({
    ...nothing,
    outcome: 'cancelled',
    message: `The repair did not begin because ${String(reason)}; nothing was changed. Ask again if the error is still there.`,
  }),

  interrupted: (): OperatorResult =>
    endings.failed(
      'The API died while this repair ran. The file is as it was or fully patched: look at its changes, then ask again if the error is still there.',
    ),

  broken: (error: unknown): OperatorResult =>
    endings.failed(
      `The repair could not be run: ${error instanceof Error ? error.message : String(error)}. Check that the data folder is writable and the disk is not full.`,
    ),
} as const;
