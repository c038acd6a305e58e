import type { PackageVerdict } from '../../../shared/contract/records.ts';
import { Icon } from '../../ui/icon.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { type VerdictCard, verdictCards } from './verdict-cards.ts';

/** Three verdicts beside each other, never one. */
export function Verdicts({ verdict }: { readonly verdict: PackageVerdict }) {
  return (
    <section className="verdicts" aria-label="Verdicts" role="status">
      {verdictCards(verdict).map((card) => (
        <Card key={card.question} card={card} />
      ))}
    </section>
  );
}

function Card({ card }: { readonly card: VerdictCard }) {
  return (
    <div className={`card verdict verdict--${card.kind}`}>
      <p className="soft">{card.question}</p>
      <h2>
        <Icon name={card.kind === 'yes' ? 'check' : card.kind === 'no' ? 'warning' : 'info'} />
        {card.answer}
      </h2>
      {card.facts.map(({ name, value }) => (
        <p key={name}>
          <span className="soft">{name} </span>
          <span className={name === 'Fingerprint' ? 'hash' : ''}>
            <VisibleText text={value} />
          </span>
        </p>
      ))}
      {card.problems.length > 0 && (
        <ul>
          {card.problems.slice(0, 50).map((problem) => (
            <li key={problem}>
              <VisibleText text={problem} />
            </li>
          ))}
          {card.problems.length > 50 && <li>and {card.problems.length - 50} more</li>}
        </ul>
      )}
      <p className="soft verdict__meaning">{card.meaning}</p>
    </div>
  );
}
