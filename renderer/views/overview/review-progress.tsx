import { dispositions } from '../../../shared/vocabulary/dispositions.ts';
import type { ReviewCounts } from '../../state/case.ts';
import { formatRoute } from '../../state/route.ts';
import { dispositionWord } from '../../ui/disposition-word.ts';
import { formatCount } from '../../ui/number-format.ts';

/** Findings by disposition, in the order of the list, none emphasized. */
export function ReviewProgress({ review }: { readonly review: ReviewCounts }) {
  const rows = [
    { state: 'open', word: dispositionWord(null), count: review.open },
    ...dispositions.map((disposition) => ({
      state: disposition,
      word: dispositionWord(disposition),
      count: review.byDisposition.get(disposition) ?? 0,
    })),
  ];
  return (
    <section className="card section">
      <div className="section__head">
        <h2>Review</h2>
        <span className="soft">
          {formatCount(review.total - review.open)} of {formatCount(review.total)} decided
        </span>
      </div>
      <dl className="review">
        {rows.map(({ state, word, count }) => (
          <div key={state} className="review__row">
            <dt>{word}</dt>
            <dd className="review__bar" aria-hidden="true">
              <span style={{ width: `${(count / review.total) * 100}%` }} />
            </dd>
            <dd className="review__count">
              <a href={formatRoute({ screen: 'findings', query: { state } })}>
                {formatCount(count)}
                <span className="visually-hidden"> findings: {word}</span>
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
