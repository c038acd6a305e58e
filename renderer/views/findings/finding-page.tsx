import type { ReactNode } from 'react';
import type { FindingDetail } from '../../../shared/contract/window.ts';
import { sortExplanations } from '../../state/findings.ts';
import { DispositionBadge } from '../../ui/disposition-badge.tsx';
import { LevelBadge } from '../../ui/level-badge.tsx';
import { countOf } from '../../ui/number-format.ts';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { Annotations } from './annotations.tsx';
import { FindingEvents } from './finding-events.tsx';
import { eventsHref, partyWords } from './finding-names.ts';
import { HourPlot } from './hour-plot.tsx';

interface FindingPageProps {
  readonly detail: FindingDetail;
  readonly onNote: () => void;
  readonly onTag: () => void;
}

/** One finding on one page: who and whom, why it stands out beside what would explain it, when, the rows, what was said. */
export function FindingPage({ detail, onNote, onTag }: FindingPageProps) {
  const { finding } = detail;
  const { found, common, readings } = sortExplanations(finding.explanations);
  return (
    <article className="finding" aria-labelledby="finding-title">
      <header>
        <h1 id="finding-title">
          <VisibleText text={partyWords(finding.actors, 'actor')} longest={200} />
          <span className="finding__arrow" aria-hidden="true">
            →
          </span>
          <span className="visually-hidden"> searched for </span>
          <VisibleText text={partyWords(finding.targets, 'target')} longest={200} />
        </h1>
        <p className="finding__title">
          <VisibleText text={finding.title} longest={400} />
        </p>
        <p className="finding__facts">
          <DispositionBadge disposition={finding.disposition} />
          <LevelBadge level={finding.level} />
          <span>{countOf(finding.eventCount, 'event')}</span>
          <Period detail={detail} />
          <span className="code">{finding.id}</span>
        </p>
        <Parties detail={detail} />
      </header>
      <div className="finding__pair">
        <section className="finding__card finding__card--ground">
          <h2>
            <span aria-hidden="true">◆</span> Why it stands out
          </h2>
          <ul>
            {finding.grounds.map(({ ruleId, title, sentence, level, eventCount }) => (
              <li key={ruleId}>
                <Sentence text={sentence} />
                <small>
                  <LevelBadge level={level} isShapeOnly />{' '}
                  <a href={`#/rules/${encodeURIComponent(ruleId)}`}>
                    <VisibleText text={title} longest={400} />
                  </a>{' '}
                  · {countOf(eventCount, 'event')}
                </small>
              </li>
            ))}
          </ul>
        </section>
        <section className="finding__card finding__card--explain">
          <h2>
            <span aria-hidden="true">○</span> What would explain it
          </h2>
          <h3>Found in the log</h3>
          {found.length === 0 ? <p>Nothing.</p> : <Sentences of={found.map(({ sentence }) => sentence)} />}
          <h3>Other readings, to be checked in other records</h3>
          {readings.length === 0 ? (
            <p>None known.</p>
          ) : (
            <Sentences of={readings.map(({ sentence }) => sentence)} />
          )}
        </section>
        <section className="finding__card">
          <h2>What the log cannot tell</h2>
          {finding.cannotTell.length === 0 ? (
            <p>Nothing was noted.</p>
          ) : (
            <Sentences of={finding.cannotTell} />
          )}
        </section>
        <section className="finding__card">
          <h2>How common this is</h2>
          {common.length === 0 ? (
            <p>No base rate.</p>
          ) : (
            <Sentences of={common.map(({ sentence }) => sentence)} />
          )}
        </section>
      </div>
      <HourPlot events={finding.events} total={detail.total} />
      <FindingEvents detail={detail} />
      <Annotations detail={detail} onNote={onNote} onTag={onTag} />
    </article>
  );
}

function Period({ detail: { finding } }: { readonly detail: FindingDetail }): ReactNode {
  const [first, last] = [finding.events[0], finding.events.at(-1)];
  if (!first || !last) return null;
  return (
    <span>
      <Time at={first.at} isShort />
      {last.at !== first.at && (
        <>
          {' '}
          – <Time at={last.at} isShort />
        </>
      )}
    </span>
  );
}

const partiesShown = 12;

/** Who and whom as links to all their events. */
function Parties({ detail: { finding } }: { readonly detail: FindingDetail }) {
  const { actors, targets } = finding;
  const pair = actors.length === 1 && targets.length === 1;
  return (
    <p className="finding__links">
      All events of <Names names={actors} word="actor" href={(actor) => eventsHref({ actor })} />
      {targets.length > 0 && (
        <>
          {' · about '}
          <Names names={targets} word="target" href={(target) => eventsHref({ target })} />
        </>
      )}
      {pair && (
        <>
          {' · '}
          <a href={eventsHref({ actor: actors[0], target: targets[0] })}>of both together</a>
        </>
      )}
    </p>
  );
}

interface NamesProps {
  readonly names: readonly string[];
  readonly word: string;
  readonly href: (name: string) => string;
}

function Names({ names, word, href }: NamesProps) {
  if (names.length === 0) return <>any {word}</>;
  return (
    <>
      {names.slice(0, partiesShown).map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <a href={href(name)}>
            <VisibleText text={name === '' ? `blank ${word}` : name} longest={80} />
          </a>
        </span>
      ))}
      {names.length > partiesShown && ` and ${countOf(names.length - partiesShown, 'other')}`}
    </>
  );
}

function Sentence({ text }: { readonly text: string }) {
  return <VisibleText text={text} />;
}

function Sentences({ of }: { readonly of: readonly string[] }) {
  return (
    <ul>
      {[...new Set(of)].map((text) => (
        <li key={text}>
          <Sentence text={text} />
        </li>
      ))}
    </ul>
  );
}
