import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import './button.css';
import './menu.css';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly isDisabled?: boolean;
}

interface MenuProps {
  /** The word on the button. */
  readonly label: string;
  readonly icon?: IconName;
  readonly items: readonly MenuChoice[];
  readonly onAction: (id: string) => void;
  readonly size?: 'm' | 's';
}

/** A button that opens a list of actions. */
export function Menu({ label, icon, items, onAction, size = 'm' }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className={`button button--default button--${size}`}>
        {icon && <Icon name={icon} />}
        {label}
        <Icon name="down" />
      </AriaButton>
      <Popover className="menu" placement="bottom start">
        <AriaMenu
          className="menu__list"
          aria-label={label}
          onAction={(key) => onAction(String(key))}
          disabledKeys={items.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
        >
          {items.map(({ id, label: word, keys }) => (
            <MenuItem key={id} id={id} className="menu__item" textValue={word}>
              <span>{word}</span>
              {keys && (
                <span className="menu__keys" aria-hidden="true">
                  {keys}
                </span>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
