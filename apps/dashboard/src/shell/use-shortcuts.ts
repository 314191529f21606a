import { useEffect } from 'react';
import { navigate } from '../router/location.js';
import { sections } from './sections.js';

const CHORD_MS = 1_200;

/** `g` and then a page's letter goes there; `/` goes to the first field that searches. */
export function useShortcuts(): void {
  useEffect(() => {
    let chordUntil = 0;
    const press = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const section = sections.find(({ key }) => key === event.key);
      if (section && Date.now() < chordUntil) navigate(section.to);
      if (event.key === '/') search(event);
      chordUntil = event.key === 'g' ? Date.now() + CHORD_MS : 0;
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

function search(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLElement>('main input[type="search"], main select');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
