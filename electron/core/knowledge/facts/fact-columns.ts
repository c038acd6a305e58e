import type { EventSlice } from '../../events/table.ts';
import { caseReference } from './case-reference.ts';
import { CellDecisions, type Decide } from './cell-decisions.ts';
import { DerivedDictionary } from './derived-dictionary.ts';
import type { LocalClock } from './local-clock.ts';
import { reasonKey } from './reason-key.ts';
import { reasonKind } from './reason-kind.ts';

/** A derived column: from which columns it comes and how its cells are worked out. */
export interface FactColumn {
  readonly name: string;
  /** Without these columns a source has no such fact. */
  readonly needs: readonly string[];
  readonly dictionary: DerivedDictionary;
  /** Terms of `dictionary`, 0 where there is no such fact. The slice has all columns of `needs`. */
  codes(slice: EventSlice): Int32Array;
}

/** The columns that tell local time. */
export function clockColumns(clock: LocalClock): FactColumn[] {
  const column = (name: string, read: (micros: number) => string | number): FactColumn => {
    const dictionary = new DerivedDictionary();
    return {
      name,
      needs: ['at'],
      dictionary,
      codes: ({ column: columnOf, rowCount }) => {
        const codes = new Int32Array(rowCount);
        const at = columnOf('at');
        if (at?.kind !== 'time') return codes;
        let last: string | number = '';
        let lastCode = 0;
        for (let row = 0; row < rowCount; row++) {
          const micros = at.micros[row]!;
          if (Number.isNaN(micros)) continue;
          const value = read(micros);
          if (value !== last) {
            last = value;
            lastCode = dictionary.number(String(value));
          }
          codes[row] = lastCode;
        }
        return codes;
      },
    };
  };
  return [
    column('localDate', clock.date),
    column('localWeek', clock.week),
    column('localHour', clock.hour),
    column('localWeekday', clock.weekday),
  ];
}

/** actorState and its like: there for every source, as a missing column is a state too. */
export function stateColumn(name: string, field: string): FactColumn {
  const dictionary = new DerivedDictionary();
  const decisions = new CellDecisions(field, (_, state) => dictionary.number(state));
  return {
    name,
    needs: [],
    dictionary,
    codes: (slice) => {
      const column = slice.column(field);
      if (column !== undefined) return decisions.ofRows(column, slice.rowCount);
      return new Int32Array(slice.rowCount).fill(dictionary.number('not-exported'));
    },
  };
}

export function reasonColumns(): FactColumn[] {
  const column = (name: string, decide: (dictionary: DerivedDictionary) => Decide): FactColumn => {
    const dictionary = new DerivedDictionary();
    const decisions = new CellDecisions('reason', decide(dictionary));
    return {
      name,
      needs: ['reason'],
      dictionary,
      codes: (slice) => decisions.ofRows(slice.column('reason')!, slice.rowCount),
    };
  };
  return [
    // What a mask or a blank reduces to is no reason: two of them are not one story, nor two.
    column('reasonKey', (dictionary) => (text, state) => {
      const key = state === 'value' || state === 'placeholder' ? reasonKey(text) : '';
      return key === '' ? 0 : dictionary.number(key);
    }),
    column('reasonKind', (dictionary) => (text, state) => dictionary.number(reasonKind(text, state))),
  ];
}

/** No reference in a cell that hides nothing; no reference, but something hidden; from 2 on a reference. */
const noReference = 0;
const hiddenReference = 1;
const firstReference = 2;

/**
 * What caseReference says of an event follows from what it says of each cell alone: the case number's own reference
 * counts before the reason's, and either cell can hide one. So it is decided by term, not by pair of terms.
 */
export function caseColumns(): FactColumn[] {
  const references = new DerivedDictionary();
  const states = new DerivedDictionary();
  const blank = {
    caseNumber: undefined,
    caseNumberState: 'empty',
    reason: undefined,
    reasonState: 'empty',
  } as const;
  const decision = ({ reference, state }: ReturnType<typeof caseReference>) => {
    if (reference !== null) return references.number(reference) - 1 + firstReference;
    return state === 'cannot-tell' ? hiddenReference : noReference;
  };
  const fromCase = new CellDecisions('caseNumber', (caseNumber, caseNumberState) =>
    decision(caseReference({ ...blank, caseNumber, caseNumberState })),
  );
  const fromReason = new CellDecisions('reason', (reason, reasonState) =>
    decision(caseReference({ ...blank, reason, reasonState })),
  );
  const decide = (slice: EventSlice): Int32Array => {
    const caseNumber = slice.column('caseNumber');
    const reason = slice.column('reason');
    const { rowCount } = slice;
    const given = caseNumber && fromCase.ofRows(caseNumber, rowCount);
    const stated = reason && fromReason.ofRows(reason, rowCount);
    // A log without a case column cannot tell that there was no case.
    const decisions = given ?? new Int32Array(rowCount).fill(hiddenReference);
    if (stated === undefined) return decisions;
    for (let row = 0; row < rowCount; row++) {
      if (decisions[row]! < firstReference && stated[row]! > decisions[row]!) decisions[row] = stated[row]!;
    }
    return decisions;
  };
  const none = states.number('none');
  const cannotTell = states.number('cannot-tell');
  const present = states.number('present');
  return [
    {
      name: 'caseReference',
      needs: [],
      dictionary: references,
      codes: (slice) => decide(slice).map((code) => (code < firstReference ? 0 : code - firstReference + 1)),
    },
    {
      name: 'caseReferenceState',
      // Rules ask whether there was none: without a case column no event could answer, and they do not apply.
      needs: ['caseNumber'],
      dictionary: states,
      codes: (slice) =>
        decide(slice).map((code) =>
          code >= firstReference ? present : code === hiddenReference ? cannotTell : none,
        ),
    },
  ];
}
