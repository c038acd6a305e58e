/** Fields that ask for words of the actor: there a word that says nothing is a placeholder. */
const statedFields: ReadonlySet<string> = new Set([
  'reason',
  'caseNumber',
  'purposeCode',
  'offenseType',
  'prompt',
]);

/** Say nothing in fields that ask for a reason or number; elsewhere an account, a plate or a count may be so named. */
const emptyWords: ReadonlySet<string> = new Set(['x', 'xx', 'xxx', 'xxxx', 'test', '0', '00', '000']);

/** Say nothing in any field but the target: NULL, NONE and NA are plates that people have. */
const nothingWords: ReadonlySet<string> = new Set(['none', 'null', 'nil', 'na']);

/** Say nothing anywhere: no identifier looks so. */
const nothingMarks: ReadonlySet<string> = new Set([
  'n/a',
  'n.a.',
  '#n/a',
  '(none)',
  '(null)',
  '(blank)',
  '(empty)',
  '<none>',
  '<null>',
  '[none]',
  '[null]',
]);

const dashes = /^[-–—._?]+$/;
const noLetterOrDigit = /^[^\p{L}\p{N}]+$/u;

/** The whole cell is something typed for nothing, white space around it cut. */
export function isPlaceholder(marker: string, field: string): boolean {
  if (dashes.test(marker)) return true;
  const word = marker.toLowerCase();
  if (nothingMarks.has(word)) return true;
  if (field !== 'target' && nothingWords.has(word)) return true;
  return statedFields.has(field) && (emptyWords.has(word) || noLetterOrDigit.test(word));
}
