import { memo, useEffect, useRef, useState } from 'react';
import type { FindingRecord } from '../../../shared/contract/records.ts';
import { sortExplanations } from '../../state/findings.ts';
import { formatRoute } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { DispositionBadge } from '../../ui/disposition-badge.tsx';
import { LevelBadge } from '../../ui/level-badge.tsx';
import { countOf } from '../../ui/number-format.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { partyWords } from './finding-names.ts';

interface QueueProps {
  readonly findings: readonly FindingRecord[];
  /** The filter in the form of the address. */
  readonly filter: string;
  readonly current: string | null;
}

const drawnAtOnce = 300;

/** Findings in the order of their rank, as links. */
export function Queue({ findings, filter, current }: QueueProps) {
  const [most, setMost] = useState(drawnAtOnce);
  const list = useRef<HTMLOListElement>(null);
  const place = findings.findIndex(({ id }) => id === current);
  const drawn = Math.max(most, place + 20);

  useEffect(() => {
    if (current) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <>
      <ol className="queue" ref={list} aria-label="Findings by rank">
        {findings.slice(0, drawn).map((finding) => (
          <li key={finding.id}>
            <QueueItem finding={finding} filter={filter} isCurrent={finding.id === current} />
          </li>
        ))}
      </ol>
      {findings.length > drawn && (
        <div className="queue__more">
          <Button size="s" onPress={() => setMost(drawn + drawnAtOnce)}>
            {`Show more of ${countOf(findings.length, 'finding')}`}
          </Button>
        </div>
      )}
    </>
  );
}

interface QueueItemProps {
  readonly finding: FindingRecord;
  readonly filter: string;
  readonly isCurrent: boolean;
}

/** Memoized: a step through the queue draws two items anew, not hundreds. */
const QueueItem = memo(function QueueItem({ finding, filter, isCurrent }: QueueItemProps) {
  const { found } = sortExplanations(finding.explanations);
  return (
    <a
      className="queue__item"
      href={formatRoute({ screen: 'findings', path: [finding.id], query: new URLSearchParams(filter) })}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span className="queue__rank number">{finding.rank}</span>
      <span className="queue__who">
        <VisibleText text={partyWords(finding.actors, 'actor')} longest={80} />{' '}
        <span aria-hidden="true">→</span>
        <span className="visually-hidden">, about</span>{' '}
        <VisibleText text={partyWords(finding.targets, 'target')} longest={80} />
      </span>
      <span className="queue__title">
        <VisibleText text={finding.title} longest={200} />
      </span>
      <span className="queue__state">
        <LevelBadge level={finding.level} />
        <span className="number">{countOf(finding.eventCount, 'event')}</span>
        <span className="queue__ground">{countOf(finding.grounds.length, 'ground')}</span>
        <span className="queue__explain">
          <span aria-hidden="true">{found.length > 0 ? '●' : '○'}</span>{' '}
          {found.length > 0 ? `${countOf(found.length, 'explanation')}` : 'no explanation found'}
        </span>
        {finding.disposition && <DispositionBadge disposition={finding.disposition} />}
        {finding.tags.length > 0 && <span className="soft">{countOf(finding.tags.length, 'tag')}</span>}
      </span>
    </a>
  );
});
