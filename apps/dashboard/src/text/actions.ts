import type { HealAction } from '../api/types.js';
import { capitalized } from './format.js';

const VERBS: Readonly<Record<string, string>> = {
  GENERAL_RESTART: 'Update and restart all',
  RESTART_SERVICE: 'Restart',
  CODEX_FIX_FILE: 'Fix the code',
  CHECK_DB_HEALTH: 'Check the database',
  RUN_COMMAND: 'Run a command',
};

/** What a heal does, for people: "Restart shop", "Fix src/cart.js". An unknown type goes by its own name. */
export function describeAction(action: HealAction): string {
  const { type } = action;
  if (type === 'RESTART_SERVICE' && typeof action['service'] === 'string') {
    return `Restart ${action['service']}`;
  }
  if (type === 'CODEX_FIX_FILE' && typeof action['filePath'] === 'string') {
    return `Fix ${action['filePath']}`;
  }
  return VERBS[type] ?? sentenceCase(type);
}

function sentenceCase(type: string): string {
  return capitalized(type.toLowerCase().replaceAll('_', ' '));
}

const PEOPLE: Readonly<Record<string, string>> = {
  detection: 'the watchdog',
  'follow-up': 'the watchdog, as a follow-up',
};

/** Who asked for a heal: "the watchdog", "alice by the command line", "ci by the API". */
export function describeRequester(requestedBy: string): string {
  const [means = '', who] = requestedBy.split(/:(.*)/s);
  if (who === undefined || who === '') return PEOPLE[requestedBy] ?? requestedBy;
  if (means === 'cli') return `${who} by the command line`;
  if (means === 'api') return `${who} by the API`;
  return requestedBy;
}
