import type { MethodResult } from '../../../shared/contract/methods.ts';
import type { ReviewCounts } from '../../state/case.ts';
import { formatRoute } from '../../state/route.ts';
import { inUse } from '../../state/sources-in-use.ts';
import { Icon } from '../../ui/icon.tsx';
import { nextSteps } from './steps.ts';

interface NextStepsProps {
  readonly info: MethodResult<'case.info'>;
  readonly review: ReviewCounts | null;
}

/** The steps of the job, which are done, and which comes next. */
export function NextSteps({ info, review }: NextStepsProps) {
  const steps = nextSteps({
    sources: inUse(info.sources).length,
    findings: info.findings,
    open: review?.open ?? info.findings,
    isReviewKnown: review !== null,
  });
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <section className="card section">
      <h2>Next steps</h2>
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={step.title} className="steps__step" aria-current={index === next ? 'step' : undefined}>
            <span className="steps__mark">{step.isDone ? <Icon name="check" /> : index + 1}</span>
            <div>
              <a href={formatRoute({ screen: step.screen })}>{step.title}</a>
              {step.isDone && <span className="visually-hidden"> done</span>}
              <p className="soft">{step.about}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
