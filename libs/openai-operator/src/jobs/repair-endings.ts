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
      'The API died while this repair ran. The file is as it was. Ask again if the error is still there.',
    ),

  inPlace: (diff: string): OperatorResult => ({
    ...{ outcome: 'kept', diff, exchanges: [] },
    message:
      'The patch passed its gate and is in place. The operator ended before it could say more: it may not be deployed yet.',
  }),

  proposed: (diff: string): OperatorResult => ({
    ...{ outcome: 'proposed', diff, exchanges: [] },
    message:
      'The patch passed its gate and waits for approval. The operator ended before it could say more.',
  }),

  broken: (error: unknown): OperatorResult =>
    endings.failed(
      `The repair could not be run: ${error instanceof Error ? error.message : String(error)}. Check that the data folder is writable and the disk is not full.`,
    ),
} as const;
