import { dispositions } from '../../../shared/vocabulary/dispositions.ts';
import { everyFinding, type FindingChoices, type FindingFilter } from '../../state/findings.ts';
import { Button } from '../../ui/button.tsx';
import { dispositionWord } from '../../ui/disposition-word.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface QueueFilterProps {
  readonly filter: FindingFilter;
  readonly choices: FindingChoices;
  readonly onFilter: (filter: FindingFilter) => void;
}

/** What narrows the queue, with how many findings each choice has. */
export function QueueFilter({ filter, choices, onFilter }: QueueFilterProps) {
  const set = (change: Partial<FindingFilter>) => onFilter({ ...filter, ...change });
  const count = (state: FindingFilter['state']) => choices.states.get(state) ?? 0;
  const isNarrowed = filter.level !== '' || filter.rule !== '' || filter.tag !== '' || filter.text !== '';
  return (
    <div className="queue-filter">
      <Select
        label="Disposition"
        value={filter.state}
        onChange={(state) => set({ state })}
        options={[
          { value: 'open', label: `Needs review (${count('open')})` },
          ...dispositions.map((value) => ({ value, label: `${dispositionWord(value)} (${count(value)})` })),
          { value: 'all', label: `All (${count('all')})` },
        ]}
      />
      <Select
        label="Level"
        value={filter.level}
        onChange={(level) => set({ level })}
        options={[
          { value: '', label: 'Any' },
          ...[...choices.levels].map(([value, n]) => ({ value, label: `${value} (${n})` })),
        ]}
      />
      <Select
        label="Rule"
        value={filter.rule}
        onChange={(rule) => set({ rule })}
        options={[
          { value: '', label: 'Any' },
          ...choices.rules.map(({ id, title, count: n }) => ({ value: id, label: `${title} (${n})` })),
        ]}
      />
      <Select
        label="Tag"
        value={filter.tag}
        onChange={(tag) => set({ tag })}
        isDisabled={choices.tags.length === 0}
        options={[
          { value: '', label: choices.tags.length === 0 ? 'None yet' : 'Any' },
          ...choices.tags.map(({ tag, count: n }) => ({ value: tag, label: `${tag} (${n})` })),
        ]}
      />
      <div className="queue-filter__text">
        <TextField
          label="Search names, titles and sentences"
          type="search"
          value={filter.text}
          onChange={(text) => set({ text })}
        />
        {isNarrowed && (
          <Button size="s" variant="quiet" onPress={() => onFilter({ ...everyFinding, state: filter.state })}>
            Clear
          </Button>
        )}
      </div>
    </div>
  );
}
