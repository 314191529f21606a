import type { CompletedCommand, CompletedOption } from './completion-tree.js';

/** For `source <(autoheal completion zsh)`, or a file `_autoheal` in a folder of `fpath`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef autoheal
_autoheal() {
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local name="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$name" in
${commands.map(branch).join('\n')}
  esac
}
compdef _autoheal autoheal`;
}

function branch({ name, words, options }: CompletedCommand): string {
  const first = words.length === 0 ? [] : [quoted(`1:what:(${words.join(' ')})`)];
  const rest = [...options.flatMap(specs), ...first, quoted('*:file:_files')];
  return `    ${name}) _arguments ${rest.join(' ')} ;;`;
}

function specs({ flags, description, values }: CompletedOption): string[] {
  const text = description.replaceAll(/[[\]\\:]/g, '\\$&');
  const value =
    values === undefined ? '' : values.length === 0 ? ':value: ' : `:value:(${values.join(' ')})`;
  return flags.map((flag) => quoted(`${flag}[${text}]${value}`));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
