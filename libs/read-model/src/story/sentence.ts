import type { AnyDomainEvent, EventMap, EventName, HealActionSpec } from '@app/contracts';
import { count, durationText } from './duration-text.js';

type Sentences = { readonly [N in EventName]: (payload: EventMap[N]) => string };

/** One entry per event: a new event does not compile without its sentence. */
const sentences: Sentences = {
  'detection.raised': ({ title, occurrences, trigger }) =>
    `${title}: seen ${occurrences === 1 ? 'once' : count(occurrences, 'time')} (${trigger.kind} ${trigger.id}).`,
  'heal.requested': ({ action, requestedBy, attempt, maxAttempts }) =>
    `${actionText(action)} was asked for by ${requestedBy} (${String(attempt)} of ${String(maxAttempts)}).`,
  'heal.approval-required': ({ action, expiresAt }) =>
    `${actionText(action)} waits for somebody's approval until ${expiresAt}.`,
  'heal.started': ({ action }) => `${actionText(action)} began.`,
  'heal.succeeded': ({ action, durationMs, summary }) =>
    `${actionText(action)} ended well after ${durationText(durationMs)}: ${summary}`,
  'heal.failed': ({ action, durationMs, message }) =>
    `${actionText(action)} failed after ${durationText(durationMs)}: ${message}`,
  'heal.skipped': ({ action, target, reason, detail }) =>
    `${action ? actionText(action) : `A heal of ${target}`} was not done (${reason}): ${detail}`,
  'heal.verified': ({ target, downtimeMs }) =>
    `${target} is well again, proven; it was down for ${durationText(downtimeMs)}.`,
  'heal.ineffective': ({ action, message }) => `${actionText(action)} did not help: ${message}`,
  'heal-loop.opened': ({ target, actionType, heals, windowSeconds, retryAt }) =>
    `${actionType} of ${target} is paused: ${count(heals, 'heal')} in ${durationText(windowSeconds * 1_000)} did not help. One trial after ${retryAt}.`,
  'heal-loop.closed': ({ target, actionType, by, who }) =>
    `${actionType} of ${target} may run again (${by === 'person' ? `resumed by ${who ?? 'a person'}` : by}).`,
  'automation.paused': ({ target, until, reason, who }) =>
    `${who} paused automation of ${target ?? 'everything'} until ${until}: ${reason}`,
  'automation.resumed': ({ target, who }) =>
    `${who} let automation of ${target ?? 'everything'} go on.`,
  'incident.resolved': ({ title, by, downtimeMs, heals }) =>
    `${title} is over (${by}) after ${durationText(downtimeMs)} and ${count(heals, 'heal')}.`,
  'alert.raised': ({ message }) => `People were told: ${message.headline}`,
  'alert.resolved': ({ message }) => `People were told: ${message.headline}`,
  'repair.applied': ({ filePath, approvedBy }) =>
    `${approvedBy} approved the code fix of ${filePath}, and it was applied.`,
  'repair.reverted': ({ message }) => message,
  'repair.finished': ({ filePath, outcome, message }) =>
    `The code fix${filePath === null ? '' : ` of ${filePath}`} was ${outcome}: ${message}`,
  'api.called': ({ who, operation, status }) =>
    `${who} asked for ${operation} and was answered ${String(status)}.`,
  'config.reload-asked': ({ who }) => `${who} wants the pattern file to be read again.`,
  'config.reloaded': ({ path, patterns }) =>
    `${path} was loaded anew: ${count(patterns, 'pattern')}.`,
  'config.rejected': ({ path, problems }) =>
    `${path} has ${count(problems.length, 'problem')}, so the patterns before stay in force.`,
  'watchdog.started': ({ version, pid }) =>
    `The watchdog ${version} started as process ${String(pid)}.`,
  'watchdog.stopped': ({ pid }) => `The watchdog, process ${String(pid)}, stopped.`,
};

/** The event in plain English. Holds text from logs: not redacted. */
export function sentenceOf({ name, payload }: AnyDomainEvent): string {
  // A newer watchdog may have written events that this version does not know.
  const sentence = sentences[name] as ((payload: unknown) => string) | undefined;
  return sentence ? sentence(payload) : name;
}

/** `RESTART_SERVICE api`: the type and its first parameter that is a text. */
export function actionText({ type, ...parameters }: HealActionSpec): string {
  const first = Object.values(parameters).find((value) => typeof value === 'string');
  return first === undefined ? type : `${type} ${first}`;
}
