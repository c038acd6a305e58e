import { useEffect, useMemo, useRef, useState } from 'react';
import { dispositions } from '../../../shared/vocabulary/dispositions.ts';
import { caseChanged, useCase } from '../../state/case.ts';
import { call } from '../../state/client.ts';
import {
  type FindingFilter,
  filterFindings,
  findingChoices,
  readFindingFilter,
  reviewProgress,
  stepFinding,
  writeFindingFilter,
} from '../../state/findings.ts';
import { showToast } from '../../state/toasts.ts';
import { useCall } from '../../state/use-call.ts';
import { useCommands } from '../../state/use-commands.ts';
import { navigate, useRoute } from '../../state/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { dispositionWord } from '../../ui/disposition-word.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { errorWords } from '../../ui/error-words.ts';
import { Loading } from '../../ui/loading.tsx';
import { Shortcut } from '../../ui/shortcut.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { AnnotateDialog, type Annotation, type AnnotationKind } from './annotate-dialog.tsx';
import { partyWords } from './finding-names.ts';
import { FindingPage } from './finding-page.tsx';
import { Queue } from './queue.tsx';
import { QueueFilter } from './queue-filter.tsx';
import './findings.css';

/** The working place: the ranked queue, and one finding to decide on. */
export function FindingsScreen() {
  const { path, query } = useRoute();
  const { dir } = useCase();
  const filter = readFindingFilter(query);
  const filterKey = writeFindingFilter(filter).toString();
  const { value: findings, error, reload } = useCall('findings', { dir, events: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the filter
  const queue = useMemo(() => filterFindings(findings ?? [], filter), [findings, filterKey]);
  const choices = useMemo(() => findingChoices(findings ?? []), [findings]);
  const id = path[0] ?? queue[0]?.id ?? null;
  const current = findings?.find((finding) => finding.id === id) ?? null;
  const { value: detail, error: detailError } = useCall('finding.detail', id ? { dir, finding: id } : null);
  const [about, setAbout] = useState<AnnotationKind | null>(null);

  // The finding on show stands in the address, so that it stays when a decision takes it out of the queue.
  useEffect(() => {
    if (path[0] === undefined && id) {
      navigate({ screen: 'findings', path: [id], query: new URLSearchParams(filterKey) }, { replace: true });
    }
  }, [path, id, filterKey]);

  // Where the finding stands below the queue, a step through the queue leads down to it.
  const page = useRef<HTMLDivElement>(null);
  const shown = detail?.finding.id ?? null;
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (shown === null) return;
    const isStep = before.current !== null && before.current !== shown;
    if (isStep && window.matchMedia('(width < 52rem)').matches)
      page.current?.scrollIntoView({ block: 'start' });
    before.current = shown;
  }, [shown]);

  const go = (to: string | null) => {
    if (to) navigate({ screen: 'findings', path: [to], query: writeFindingFilter(filter) });
  };
  const setFilter = (next: FindingFilter) => {
    const first = filterFindings(findings ?? [], next);
    const stays = first.some((finding) => finding.id === id);
    const shown = stays ? id : (first[0]?.id ?? null);
    navigate(
      { screen: 'findings', path: shown ? [shown] : [], query: writeFindingFilter(next) },
      { replace: true },
    );
  };
  const undo = async () => {
    if (!id) return;
    try {
      const { undone } = await call('annotate.undo', { dir, finding: id });
      showToast(`Taken back: ${undone}`);
      await caseChanged();
    } catch (thrown) {
      showToast(errorWords(thrown).message);
    }
  };
  const save = async (annotation: Annotation) => {
    if (!id) return;
    await call('annotate', { dir, finding: id, ...annotation });
    setAbout(null);
    showToast(savedWords(annotation));
    await caseChanged();
  };

  useCommands([
    {
      name: 'findings.next',
      title: 'Next finding',
      group: 'Findings',
      keys: 'j',
      run: () => go(stepFinding(queue, current, 1)),
    },
    {
      name: 'findings.previous',
      title: 'Previous finding',
      group: 'Findings',
      keys: 'k',
      run: () => go(stepFinding(queue, current, -1)),
    },
    ...dispositions.map((disposition, index) => ({
      name: `findings.${disposition}`,
      title: `Decide: ${dispositionWord(disposition)}`,
      group: 'Findings',
      keys: String(index + 1),
      run: () => {
        if (id) setAbout({ kind: 'disposition', disposition });
      },
    })),
    {
      name: 'findings.tag',
      title: 'Tag the finding',
      group: 'Findings',
      keys: 't',
      run: () => id && setAbout({ kind: 'tag' }),
    },
    {
      name: 'findings.note',
      title: 'Note on the finding',
      group: 'Findings',
      keys: 'c',
      run: () => id && setAbout({ kind: 'note' }),
    },
    {
      name: 'findings.undo',
      title: 'Take back the newest annotation',
      group: 'Findings',
      keys: 'u',
      run: () => void undo(),
    },
  ]);

  if (error) {
    return (
      <ErrorBanner
        error={error}
        what="The findings could not be read."
        actions={<Button onPress={reload}>Try again</Button>}
      />
    );
  }
  if (!findings) return <Loading what="the findings" />;
  if (findings.length === 0) return <NoFindings />;
  const { reviewed, total } = reviewProgress(findings);

  return (
    <div className="findings">
      <SplitPane
        name="findings.queue"
        label="Width of the queue"
        defaultRem={22}
        first={
          <div className="findings__queue">
            <div className="findings__head">
              <p className="findings__count" role="status">
                <b>
                  {filter.state === 'all'
                    ? 'All findings'
                    : dispositionWord(filter.state === 'open' ? null : filter.state)}
                </b>{' '}
                · {queue.length} of {total}
                <span className="findings__keys">
                  <Shortcut keys="j" /> <Shortcut keys="k" />
                </span>
              </p>
              <p className="findings__progress">
                <label>
                  Reviewed {reviewed} of {total} <progress max={total} value={reviewed} />
                </label>
              </p>
            </div>
            <QueueFilter filter={filter} choices={choices} onFilter={setFilter} />
            {queue.length === 0 ? (
              <p className="findings__none">No finding meets the filter.</p>
            ) : (
              <Queue findings={queue} filter={filterKey} current={id} />
            )}
          </div>
        }
        second={
          <div className="findings__page" ref={page}>
            {Boolean(detailError) && (
              <ErrorBanner error={detailError} what="The finding could not be read." />
            )}
            {id && !detail && !detailError && <Loading what="the finding" />}
            {!id && (
              <EmptyState title="No finding chosen">
                Choose one from the queue, or take a filter away.
              </EmptyState>
            )}
            {detail && (
              <>
                <FindingPage
                  key={detail.finding.id}
                  detail={detail}
                  onNote={() => setAbout({ kind: 'note' })}
                  onTag={() => setAbout({ kind: 'tag' })}
                />
                <DecisionBar onAbout={setAbout} onUndo={() => void undo()} />
              </>
            )}
          </div>
        }
      />
      {about && (
        <AnnotateDialog
          about={about}
          subject={
            current ? `${partyWords(current.actors, 'actor')} → ${partyWords(current.targets, 'target')}` : ''
          }
          knownTags={choices.tags.map(({ tag }) => tag)}
          onSave={save}
          onClose={() => setAbout(null)}
        />
      )}
    </div>
  );
}

