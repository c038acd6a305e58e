import { useCase } from '../../state/case.ts';
import { Button } from '../../ui/button.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { countOf } from '../../ui/number-format.ts';
import { TextField } from '../../ui/text-field.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { fileName, hashProblem, type ImportPlan, rowsProblem } from './import-plan.ts';

interface DeliveryStepProps {
  readonly plan: ImportPlan;
  readonly onChange: (part: Partial<ImportPlan>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** What is known of the delivery, and what will happen. */
export function DeliveryStep({ plan, onChange, onBack, onNext }: DeliveryStepProps) {
  const { info } = useCase();
  const isOne = plan.files.length === 1;
  const problems = [hashProblem(plan.expectSha256), rowsProblem(plan.expectRows)];
  return (
    <div className="stack">
      <div className="evidence__columns">
        <div className="card section">
          <h2>Delivery</h2>
          <p className="soft">For the chain of custody. What is not known stays empty.</p>
          <TextField
            label="Received from"
            isOptional
            value={plan.receivedFrom}
            onChange={(receivedFrom) => onChange({ receivedFrom })}
          />
          <TextField
            label="Authority"
            description="The request, order or consent it was delivered under."
            isOptional
            value={plan.authority}
            onChange={(authority) => onChange({ authority })}
          />
          {isOne && (
            <>
              <TextField
                label="SHA-256 as stated by the agency"
                description="The file is refused where its hash is another."
                isOptional
                isCode
                value={plan.expectSha256}
                error={problems[0] ?? null}
                onChange={(expectSha256) => onChange({ expectSha256 })}
              />
              <TextField
                label="Number of rows as stated by the agency"
                isOptional
                value={plan.expectRows}
                error={problems[1] ?? null}
                onChange={(expectRows) => onChange({ expectRows })}
              />
            </>
          )}
          {!isOne && (
            <p className="soft">
              A stated hash or number of rows is of one file: import that file alone to compare.
            </p>
          )}
        </div>
        <div className="card section">
          <h2>What will happen</h2>
          <KeyValueList
            items={[
              {
                name: countOf(plan.files.length, 'file'),
                value: (
                  <ul className="import__files">
                    {plan.files.map((file) => (
                      <li key={file}>
                        <VisibleText text={fileName(file)} />
                      </li>
                    ))}
                  </ul>
                ),
              },
              {
                name: 'Profile',
                value: (
                  <VisibleText
                    text={plan.profile === '' ? 'found from headers and content' : fileName(plan.profile)}
                  />
                ),
              },
              {
                name: 'Zone of times without one',
                value:
                  plan.timezone !== ''
                    ? `${plan.timezone}, as chosen`
                    : `as the log or profile says, else ${info?.case.timezone ?? 'refused: the case has none'}`,
              },
            ]}
          />
          <ol className="soft">
            <li>Each file is copied into the case, hashed and sealed.</li>
            <li>Every row is read; what cannot be read is kept with its reason.</li>
            <li>Rows that repeat an event of the case are counted as repeats.</li>
            <li>The activity log records it with your name.</li>
          </ol>
        </div>
      </div>
      <div className="row import__foot">
        <Button onPress={onBack}>Back</Button>
        <span className="row__end">
          <Button
            variant="primary"
            icon="import"
            isDisabled={problems.some((problem) => problem !== null)}
            onPress={onNext}
          >
            Import {countOf(plan.files.length, 'file')}
          </Button>
        </span>
      </div>
    </div>
  );
}
