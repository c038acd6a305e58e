import type { Atom, Term } from './compiled-detection.ts';
import type { SliceMatcher } from './slice-matcher.ts';

/** What keeps a rule from being decided for the events of a slice, if anything does. */
export interface Applicability {
  /** The rule can hold of some event of the slice, as far as its columns go. */
  readonly applies: boolean;
  /** Columns whose absence keeps the rule from applying. */
  readonly blockedBy: readonly string[];
  /** The case zone is not known and the rule asks for local time. */
  readonly needsZone: boolean;
  /** Columns the rule asks for that are not there, whether or not it can do without. */
  readonly missing: readonly string[];
  /** Some atom cannot be answered: the rule's certain and possible rows may differ. */
  readonly open: boolean;
}

/** What a term can come out as over the rows of a slice. */
interface Outlook {
  readonly canHold: boolean;
  readonly canFail: boolean;
}

/** Works out, from the columns a slice has, whether a rule can be decided there at all. */
export function applicabilityOf(term: Term, atoms: ReadonlySet<Atom>, matcher: SliceMatcher): Applicability {
  const missing = new Set<string>();
  let open = false;
  for (const atom of atoms) {
    for (const field of matcher.missingFields(atom)) missing.add(field);
    open ||= matcher.unanswerable(atom) !== undefined;
  }
  const free = missing.size === 0 && !open;
  const applies = free || outlook(term, true, matcher).canHold;
  const blockers = new Set<Atom>();
  if (!applies) blame(term, true, true, matcher, blockers);
  const fields = [...blockers].flatMap((atom) => matcher.missingFields(atom));
  const needsZone = [...blockers].some((atom) => matcher.unanswerable(atom)?.needsZone === true);
  return { applies, blockedBy: [...new Set(fields)].sort(), needsZone, missing: [...missing].sort(), open };
}

function outlook(term: Term, certain: boolean, matcher: SliceMatcher): Outlook {
  switch (term.kind) {
    case 'atom': {
      if (matcher.unanswerable(term.atom) !== undefined) return { canHold: !certain, canFail: certain };
      const constant = matcher.constant(term.atom);
      return constant === undefined
        ? { canHold: true, canFail: true }
        : { canHold: constant, canFail: !constant };
    }
    case 'not': {
      const { canHold, canFail } = outlook(term.term, !certain, matcher);
      return { canHold: canFail, canFail: canHold };
    }
    default: {
      const parts = term.terms.map((part) => outlook(part, certain, matcher));
      const every = (of: keyof Outlook) => parts.every((part) => part[of]);
      const some = (of: keyof Outlook) => parts.some((part) => part[of]);
      return term.kind === 'and'
        ? { canHold: every('canHold'), canFail: some('canFail') }
        : { canHold: some('canHold'), canFail: every('canFail') };
    }
  }
}

/** Collects the atoms because of which the term cannot come out as `wanted`. */
function blame(term: Term, wanted: boolean, certain: boolean, matcher: SliceMatcher, into: Set<Atom>): void {
  const { canHold, canFail } = outlook(term, certain, matcher);
  if (wanted ? canHold : canFail) return;
  if (term.kind === 'atom') into.add(term.atom);
  else if (term.kind === 'not') blame(term.term, !wanted, !certain, matcher, into);
  else for (const part of term.terms) blame(part, wanted, certain, matcher, into);
}