interface DecisionBarProps {
  readonly onAbout: (about: AnnotationKind) => void;
  readonly onUndo: () => void;
}

/** The five dispositions, none before the others, and what else can be said of a finding. */
function DecisionBar({ onAbout, onUndo }: DecisionBarProps) {
  return (
    <section className="decision-bar" aria-label="Decide on this finding">
      {dispositions.map((disposition, index) => (
        <Button
          key={disposition}
          keys={String(index + 1)}
          onPress={() => onAbout({ kind: 'disposition', disposition })}
        >
          {dispositionWord(disposition)}
        </Button>
      ))}
      <span className="decision-bar__gap" />
      <Button keys="c" onPress={() => onAbout({ kind: 'note' })}>
        Note
      </Button>
      <Button keys="t" onPress={() => onAbout({ kind: 'tag' })}>
        Tag
      </Button>
      <Button keys="u" onPress={onUndo}>
        Undo
      </Button>
    </section>
  );
}

function NoFindings() {
  return (
    <EmptyState
      title="No findings"
      actions={<Button onPress={() => navigate({ screen: 'rules' })}>Go to Rules</Button>}
    >
      Findings appear when rules have run over the events of the case. That nothing was found means that no
      rule was met, not that nothing happened.
    </EmptyState>
  );
}

function savedWords({ disposition, note, internal }: Annotation): string {
  if (disposition) return `Recorded: ${dispositionWord(disposition)}. Undo (u) takes it back.`;
  if (note)
    return internal
      ? 'Internal note recorded. Undo (u) takes it back.'
      : 'Note for the report recorded. Undo (u) takes it back.';
  return 'Tag recorded. Undo (u) takes it back.';
}
