import type { ButtonHTMLAttributes } from 'react';
import { Icon } from './Icon.js';
import type { IconName } from './icon-paths.js';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'plain' | 'danger' | 'quiet';
  readonly icon?: IconName;
  readonly small?: boolean;
}

export function Button({ look = 'plain', icon, small, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button ${look} ${small === true ? 'small' : ''}`} {...rest}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </button>
  );
}
