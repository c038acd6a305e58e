import { type SourceKind, sourceKinds } from '../../../shared/vocabulary/source-kinds.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Select } from '../../ui/select.tsx';
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
      <div className="import__kind">
        <Select<SourceKind>
          label="What the files hold"
          description={
            plan.kind === 'events'
              ? 'Access logs: who did what, to whom, when.'
              : 'A reference table, used to find what would explain an event.'
          }
          value={plan.kind}
          onChange={(kind) => onChange({ kind })}
          options={sourceKinds.map((kind) => ({
            value: kind,
            label: kind === 'events' ? 'events (access log)' : kind,
          }))}
        />
      </div>
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
                label={`Leave out ${fileName(file)}`}
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
