import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';

export interface JustificationCells {
  /** undefined where the log has no such column; then the state is not-exported. */
  readonly caseNumber: string | undefined;
  readonly caseNumberState: CellState;
  readonly reason: string | undefined;
  readonly reasonState: CellState;
}

export interface CaseReference {
  /** Upper case, white space and a leading # cut; null where none was found. */
  readonly reference: string | null;
  readonly state: 'present' | 'none' | 'cannot-tell';
}

/** Texts are searched this far: a number at the end of a novel refers to nothing. */
const maxSearched = 2000;
const maxReference = 40;

/**
 * The case number an event gives, in its own cell or in the reason. Whether the case exists, and has to do with the
 * target, is not asked here; a plate typed as case number counts, as the log cannot tell them apart.
 *
 * Without a number the answer is `none` only where the log has a case column and neither cell hides content. A log
 * without a case column cannot tell: the number may have been asked for and not been exported. A log with a case
 * column and no reason column can.
 */
export function caseReference(cells: JustificationCells): CaseReference {
  const given = isReadable(cells.caseNumberState) ? inCaseNumber(cells.caseNumber ?? '') : null;
  const found = given ?? (isReadable(cells.reasonState) ? inReason(cells.reason ?? '') : null);
  if (found !== null) return { reference: found, state: 'present' };
  const hidden =
    cells.caseNumberState === 'not-exported' || hides(cells.caseNumberState) || hides(cells.reasonState);
  return { reference: null, state: hidden ? 'cannot-tell' : 'none' };
}

function isReadable(state: CellState): boolean {
  return state === 'value' || state === 'partial';
}

function hides(state: CellState): boolean {
  return state === 'redacted' || state === 'withheld' || state === 'partial';
}

/** In its own cell nearly anything with digits is a case number; running text, dates and short numbers are not. */
function inCaseNumber(text: string): string | null {
  const shaped = inReason(text);
  if (shaped !== null) return shaped;
  const whole = normalize(text);
  if (whole.length > maxReference || isDate(text) || !isCode(text)) return null;
  const digits = whole.replaceAll(/\D/g, '');
  if (digits === whole) return digits.length >= minDigitsAlone && !isOneDigit(digits) ? whole : null;
  return digits.length >= 3 ? whole : null;
}

/** Parts of a code have digits or are short: "CR 25 1234", not "stolen car 123". */
function isCode(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.length <= 3 && words.every((word) => /\d/.test(word) || word.length <= 4);
}

const before = String.raw`(?<![\p{L}\p{N}/:.\-_])`;
const after = String.raw`(?![\p{L}\p{N}]|[\-/:.]\d)`;
/** 25-001234, 2025-00123, CR25-1234, CR-25-1234, 25-CR-001234, #25-1234 */
const hyphened = String.raw`(?:[A-Z]{1,5}-?)?(?:\d{2}|(?:19|20)\d{2})-(?:[A-Z]{1,4}-)?\d{3,8}`;
const labels = 'CASE|CS|CR|RPT|REPORT|INCIDENT|INC|CFS|CAD|REF|REFERENCE|DR|IR|FILE';
const patterns: readonly RegExp[] = [
  new RegExp(`${before}#?(${hyphened})${after}`, 'u'),
  // "case 251234", "Case No. 25 1234", "RPT#251234"
  new RegExp(
    `${before}(?:${labels})\\s{0,2}(?:NO|NUM|NUMBER|NBR)?\\.?\\s{0,2}[#:]?\\s{0,2}([A-Z]{0,4}-?\\d{2,4}[ \\-]?\\d{2,8})${after}`,
    'u',
  ),
  new RegExp(`${before}#\\s{0,2}(\\d{4,12})${after}`, 'u'),
  // A number in running text: shorter ones are codes and addresses, ten digits are a telephone.
  new RegExp(`${before}(\\d{6,9})${after}`, 'u'),
];

/** A text that is nothing but a number: five digits are enough. */
const numberAlone = /^[\s#]*(\d[\d\s-]*\d)[\s.]*$/;
const minDigitsAlone = 5;
const maxDigitsAlone = 14;

function inReason(text: string): string | null {
  if (!/\d/.test(text)) return null;
  const searched = text.slice(0, maxSearched).replaceAll('+', ' ').toUpperCase();
  const alone = numberAlone.exec(searched)?.[1];
  if (alone !== undefined && !isDate(alone)) {
    const digits = alone.replaceAll(/\D/g, '');
    const isLongEnough = digits.length >= minDigitsAlone && digits.length <= maxDigitsAlone;
    if (isLongEnough && !isOneDigit(digits)) return normalize(alone);
  }
  for (const pattern of patterns) {
    const match = pattern.exec(searched)?.[1];
    if (match !== undefined && !isOneDigit(match)) return normalize(match);
  }
  return null;
}

/** 06-18-2025, 6/18/25, 2025-06-18 */
function isDate(text: string): boolean {
  return /^\s*(?:\d{1,2}[\s\-/.]\d{1,2}[\s\-/.](?:\d{2}|\d{4})|\d{4}[\s\-/.]\d{1,2}[\s\-/.]\d{1,2})\s*$/.test(
    text,
  );
}

/** 00000, 11111: keys held down. */
function isOneDigit(text: string): boolean {
  return /^(\d)\1*$/.test(text);
}

function normalize(text: string): string {
  return text.toUpperCase().replaceAll(/\s/g, '').replace(/^#+/, '');
}
