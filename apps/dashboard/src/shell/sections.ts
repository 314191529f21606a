import type { IconName } from '../ui/icon-paths.js';

export interface Section {
  readonly id: string;
  readonly label: string;
  readonly to: string;
  readonly icon: IconName;
  /** Pressed after `g`. */
  readonly key: string;
  /** Left out where the API serves no fleet. */
  readonly onlyInFleet?: boolean;
}

const section = (id: string, label: string, icon: IconName, key: string): Section => ({
  id,
  label,
  to: id === 'overview' ? '/' : `/${id}`,
  icon,
  key,
});

export const sections: readonly Section[] = [
  section('overview', 'Overview', 'overview', 'o'),
  section('services', 'Services', 'services', 's'),
  section('incidents', 'Incidents', 'alert', 'i'),
  section('heals', 'Heals', 'wrench', 'h'),
  section('repairs', 'Fixes', 'code', 'c'),
  section('patterns', 'Patterns', 'search', 'p'),
  section('alerts', 'Alerts', 'bell', 'a'),
  { ...section('fleet', 'Fleet', 'hosts', 'f'), onlyInFleet: true },
  section('settings', 'Settings', 'settings', 't'),
];
