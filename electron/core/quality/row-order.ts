import type { RowOrder } from '../../../shared/contract/quality.ts';

/** How the order of the records in the file agrees with time and, where ids are whole numbers, with the ids. */
export function rowOrder(
  micros: Float64Array,
  ids: { readonly column: string; readonly values: Float64Array } | null,
): RowOrder | null {
  if (micros.length < 2) return null;
  let forward = 0;
  let backward = 0;
  let against = 0;
  let compared = 0;
  for (let i = 1; i < micros.length; i++) {
    const step = micros[i]! - micros[i - 1]!;
    if (step > 0) forward++;
    else if (step < 0) backward++;
    const idStep = ids === null ? 0 : ids.values[i]! - ids.values[i - 1]!;
    if (step === 0 || idStep === 0 || Number.isNaN(idStep)) continue;
    compared++;
    if (step > 0 !== idStep > 0) against++;
  }
  const steps = micros.length - 1;
  return {
    byTime: orderOf(forward, backward),
    forward,
    backward,
    same: steps - forward - backward,
    idsAgainstTime: ids === null || compared === 0 ? null : { column: ids.column, against, of: compared },
  };
}

function orderOf(forward: number, backward: number): RowOrder['byTime'] {
  if (forward + backward === 0) return 'constant';
  if (backward * 100 < forward) return 'ascending';
  if (forward * 100 < backward) return 'descending';
  return 'neither';
}
