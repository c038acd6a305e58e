import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { type ColumnChoices, columnOf, fieldTitle } from './columns.ts';
import { narrowestColumnPx, widestColumnPx } from './grid/column-header.tsx';

interface ColumnChooserProps {
  readonly choices: ColumnChoices;
  readonly shown: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly onShown: (columns: string[]) => void;
  readonly onResize: (column: string, widthPx: number) => void;
  readonly onReset: () => void;
  readonly onClose: () => void;
}

const stepPx = 40;

/** Which columns the grid shows, in which order and how wide. */
export function ColumnChooser(props: ColumnChooserProps) {
  const { choices, shown, onShown, onReset, onClose } = props;
  const groups = [
    { title: 'Fields of the log', names: ['source', ...choices.fields] },
    { title: 'Derived facts', names: choices.facts },
    { title: 'Further columns of the logs', names: choices.extra },
  ];
  return (
    <Dialog
      title="Columns"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onReset}>Back to the first choice</Button>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="stack">
        <section>
          <h3>Shown, from left to right</h3>
          <ol className="column-chooser__shown">
            {shown.map((name, index) => (
              <ShownColumn key={name} {...props} name={name} index={index} />
            ))}
          </ol>
        </section>
        {groups.map(({ title, names }) => {
          const hidden = names.filter((name) => !shown.includes(name));
          if (hidden.length === 0) return null;
          return (
            <section key={title}>
              <h3>{title}</h3>
              <div className="column-chooser__hidden">
                {hidden.map((name) => (
                  <Checkbox
                    key={name}
                    label={fieldTitle(name)}
                    isChecked={false}
                    onChange={() => onShown([...shown, name])}
                  />
                ))}
              </div>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

function ShownColumn({
  name,
  index,
  shown,
  widths,
  onShown,
  onResize,
}: ColumnChooserProps & { readonly name: string; readonly index: number }) {
  const { title, widthPx } = columnOf(name, widths[name]);
  const swap = (other: number) => {
    const next = [...shown];
    [next[index], next[other]] = [next[other]!, next[index]!];
    onShown(next);
  };
  return (
    <li>
      <Checkbox
        label={title}
        isChecked
        isDisabled={shown.length === 1}
        onChange={() => onShown(shown.filter((other) => other !== name))}
      />
      <span className="column-chooser__width number">{widthPx} px</span>
      <Button
        size="s"
        label={`${title}: narrower`}
        isDisabled={widthPx <= narrowestColumnPx}
        onPress={() => onResize(name, Math.max(narrowestColumnPx, widthPx - stepPx))}
      >
        −
      </Button>
      <Button
        size="s"
        label={`${title}: wider`}
        isDisabled={widthPx >= widestColumnPx}
        onPress={() => onResize(name, Math.min(widestColumnPx, widthPx + stepPx))}
      >
        +
      </Button>
      <IconButton
        icon="up"
        label={`${title}: further left`}
        isDisabled={index === 0}
        onPress={() => swap(index - 1)}
      />
      <IconButton
        icon="down"
        label={`${title}: further right`}
        isDisabled={index === shown.length - 1}
        onPress={() => swap(index + 1)}
      />
    </li>
  );
}
