import type { FindingRecord } from '../../../shared/contract/records.ts';
import { reviewProgress } from '../../state/findings.ts';
import { formatRoute } from '../../state/route.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DispositionBadge } from '../../ui/disposition-badge.tsx';
import { LevelBadge } from '../../ui/level-badge.tsx';
import { countOf, formatCount } from '../../ui/number-format.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { partyWords } from '../findings/finding-names.ts';

interface ChooseFindingsProps {
  readonly findings: readonly FindingRecord[];
  readonly leftOut: ReadonlySet<string>;
  readonly onLeftOut: (leftOut: ReadonlySet<string>) => void;
}

/** Which findings the report is on. All are in unless taken out; the report says how many were left out. */
export function ChooseFindings({ findings, leftOut, onLeftOut }: ChooseFindingsProps) {
  if (findings.length === 0) return null;
  const { reviewed, total } = reviewProgress(findings);
  const chosen = findings.filter(({ id }) => !leftOut.has(id));
  const openIn = chosen.filter(({ disposition }) => disposition === null).length;
  const toggle = (id: string) => {
    const next = new Set(leftOut);
    if (!next.delete(id)) next.add(id);
    onLeftOut(next);
  };
  return (
    <section className="section report__step">
      <h2>1 · Which findings</h2>
      <div className="row">
        <span>
          {countOf(chosen.length, 'finding')} of {formatCount(total)} in the report
        </span>
        <Button size="s" onPress={() => onLeftOut(new Set())}>
          All
        </Button>
        <Button
          size="s"
          isDisabled={reviewed === 0}
          onPress={() =>
            onLeftOut(new Set(findings.filter((one) => one.disposition === null).map(({ id }) => id)))
          }
        >
          {`Only those decided (${formatCount(reviewed)})`}
        </Button>
        <Button size="s" onPress={() => onLeftOut(new Set(findings.map(({ id }) => id)))}>
          None
        </Button>
      </div>
      {openIn > 0 && (
        <Banner
          kind="notice"
          what={`${countOf(openIn, 'finding')} in the report ${openIn === 1 ? 'has' : 'have'} no disposition yet.`}
          todo="The report says of each that it needs review. Decide on them under Findings, or leave them out."
        />
      )}
      <div className="report__findings">
        <DataTable
          caption="Findings, and whether each is in the report"
          rows={findings}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'in',
              header: 'In',
              cell: ({ id, rank }) => (
                <input
                  type="checkbox"
                  className="checkbox__box"
                  aria-label={`Finding ${rank} in the report`}
                  checked={!leftOut.has(id)}
                  onChange={() => toggle(id)}
                />
              ),
            },
            { key: 'rank', header: 'Rank', align: 'end', cell: ({ rank }) => rank },
            {
              key: 'who',
              header: 'Who and whom',
              isRowHeader: true,
              cell: ({ id, actors, targets }) => (
                <a href={formatRoute({ screen: 'findings', path: [id], query: { state: 'all' } })}>
                  <VisibleText text={partyWords(actors, 'actor')} longest={60} /> →{' '}
                  <VisibleText text={partyWords(targets, 'target')} longest={60} />
                </a>
              ),
            },
            {
              key: 'title',
              header: 'What',
              isWrapped: true,
              cell: ({ title }) => <VisibleText text={title} longest={200} />,
            },
            { key: 'level', header: 'Level', cell: ({ level }) => <LevelBadge level={level} /> },
            {
              key: 'events',
              header: 'Events',
              align: 'end',
              cell: ({ eventCount }) => formatCount(eventCount),
            },
            {
              key: 'disposition',
              header: 'Disposition',
              cell: ({ disposition }) => <DispositionBadge disposition={disposition} />,
            },
          ]}
        />
      </div>
    </section>
  );
}
