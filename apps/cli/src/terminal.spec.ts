import { describe, expect, it } from '@jest/globals';
import pc from 'picocolors';
import { showable, showableJson } from './terminal.js';

const { red, bold } = pc.createColors(true);

describe('what goes to a terminal', () => {
  it('keeps lines, tabs and colours', () => {
    const text = `${bold('title')}\n\t${red('zwölf ✓ 日本')}`;
    expect(showable(text)).toBe(text);
  });

  it.each([
    ['clears the screen', '\x1b[2J\x1b[H'],
    ['sets the title', '\x1b]0;root\x07'],
    ['writes to the clipboard', '\x1b]52;c;cm0gLXJm\x1b\\'],
    ['hides what follows', '\x1b[8m'],
    ['makes a link of it', '\x1b]8;;https://evil.example\x1b\\'],
    ['goes back and types over it', '\r\x08\x7f'],
    ['asks the terminal to answer', '\x1b[6n\x1bZ\x05'],
    ['speaks in single bytes', '\x9b2J\x9d0;x\x9c'],
    ['turns the text around', '\u202e\u2066\u200f'],
  ])('never %s', (_what, sequence) => {
    expect(showable(`a${sequence}b`)).toMatch(/^a[^\p{C}]*b$/u);
  });
});

it('changes no value that goes out as JSON', () => {
  const value = { text: 'a\x1b[2J\x9b\u202e\u{e0001}\u200d日本\n' };
  expect(JSON.parse(showableJson(value))).toEqual(value);
  expect(showableJson(value)).toMatch(/^[^\p{C}]*$/mu);
});
