const WILDCARD = '<*>';
const LONGEST_ID = 48;
const WORDS_IN_ID = 5;
/** Time, level and the like in front of what a line says. */
const HEAD = /^(?:[\s[\]|:.,+\d-]|<\*>|[TZ](?=[\d<\s:])|[A-Z][a-z]{2}(?=\s))+/;

/** A name and a regular expression for lines of one template. */
export function toPattern(template: string): { readonly id: string; readonly match: string } {
  const telling = template.replace(HEAD, '') || template;
  const match = telling
    .split(WILDCARD)
    .map((part) => part.split(/\s+/).map(escape).join('\\s+'))
    .join('.*?');
  return { id: idOf(telling), match: match.replace(/(?:\.\*\?|\\s\+)+$/, '') };
}

function idOf(text: string): string {
  const words = text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  return words.slice(0, WORDS_IN_ID).join('-').slice(0, LONGEST_ID) || 'trouble';
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
