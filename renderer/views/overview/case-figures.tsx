import type { MethodResult } from '../../../shared/contract/methods.ts';
import type { ReviewCounts } from '../../state/case.ts';
import { formatRoute } from '../../state/route.ts';
import { inUse } from '../../state/sources-in-use.ts';
import { formatCount } from '../../ui/number-format.ts';

interface CaseFiguresProps {
  readonly info: MethodResult<'case.info'>;
  readonly review: ReviewCounts | null;
}

/** The counts of the case, each a way to what it counts. */
export function CaseFigures({ info, review }: CaseFiguresProps) {
  const sources = inUse(info.sources);
  const rejected = sources.reduce((sum, { rowsRejected }) => sum + rowsRejected, 0);
  const repeated = sources.reduce((sum, { rowsDuplicate }) => sum + rowsDuplicate, 0);
  const figures = [
    {
      word: sources.length === 1 ? 'source' : 'sources',
      count: sources.length,
      href: formatRoute({ screen: 'evidence' }),
    },
    {
      word: info.events === 1 ? 'event' : 'events',
      count: info.events,
      href: formatRoute({ screen: 'events' }),
    },
    { word: 'rows rejected', count: rejected, href: formatRoute({ screen: 'evidence' }) },
    { word: 'repeated rows', count: repeated, href: formatRoute({ screen: 'evidence' }) },
    {
      word: info.findings === 1 ? 'finding' : 'findings',
      count: info.findings,
      href: formatRoute({ screen: 'findings' }),
    },
    {
      word: 'need review',
      count: review?.open ?? info.findings,
      href: formatRoute({ screen: 'findings', query: { state: 'open' } }),
    },
  ];
  return (
    <ul className="figures">
      {figures.map(({ word, count, href }) => (
        <li key={word}>
          <a className="figure" href={href}>
            <span className="figure__count">{formatCount(count)}</span>
            <span className="figure__word">{word}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
