import { useState } from 'react';
import type { Facet } from '../../../shared/contract/window.ts';
import { toggleCondition, writeCondition } from '../../state/events.ts';
import { useCall } from '../../state/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { CellText } from '../../ui/cell-text.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { formatCount } from '../../ui/number-format.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type ColumnChoices, fieldTitle } from './columns.ts';
import { useSteady } from './use-steady.ts';

interface FacetPanelProps {
  readonly dir: string;
  readonly where: readonly string[];
  readonly onWhere: (where: string[]) => void;
  readonly choices: ColumnChoices;
  readonly shown: readonly string[];
  readonly onShown: (fields: string[]) => void;
}

const valuesAtFirst = 8;
const valuesAsked = 200;

/** Counts of the events in force by the values of chosen fields; a value narrows to its events, or is taken back. */
export function FacetPanel({ dir, where, onWhere, choices, shown, onShown }: FacetPanelProps) {
  const others = [
    ...choices.fields.filter((name) => name !== 'at'),
    ...choices.facts,
    ...choices.extra,
  ].filter((name) => !shown.includes(name));
  return (
    <aside className="facets" aria-label="Counts by field">
      {shown.map((field) => (
        <FacetList
          key={field}
          dir={dir}
          where={where}
          onWhere={onWhere}
          field={field}
          onClose={() => onShown(shown.filter((other) => other !== field))}
        />
      ))}
      <div className="facets__add">
        <Select
          label="Count by another field"
          value=""
          onChange={(field) => {
            if (field) onShown([...shown, field]);
          }}
          options={[
            { value: '', label: 'Choose a field' },
            ...others.map((name) => ({ value: name, label: fieldTitle(name) })),
          ]}
        />
      </div>
    </aside>
  );
}

interface FacetListProps {
  readonly dir: string;
  readonly where: readonly string[];
  readonly onWhere: (where: string[]) => void;
  readonly field: string;
  readonly onClose: () => void;
}

function FacetList({ dir, where, onWhere, field, onClose }: FacetListProps) {
  const [isOpen, setIsOpen] = useState(true);
  const [isLong, setIsLong] = useState(false);
  const [search, setSearch] = useState('');
  const args = { dir, where: [...where], field, most: valuesAsked };
  const { value: facet, error, isLoading, reload } = useSteady(useCall('events.facet', isOpen ? args : null));
  const title = fieldTitle(field);
  return (
    <section className="facet" aria-label={title} aria-busy={isLoading}>
      <header className="facet__head">
        <button
          type="button"
          className="facet__title"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {title}
          {facet && <span className="facet__distinct">{formatCount(facet.distinct)}</span>}
        </button>
        <button
          type="button"
          className="facet__close"
          aria-label={`Stop counting by ${title}`}
          onClick={onClose}
        >
          ×
        </button>
      </header>
      {isOpen && Boolean(error) && (
        <ErrorBanner
          error={error}
          actions={
            <Button size="s" onPress={reload}>
              Try again
            </Button>
          }
        />
      )}
      {isOpen && !facet && isLoading && <p className="facet__note">Counting…</p>}
      {isOpen && facet && facet.distinct > valuesAtFirst && isLong && (
        <TextField
          label={`Search the values of ${title}`}
          type="search"
          value={search}
          onChange={setSearch}
        />
      )}
      {isOpen && facet && (
        <FacetValues
          facet={facet}
          search={search}
          most={isLong ? valuesAsked : valuesAtFirst}
          isChosen={(text) => where.includes(writeCondition({ field, operator: '=', value: text }))}
          onPick={(text) => onWhere(toggleCondition(where, { field, operator: '=', value: text }))}
        />
      )}
      {isOpen && facet && facet.distinct > valuesAtFirst && (
        <button type="button" className="link-button facet__more" onClick={() => setIsLong(!isLong)}>
          {isLong ? 'Show fewer' : `Show up to ${formatCount(Math.min(valuesAsked, facet.distinct))}`}
        </button>
      )}
      {isLong && facet && facet.distinct > facet.values.length && (
        <p className="facet__note">
          The {formatCount(facet.values.length)} most frequent of {formatCount(facet.distinct)} values. Add a
          condition to reach the others.
        </p>
      )}
    </section>
  );
}

interface FacetValuesProps {
  readonly facet: Facet;
  readonly search: string;
  readonly most: number;
  readonly isChosen: (text: string) => boolean;
  readonly onPick: (text: string) => void;
}

function FacetValues({ facet, search, most, isChosen, onPick }: FacetValuesProps) {
  const wanted = search.trim().toLowerCase();
  const found = facet.values.filter(({ text }) => text.toLowerCase().includes(wanted)).slice(0, most);
  const largest = facet.values[0]?.count ?? 1;
  if (found.length === 0)
    return <p className="facet__note">{wanted ? 'No value contains this.' : 'No events.'}</p>;
  return (
    <ul className="facet__values">
      {found.map(({ text, state, count }) => (
        <li key={`${state} ${text}`}>
          <button
            type="button"
            aria-pressed={isChosen(text)}
            className="facet__value"
            onClick={() => onPick(text)}
          >
            <span
              className="facet__bar"
              aria-hidden="true"
              style={{ width: `${(count / largest) * 100}%` }}
            />
            <span className="facet__text">
              <CellText text={text} state={state} />
            </span>
            <span className="facet__count">{formatCount(count)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
