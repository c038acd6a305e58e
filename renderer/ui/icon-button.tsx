import type { Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import './button.css';
import './tooltip.css';

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does: read out always, shown on hover and focus. */
  readonly label: string;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button where room is short: the icon, and its word on hover, on focus and to screen readers. */
export function IconButton({ icon, label, onPress, isDisabled = false, isPressed, ref }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      <AriaButton
        className="button button--quiet icon-button--bare"
        aria-label={label}
        isDisabled={isDisabled}
        {...(ref ? { ref } : {})}
        {...(onPress ? { onPress } : {})}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      >
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
