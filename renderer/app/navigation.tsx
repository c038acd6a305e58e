import { useCase } from '../state/case.ts';
import { formatRoute, type ScreenName } from '../state/route.ts';
import { inUse } from '../state/sources-in-use.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { formatCount } from '../ui/number-format.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { screenTitles } from './screen-titles.ts';

const icons: Record<ScreenName, IconName> = {
  cases: 'cases',
  overview: 'overview',
  evidence: 'evidence',
  import: 'import',
  events: 'events',
  findings: 'findings',
  rules: 'rules',
  report: 'report',
  verify: 'seal',
  activity: 'activity',
  help: 'help',
};

const inCase: readonly ScreenName[] = [
  'overview',
  'evidence',
  'events',
  'findings',
  'rules',
  'report',
  'activity',
];
const always: readonly ScreenName[] = ['cases', 'verify', 'help'];

/** The screens on the left, with what is in them, and how far the review is. */
export function Navigation({ screen }: { readonly screen: ScreenName }) {
  const { status, info, review } = useCase();
  const current = screen === 'import' ? 'evidence' : screen;
  const counts: Partial<Record<ScreenName, number>> =
    info === null
      ? {}
      : { evidence: inUse(info.sources).length, events: info.events, findings: info.findings };
  const item = (name: ScreenName) => (
    <a
      key={name}
      className="nav-item"
      href={formatRoute({ screen: name })}
      aria-current={name === current ? 'page' : undefined}
    >
      <Icon name={icons[name]} />
      <span className="nav-item__word">{screenTitles[name]}</span>
      {counts[name] !== undefined && <span className="nav-item__count">{formatCount(counts[name])}</span>}
    </a>
  );
  return (
    <nav className="nav" aria-label="Screens">
      {status === 'open' && <div className="nav__group">{inCase.map(item)}</div>}
      <div className="nav__group nav__group--always">{always.map(item)}</div>
      {info && (
        <div className="nav__foot">
          <span>Examiner</span>
          <span className="nav__examiner">
            <VisibleText text={info.case.examiner} />
          </span>
          {review && review.total > 0 && (
            <>
              <span>
                Reviewed {formatCount(review.total - review.open)} of {formatCount(review.total)}
              </span>
              <progress
                className="nav__progress"
                aria-label="Findings reviewed"
                max={review.total}
                value={review.total - review.open}
              />
            </>
          )}
        </div>
      )}
    </nav>
  );
}
