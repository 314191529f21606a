import { useSignal } from '../data/signal.js';
import { Icon } from '../ui/Icon.js';
import { nextTheme, theme } from './theme.js';

const looks = {
  auto: { icon: 'auto', label: 'Theme: as the system has it' },
  light: { icon: 'sun', label: 'Theme: light' },
  dark: { icon: 'moon', label: 'Theme: dark' },
} as const;

export function ThemeToggle() {
  const { icon, label } = looks[useSignal(theme)];
  return (
    <button
      type="button"
      className="icon-button"
      onClick={nextTheme}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
