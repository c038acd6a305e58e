import { useState } from 'react';
import type { RuleResult } from '../../../shared/contract/window.ts';
import { formatRoute } from '../../state/route.ts';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { isPart, statusSentence, statusWord, timeWords } from './rule-words.ts';

/** One rule: what it looks for in words, its result, the parameters that decided, and its text as it ran. */
export function RulePage({ rule }: { readonly rule: RuleResult }) {
  const { status, parameters } = rule;
  return (
    <article className="rule">
      <header>
        <h2>
          <VisibleText text={status.title} longest={400} />
        </h2>
        <p className="rule__about">
          <VisibleText text={rule.description} />
        </p>
      </header>
      <section className="rule__result">
        <h3>Result</h3>
        <p>
          <span className="rule-status" data-status={status.status}>
            {statusWord(status.status)}
          </span>{' '}
          {statusSentence(status)}
        </p>
        {status.reason && (
          <p className="rule__reason">
            <VisibleText text={status.reason} />
            {status.line !== undefined &&
              ` (line ${status.line}${status.column ? `, column ${status.column}` : ''})`}
          </p>
        )}
        {status.hits > 0 && !isPart(rule) && (
          <p>
            <a
              href={formatRoute({
                screen: 'findings',
                query: new URLSearchParams({ state: 'all', rule: status.ruleId }),
              })}
            >
              Findings this rule is a ground of
            </a>
          </p>
        )}
      </section>
      {parameters.length > 0 && (
        <section>
          <h3>Parameters</h3>
          <KeyValueList
            items={parameters.map(({ name, value }) => ({ name, value: <VisibleText text={value} /> }))}
          />
        </section>
      )}
      <section>
        <h3>Origin</h3>
        <KeyValueList
          items={[
            { name: 'Level', value: rule.level || 'none given' },
            { name: 'Author', value: <VisibleText text={rule.author || 'not named'} /> },
            { name: 'License', value: <VisibleText text={rule.license || 'not named'} /> },
            { name: 'File', value: <VisibleText text={status.file} /> },
            { name: 'Id', value: <span className="code">{status.ruleId}</span> },
            { name: 'Time taken', value: timeWords(status.ms) },
          ]}
        />
      </section>
      <RuleText yaml={rule.yaml} line={status.line} />
    </article>
  );
}

function RuleText({ yaml, line }: { readonly yaml: string; readonly line: number | undefined }) {
  const [isWrapped, setIsWrapped] = useState(false);
  const lines = yaml.replace(/\n$/, '').split('\n');
  return (
    <section>
      <h3>
        Text as it ran{' '}
        <button type="button" className="link-button" onClick={() => setIsWrapped(!isWrapped)}>
          {isWrapped ? 'one line each' : 'break long lines'}
        </button>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="rule__text" data-wrapped={isWrapped} tabIndex={0} aria-label="Text of the rule">
        <pre>
          {lines.map((text, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are their number
              key={index}
              className="rule__line"
              data-marked={index + 1 === line}
            >
              <VisibleText text={text} keepLines />
              {'\n'}
            </span>
          ))}
        </pre>
      </section>
    </section>
  );
}
