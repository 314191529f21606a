import type { CompletedCommand } from './completion-tree.js';

/** For `source <(autoheal completion bash)`. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return `_autoheal() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words= options= values=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${['--help', '--version', ...commands.map(({ name }) => name)].join(' ')}' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(branch).join('\n')}
  esac
  if [ -n "$values" ]; then COMPREPLY=($(compgen -W "$values" -- "$word"))
  elif [[ "$word" == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ "$COMP_CWORD" -eq 2 ] && [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word"))
  else COMPREPLY=($(compgen -f -- "$word")); fi
}
complete -o filenames -F _autoheal autoheal`;
}

function branch({ name, words, options }: CompletedCommand): string {
  const flags = options.flatMap((option) => option.flags).join(' ');
  const values = options.flatMap(({ flags: [flag = ''], values: known = [] }) =>
    known.length === 0 ? [] : [`${flag}) values='${known.join(' ')}' ;;`],
  );
  const lookBack = values.length === 0 ? '' : `\n      case "$before" in ${values.join(' ')} esac`;
  return `    ${name}) words='${words.join(' ')}' options='${flags}'${lookBack} ;;`;
}
