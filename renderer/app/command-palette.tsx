import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useStore } from 'zustand';
import { commandsStore, searchCommands } from '../state/commands.ts';
import { Icon } from '../ui/icon.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import '../ui/dialog.css';
import '../ui/menu.css';
import './command-palette.css';

interface CommandPaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Every action that is possible here, found by typing. */
export function CommandPalette({ isOpen, onClose }: CommandPaletteProps) {
  const [text, setText] = useState('');
  const sets = useStore(commandsStore, (state) => state.sets);
  const found = searchCommands(sets.flat(), text).slice(0, 100);
  const close = () => {
    setText('');
    onClose();
  };
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal className="dialog palette">
        <Dialog className="dialog__frame" aria-label="Commands">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField
              className="palette__search"
              aria-label="Search commands"
              autoFocus
              onKeyDown={(event) => {
                if (event.key === 'Escape') close();
              }}
            >
              <Icon name="search" />
              {/* The focus stays here while the arrows go through the list: to readers that is a combobox. */}
              <Input
                className="palette__input"
                placeholder="What do you want to do?"
                role="combobox"
                aria-expanded="true"
              />
            </SearchField>
            <ListBox
              className="menu__list palette__list"
              aria-label="Commands"
              onAction={(name) => {
                close();
                found.find((command) => command.name === name)?.run();
              }}
              renderEmptyState={() => <p className="palette__none">No command of this name.</p>}
            >
              {found.map((command) => (
                <ListBoxItem
                  key={command.name}
                  id={command.name}
                  className="menu__item"
                  textValue={command.title}
                >
                  <span>
                    {command.title} <span className="soft">{command.group}</span>
                  </span>
                  {command.keys && <Shortcut keys={command.keys} />}
                </ListBoxItem>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
