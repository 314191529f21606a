import type { CompletedCommand, CompletedOption } from './completion-tree.js';

/** For `autoheal completion fish | source`, or a file `autoheal.fish` in fish's folder of completions. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  return commands.flatMap((command) => [nameOf(command), ...inside(command)]).join('\n');
}

function nameOf({ name, description }: CompletedCommand): string {
  return `complete -c autoheal -f -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`;
}

function inside({ name, words, options }: CompletedCommand): string[] {
  const here = `complete -c autoheal -n '__fish_seen_subcommand_from ${name}'`;
  const first =
    words.length === 0
      ? []
      : [
          `complete -c autoheal -f -n '__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${words.join(' ')}' -a '${words.join(' ')}'`,
        ];
  return [...first, ...options.map((option) => `${here} ${flagsOf(option)}`)];
}

function flagsOf({ flags, description, values }: CompletedOption): string {
  const named = flags.map((flag) =>
    flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const value =
    values === undefined
      ? []
      : ['-x', ...(values.length === 0 ? [] : [`-a '${values.join(' ')}'`])];
  return [...named, ...value, `-d ${quoted(description)}`].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
