import type { SourceRecord } from '../../../shared/contract/records.ts';
import { formatRoute } from '../../state/route.ts';
import { formatCount } from '../../ui/number-format.ts';

/** Rows read = imported + rejected + repeated, written as the sum it is. */
export function RowSum({ record }: { readonly record: SourceRecord }) {
  const parts = [
    { word: 'rows read', count: record.rowsRead, sign: '' },
    { word: 'imported', count: record.rowsImported, sign: '=' },
    { word: 'rejected', count: record.rowsRejected, sign: '+' },
    { word: 'repeated', count: record.rowsDuplicate, sign: '+' },
  ];
  return (
    <div className="row-sum">
      {parts.map(({ word, count, sign }) => (
        <div key={word} className="row-sum__part">
          {sign && <span className="row-sum__sign">{sign}</span>}
          <span>
            <span className="row-sum__count">
              {word === 'imported' && record.kind === 'events' && count > 0 ? (
                <a href={formatRoute({ screen: 'events' })}>{formatCount(count)}</a>
              ) : (
                formatCount(count)
              )}
            </span>
            <span className="soft"> {word}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
