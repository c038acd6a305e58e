import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { visibleString } from '../../ui/visible-pieces.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { fileName, type ImportPlan } from './import-plan.ts';

interface FilesStepProps {
  readonly plan: ImportPlan;
  readonly onChange: (part: Partial<ImportPlan>) => void;
  readonly onPick: () => void;
  readonly onNext: () => void;
}

/** Which files, and what they are. */
export function FilesStep({ plan, onChange, onPick, onNext }: FilesStepProps) {
  return (
    <div className="stack">
      <p className="soft">
        Access logs: who did what, to whom, when. Reference tables (personnel, cases, schedules) cannot be
        imported by this version yet.
      </p>
      <DataTable
        caption="Files to import"
        rows={plan.files}
        rowKey={(file) => file}
        whenEmpty="No file is chosen yet."
        columns={[
          {
            key: 'name',
            header: 'File',
            isRowHeader: true,
            isWrapped: true,
            cell: (file) => <VisibleText text={fileName(file)} />,
          },
          { key: 'path', header: 'Path', isWrapped: true, cell: (file) => <VisibleText text={file} /> },
          {
            key: 'remove',
            header: <span className="visually-hidden">Actions</span>,
            align: 'end',
            cell: (file) => (
              <Button
                size="s"
                variant="quiet"
                label={`Leave out ${visibleString(fileName(file))}`}
                onPress={() => onChange({ files: plan.files.filter((other) => other !== file) })}
              >
                Leave out
              </Button>
            ),
          },
        ]}
      />
      <div className="row import__foot">
        <Button icon="add" onPress={onPick} variant={plan.files.length === 0 ? 'primary' : 'default'}>
          Choose files
        </Button>
        <span className="row__end">
          <Button
            variant={plan.files.length === 0 ? 'default' : 'primary'}
            isDisabled={plan.files.length === 0}
            onPress={onNext}
          >
            Preview
          </Button>
        </span>
      </div>
    </div>
  );
}
