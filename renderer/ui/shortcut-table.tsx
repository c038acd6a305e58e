import { useStore } from 'zustand';
import { commandsStore } from '../state/commands.ts';
import { usePreference } from '../state/preferences.ts';
import { Checkbox } from './checkbox.tsx';
import { groupShortcuts } from './group-shortcuts.ts';
import { Shortcut } from './shortcut.tsx';
import './shortcut-table.css';

/** The shortcuts of what is on offer now, by group, and the switch for single keys. */
export function ShortcutTable() {
  const sets = useStore(commandsStore, (state) => state.sets);
  const [singleKeys, setSingleKeys] = usePreference('singleKeys', true);
  return (
    <div className="stack">
      <Checkbox
        label="Single-key shortcuts"
        description="Keys without Ctrl or Alt. Switch them off if they are pressed by accident or by speech input."
        isChecked={singleKeys}
        onChange={setSingleKeys}
      />
      {groupShortcuts(sets.flat()).map(({ group, commands }) => (
        <section key={group} className="shortcut-table">
          <h3>{group}</h3>
          <dl>
            {commands.map(({ name, title, keys }) => (
              <div key={name} className="shortcut-table__row">
                <dt>{title}</dt>
                <dd>
                  <Shortcut keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
