import { useState } from 'react';
import type { RuleResult, RuleResults } from '../../../shared/contract/window.ts';
import { type Level, levels } from '../../../shared/vocabulary/levels.ts';
import { formatRoute } from '../../state/route.ts';
import { LevelBadge } from '../../ui/level-badge.tsx';
import { countOf } from '../../ui/number-format.ts';
import { Select } from '../../ui/select.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { reportingFirst, statusWord, timeWords } from './rule-words.ts';

interface RuleListProps {
  readonly results: RuleResults;
  readonly current: string;
}

type Shown = 'all' | 'hits' | 'not-applicable' | 'failed';

/** Every rule of the run as a link, those that report findings before those they rest on. */
export function RuleList({ results, current }: RuleListProps) {
  const [shown, setShown] = useState<Shown>('all');
  const count = (which: Shown) => results.rules.filter((rule) => isShown(rule, which)).length;
  const rules = reportingFirst(results.rules.filter((rule) => isShown(rule, shown)));
  return (
    <div className="rule-list">
      <div className="rule-list__head">
        <Select
          label="Show"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: `All rules (${count('all')})` },
            { value: 'hits', label: `With hits (${count('hits')})` },
            { value: 'not-applicable', label: `Not applicable (${count('not-applicable')})` },
            { value: 'failed', label: `Failed (${count('failed')})` },
          ]}
        />
      </div>
      <ul aria-label="Rules">
        {rules.map(({ status, level }) => (
          <li key={status.ruleId}>
            <a
              className="rule-list__item"
              href={formatRoute({ screen: 'rules', path: [status.ruleId] })}
              aria-current={status.ruleId === current ? 'true' : undefined}
            >
              <span className="rule-list__title">
                <VisibleText text={status.title} longest={200} />
              </span>
              <span className="rule-list__hits number">
                {status.status === 'ran' ? countOf(status.hits, 'hit') : '–'}
              </span>
              <span className="rule-list__facts">
                <span className="rule-status" data-status={status.status}>
                  {statusWord(status.status)}
                </span>
                {isLevel(level) && <LevelBadge level={level} />}
                <span>{timeWords(status.ms)}</span>
              </span>
              {status.reason && status.status !== 'ran' && (
                <span className="rule-list__reason">
                  <VisibleText text={status.reason} longest={300} />
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      {rules.length === 0 && <p className="rule-list__none">No rule of this kind.</p>}
    </div>
  );
}

function isShown({ status }: RuleResult, which: Shown): boolean {
  if (which === 'all') return true;
  return which === 'hits' ? status.hits > 0 : status.status === which;
}

function isLevel(text: string): text is Level {
  return (levels as readonly string[]).includes(text);
}
