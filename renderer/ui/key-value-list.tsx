import type { ReactNode } from 'react';
import './key-value-list.css';

interface KeyValueListProps {
  readonly items: readonly { readonly name: string; readonly value: ReactNode }[];
  /** Pairs stand in as many columns as fit. */
  readonly isWide?: boolean;
}

export function KeyValueList({ items, isWide = false }: KeyValueListProps) {
  return (
    <dl className={isWide ? 'key-values key-values--wide' : 'key-values'}>
      {items.map(({ name, value }) => (
        <div key={name} className="key-values__pair">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
