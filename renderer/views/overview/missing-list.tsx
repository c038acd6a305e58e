import type { SourceRecord } from '../../../shared/contract/records.ts';
import { formatRoute } from '../../state/route.ts';
import { inUse } from '../../state/sources-in-use.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { whatIsMissing } from './what-is-missing.ts';

interface MissingListProps {
  readonly sources: readonly SourceRecord[];
  readonly timezone: string | null;
}

/** What the case does not hold, and what therefore cannot be told. */
export function MissingList({ sources, timezone }: MissingListProps) {
  const missing = whatIsMissing(inUse(sources), timezone);
  return (
    <section className="card section">
      <h2>What is missing</h2>
      {missing.length === 0 ? (
        <p className="soft">Nothing that this program looks for.</p>
      ) : (
        <ul className="missing">
          {missing.map(({ what, effect, source }) => (
            <li key={`${source ?? ''} ${what}`}>
              {source !== undefined ? (
                <a href={formatRoute({ screen: 'evidence', path: source === '' ? [] : [source] })}>
                  <VisibleText text={what} />
                </a>
              ) : (
                <b>{what}</b>
              )}{' '}
              <span className="soft">{effect}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
