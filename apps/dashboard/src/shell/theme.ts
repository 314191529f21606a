import { Signal } from '../data/signal.js';

const STORED = 'autoheal.theme';
const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the reader chose; `auto` follows the system. public/theme.js applies it before the first paint. */
export const theme = new Signal<Theme>(stored());

export function nextTheme(): void {
  const next = THEMES[(THEMES.indexOf(theme.get()) + 1) % THEMES.length] ?? 'auto';
  if (next === 'auto') {
    localStorage.removeItem(STORED);
    delete document.documentElement.dataset['theme'];
  } else {
    localStorage.setItem(STORED, next);
    document.documentElement.dataset['theme'] = next;
  }
  theme.set(next);
}

function stored(): Theme {
  return THEMES.find((name) => name === localStorage.getItem(STORED)) ?? 'auto';
}
