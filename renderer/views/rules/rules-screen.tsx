import type { RuleResults } from '../../../shared/contract/window.ts';
import { caseChanged, useCase } from '../../state/case.ts';
import { useCall } from '../../state/use-call.ts';
import { useCommands } from '../../state/use-commands.ts';
import { useJob } from '../../state/use-job.ts';
import { useRoute } from '../../state/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countOf } from '../../ui/number-format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { RuleList } from './rule-list.tsx';
import { RulePage } from './rule-page.tsx';
import { reportingFirst } from './rule-words.ts';
import './rules.css';

/** What ran over the events, with what result, and why a rule did not apply. */
export function RulesScreen() {
  const { path } = useRoute();
  const { dir, info } = useCase();
  const { value: results, error, reload } = useCall('rules.results', { dir });
  const run = useJob('rules.run', () => void caseChanged());
  const start = () => {
    if (!run.job) void run.start({ dir, rules: [] }, 'Run the rules');
  };
  useCommands([{ name: 'rules.run', title: 'Run the rules', group: 'Rules', run: start }]);
  const hasEvents = (info?.events ?? 0) > 0;
  const ordered = results ? reportingFirst(results.rules) : [];
  const rule = ordered.find(({ status }) => status.ruleId === path[0]) ?? ordered[0] ?? null;

  return (
    <div className="rules">
      <header className="rules__head">
        <div>
          <h1>Rules</h1>
          <p className="soft">{results ? <RunWords results={results} /> : 'Reading …'}</p>
        </div>
        <Button variant="primary" isDisabled={!hasEvents || run.job !== null} onPress={start}>
          {results?.ranAt ? 'Run the rules again' : 'Run the rules'}
        </Button>
        {run.job && (
          <ProgressBar
            title={run.job.isCancelling ? 'Stopping …' : 'Run the rules'}
            progress={run.job.progress}
            elapsedMs={Date.now() - run.job.stageStartedAtMs}
            onCancel={run.job.cancel}
          />
        )}
        {Boolean(run.error) && (
          <ErrorBanner
            error={run.error}
            what="The run ended before it was complete."
            kept="Results and findings of the run before are kept."
          />
        )}
        {run.result && !run.job && (
          <p role="status">
            {countOf(run.result.rules.length, 'rule')} run · {countOf(run.result.findings, 'finding')} to
            review · <a href="#/findings">Go to Findings</a>
          </p>
        )}
      </header>
      {Boolean(error) && (
        <ErrorBanner
          error={error}
          what="The results could not be read."
          actions={<Button onPress={reload}>Try again</Button>}
        />
      )}
      {!results && !error && <Loading what="the rules" />}
      {results && results.rules.length === 0 && <NotRun hasEvents={hasEvents} />}
      {results && rule && (
        <div className="rules__work">
          <SplitPane
            name="rules.list"
            label="Width of the list"
            defaultRem={24}
            first={<RuleList results={results} current={rule.status.ruleId} />}
            second={<RulePage key={rule.status.ruleId} rule={rule} />}
          />
        </div>
      )}
    </div>
  );
}

function RunWords({ results }: { readonly results: RuleResults }) {
  if (!results.ranAt) return <>Not run yet.</>;
  return (
    <>
      Last run <Time at={results.ranAt} />
      {results.ranBy && (
        <>
          {' '}
          by <VisibleText text={results.ranBy} />
        </>
      )}
      {' · hours and dates in '}
      {results.zone ?? 'UTC, as the case has no zone'}
    </>
  );
}

function NotRun({ hasEvents }: { readonly hasEvents: boolean }) {
  if (!hasEvents) {
    return (
      <EmptyState title="No events to look at">
        Import a log under Evidence first; then the rules can run.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="The rules have not run yet">
      A run looks at every event with every rule of the pack and says of each rule whether it applied, how
      many events met it, and why it did not apply where it did not. Nothing in the evidence is changed.
    </EmptyState>
  );
}
