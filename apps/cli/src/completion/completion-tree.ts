import type { CommandRunner } from 'nest-commander';

/** Commander's own class, as nest-commander brings it. */
export type Program = Parameters<CommandRunner['setCommand']>[0];
type Argument = Program['registeredArguments'][number];
type Option = Program['options'][number];

export interface CompletedOption {
  /** With its dashes; the short one where there is one. */
  readonly flags: readonly string[];
  readonly description: string;
  /** What may stand behind it; undefined: it takes no value; empty: any text. */
  readonly values: readonly string[] | undefined;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  /** What its first argument may be; empty: whatever a shell completes by itself, files above all. */
  readonly words: readonly string[];
  readonly options: readonly CompletedOption[];
}

const HELP: CompletedOption = {
  flags: ['-h', '--help'],
  description: 'display help for command',
  values: undefined,
};

/** What a shell needs to know of a program; from its own definitions, so that no list grows old. */
export function completionTree(program: Program): readonly CompletedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: firstSentence(command.description()),
    words: wordsOf(command.registeredArguments[0]),
    options: [...command.options.map(toOption), HELP],
  }));
}

/** The words of an argument stand in its description as `a | b | c`. */
function wordsOf(argument: Argument | undefined): readonly string[] {
  const words = argument?.description.split(' | ') ?? [];
  return words.length > 1 ? words : [];
}

function toOption({
  short,
  long,
  description,
  required,
  optional,
  argChoices,
}: Option): CompletedOption {
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    description: firstSentence(description),
    values: required || optional ? (argChoices ?? []) : undefined,
  };
}

function firstSentence(text: string): string {
  return text.split(/[:;|]/, 1)[0]?.trim() ?? '';
}
