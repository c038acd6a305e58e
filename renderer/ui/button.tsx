import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `primary` at most once a view; `quiet` without a frame. */
  readonly variant?: 'default' | 'primary' | 'quiet';
  readonly size?: 'm' | 's';
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
  /** For buttons that are on or off. */
  readonly isPressed?: boolean;
  readonly type?: 'button' | 'submit';
  readonly label?: string;
  readonly autoFocus?: boolean;
  /** A key shown at the end, such as `c`. */
  readonly keys?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The button. Its word says what it does; an icon only stands before it. */
export function Button({
  children,
  onPress,
  variant = 'default',
  size = 'm',
  icon,
  isDisabled = false,
  isPressed,
  type = 'button',
  label,
  autoFocus = false,
  keys,
  ref,
}: ButtonProps) {
  return (
    <AriaButton
      className={`button button--${variant} button--${size}`}
      isDisabled={isDisabled}
      type={type}
      autoFocus={autoFocus}
      {...(ref ? { ref } : {})}
      {...(onPress ? { onPress } : {})}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
    >
      {icon && <Icon name={icon} />}
      <span className="button__words">{children}</span>
      {keys && (
        <span className="button__keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </AriaButton>
  );
}
