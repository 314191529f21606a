import type { ReactNode } from 'react';
import { Icon } from './Icon.js';
import type { IconName } from './icon-paths.js';

interface EmptyProps {
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** Nothing to show, and what that means. */
export function Empty({ icon = 'check', children }: EmptyProps) {
  return (
    <p className="empty">
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  );
}
