import type { ActCounts, QualityExample } from '../../../shared/contract/quality.ts';
import { actTiers } from '../../../shared/vocabulary/act-tiers.ts';
import type { ActIndex } from '../acts/act-index.ts';

const examplesListed = 5;

/** How many records are how many acts; `placeOf` names a row's source and record. */
export function actCounts(
  acts: ActIndex,
  placeOf: (row: number) => { readonly source: string; readonly file: string; readonly record: number },
): ActCounts {
  const kinds = new Map<string, { tier: string; role: string; rows: number; examples: QualityExample[] }>();
  for (const row of acts.laterRows) {
    const tier = acts.tierOf(row)!;
    const role = acts.roleOf(row);
    const key = `${tier} ${role}`;
    const kind = kinds.get(key) ?? { tier, role, rows: 0, examples: [] };
    kinds.set(key, kind);
    kind.rows++;
    if (kind.examples.length >= examplesListed) continue;
    const { source, record } = placeOf(row);
    const first = placeOf(acts.firstRowOf(row));
    kind.examples.push({ source, row: record, text: `with record ${first.record} of ${first.file}` });
  }
  const order = (tier: string) => actTiers.findIndex(({ name }) => name === tier);
  return {
    rows: acts.rowCount,
    acts: acts.rowCount - acts.laterRows.length,
    tiers: [...kinds.values()]
      .sort((a, b) => order(a.tier) - order(b.tier) || (a.role < b.role ? -1 : 1))
      .map(({ tier, role, rows, examples }) => ({
        tier,
        role,
        description: actTiers[order(tier)]!.description,
        rows,
        examples,
      })),
  };
}
