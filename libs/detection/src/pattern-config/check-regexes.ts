import { templateNames } from '../engine/fill-plan.js';
import { LinearRegex } from '../engine/linear-regex.js';
import type { Complain, ConfigCheck } from './config-check.js';
import { didYouMean } from './did-you-mean.js';
import { child, children, type RawEntry, texts } from './raw-config.js';

/** Every regular expression runs in linear time, and captures that are asked for exist. */
export const checkRegexes: ConfigCheck = (file, complain) => {
  for (const pattern of children(file, 'patterns')) checkPattern(pattern, complain);
};

function checkPattern(pattern: RawEntry, complain: Complain): void {
  const recovery = child(pattern, 'resetOn');
  checkCompiles(pattern, 'exclude', complain);
  if (recovery) checkCompiles(recovery, 'match', complain);
  const captures = checkCompiles(pattern, 'match', complain);
  // Where an expression is broken, its captures are not known.
  if (captures) checkCaptures(pattern, captures, complain);
}

/** The names of all captures; undefined when an expression does not compile. */
function checkCompiles(entry: RawEntry, key: string, complain: Complain): string[] | undefined {
  const names = new Set<string>();
  let broken = false;
  for (const { path, text } of texts(entry, key)) {
    const compilation = LinearRegex.compile(text);
    if (compilation.ok) {
      for (const name of compilation.regex.names) names.add(name);
    } else {
      broken = true;
      complain(
        path,
        `this regular expression cannot run: ${compilation.reason}. ${compilation.advice}`,
      );
    }
  }
  return broken ? undefined : [...names];
}

function checkCaptures(pattern: RawEntry, captures: readonly string[], complain: Complain): void {
  const { path, value } = pattern;
  for (const wanted of texts(pattern, 'groupBy')) {
    if (!captures.includes(wanted.text)) complain(wanted.path, noCapture(wanted.text, captures));
  }
  for (const key of ['action', 'escalate', 'target']) {
    for (const name of new Set(templateNames(value[key]))) {
      if (!captures.includes(name)) complain([...path, key], noCapture(name, captures));
    }
  }
}

function noCapture(name: string, captures: readonly string[]): string {
  const known =
    captures.length === 0
      ? `; name a part of it as (?<${name}>...)`
      : `; it has ${captures.join(', ')}`;
  return `\`match\` has no capture "${name}"${didYouMean(name, captures) || known}`;
}
