import { type ReactNode, useState } from 'react';
import { fields } from '../../../shared/vocabulary/fields.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ShortcutTable } from '../../ui/shortcut-table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { glossary, howTo } from './texts.ts';
import './help.css';

/** The manual that comes with the program: how to, words, fields, keys, appearance. */
export function HelpScreen() {
  const [text, setText] = useState('');
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (...texts: readonly string[]) => {
    const searched = texts.join(' ').toLowerCase();
    return words.every((word) => searched.includes(word));
  };
  const steps = howTo.filter(({ title, text: about }) => fits(title, about));
  const terms = glossary.filter(({ term, meaning }) => fits(term, meaning));
  const shownFields = fields.filter(({ name, description }) => fits(name, description));
  return (
    <Screen title="Help" about="Everything here is on this computer; nothing is fetched.">
      <div className="help__search">
        <TextField
          label="Search the help"
          type="search"
          value={text}
          onChange={setText}
          placeholder="A word, such as redacted"
        />
      </div>
      {steps.length + terms.length + shownFields.length === 0 && (
        <p>Nothing in the help holds these words.</p>
      )}
      <div className="help__columns">
        <div className="stack">
          {steps.length > 0 && (
            <Part title="How to">
              <div>
                {steps.map((step) => (
                  <details key={step.title} className="help__step" open={words.length > 0}>
                    <summary>{step.title}</summary>
                    <p>{step.text}</p>
                  </details>
                ))}
              </div>
            </Part>
          )}
          {terms.length > 0 && (
            <Part title="Words">
              <dl className="help__terms">
                {terms.map(({ term, meaning }) => (
                  <div key={term}>
                    <dt>{term}</dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </Part>
          )}
          {shownFields.length > 0 && (
            <Part title="Fields of an event">
              <DataTable
                caption="Fields of an event"
                rows={shownFields}
                rowKey={(row) => row.name}
                columns={[
                  {
                    key: 'name',
                    header: 'Field',
                    isRowHeader: true,
                    cell: (row) => <span className="code">{row.name}</span>,
                  },
                  {
                    key: 'kind',
                    header: 'From',
                    cell: (row) => (row.kind === 'canonical' ? 'the log' : 'computed'),
                  },
                  { key: 'about', header: 'Meaning', isWrapped: true, cell: (row) => row.description },
                ]}
              />
            </Part>
          )}
        </div>
        <div className="stack">
          <Part title="Appearance">
            <Appearance />
          </Part>
          <Part title="Keys that work now">
            <ShortcutTable />
          </Part>
          <Part title="This program">
            <About />
          </Part>
        </div>
      </div>
    </Screen>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
