import { type FormEvent, useState } from 'react';
import { fieldDefinition } from '../../../shared/vocabulary/fields.ts';
import {
  type Condition,
  conditionProblem,
  operatorsOf,
  operatorWord,
  readCondition,
  withCondition,
} from '../../state/events.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { type ColumnChoices, fieldTitle } from './columns.ts';

interface FilterBarProps {
  readonly where: readonly string[];
  readonly onWhere: (where: string[]) => void;
  readonly choices: ColumnChoices;
}

/** The conditions in force as chips, each taken away by itself, and a line to add another. All of them must be met. */
export function FilterBar({ where, onWhere, choices }: FilterBarProps) {
  const [isAdding, setIsAdding] = useState(false);
  return (
    <div className="filter-bar">
      <ul className="filter-bar__chips" aria-label="Conditions in force; all of them must be met">
        {where.map((text) => (
          <li key={text}>
            <Chip
              isOn
              removeLabel={`condition ${text}`}
              onRemove={() => onWhere(where.filter((other) => other !== text))}
            >
              <ConditionWords text={text} />
            </Chip>
          </li>
        ))}
      </ul>
      {!isAdding && (
        <Button size="s" icon="add" onPress={() => setIsAdding(true)}>
          Condition
        </Button>
      )}
      {where.length > 1 && (
        <Button size="s" variant="quiet" onPress={() => onWhere([])}>
          Clear all
        </Button>
      )}
      {isAdding && (
        <ConditionForm
          choices={choices}
          onAdd={(condition) => {
            onWhere(withCondition(where, condition));
            setIsAdding(false);
          }}
          onCancel={() => setIsAdding(false)}
        />
      )}
    </div>
  );
}

function ConditionWords({ text }: { readonly text: string }) {
  const condition = readCondition(text);
  if (!condition) return <VisibleText text={text} />;
  const { field, operator, value } = condition;
  return (
    <>
      {fieldTitle(field)} {operatorWord(operator, field)}{' '}
      <b>{value === '' ? 'blank' : <VisibleText text={value} />}</b>
    </>
  );
}

interface ConditionFormProps {
  readonly choices: ColumnChoices;
  readonly onAdd: (condition: Condition) => void;
  readonly onCancel: () => void;
}

function ConditionForm({ choices, onAdd, onCancel }: ConditionFormProps) {
  const [field, setField] = useState('actor');
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const operators = operatorsOf(fieldDefinition(field));
  const [wanted, setOperator] = useState(operators[0]!);
  const operator = operators.includes(wanted) ? wanted : operators[0]!;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const condition = { field, operator, value };
    const found = conditionProblem(condition);
    setProblem(found);
    if (!found) onAdd(condition);
  };

  return (
    <form
      className="filter-bar__form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <Select
        label="Field"
        value={field}
        onChange={setField}
        options={[...choices.fields, ...choices.facts, ...choices.extra].map((name) => ({
          value: name,
          label: fieldTitle(name),
        }))}
      />
      <Select
        label="Comparison"
        value={operator}
        onChange={setOperator}
        options={operators.map((name) => ({ value: name, label: operatorWord(name, field) }))}
      />
      <TextField
        label="Value"
        value={value}
        onChange={setValue}
        error={problem}
        autoFocus
        placeholder={
          fieldDefinition(field)?.type === 'time' ? '2025-06-18T07:00:00Z' : 'leave blank for blank cells'
        }
      />
      <Button type="submit">Add</Button>
      <Button variant="quiet" onPress={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
