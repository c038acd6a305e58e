import { AppError } from '../../shared/contract/errors.ts';
import type { ImportChoices } from '../../shared/contract/import-choices.ts';
import { choice, count, text, texts } from './option.ts';

/** Flags that say how a file is read, for commands that read one. */
export const choiceOptions = {
  encoding: text('NAME', 'encoding of the text, as windows-1252 (default: found by looking)'),
  delimiter: text('TEXT', 'what stands between cells; \\t is a tab (default: found)'),
  quote: text('CHARACTER', 'what encloses cells; none where nothing does (default: found)'),
  'header-line': text(
    'N',
    'line of the header, counted from 1; none where there is no header (default: found)',
  ),
  'unnamed-column': count('N', 'column of the data, counted from 1, that has no name in the header'),
  'name-without-column': count('N', 'name in the header, counted from 1, that has no column in the data'),
  sheet: texts('NAME', 'a sheet of a workbook to read, again for more (default: those that hold a log)'),
  field: texts(
    'COLUMN=FIELD',
    'the field a column becomes, again for more; nothing after = keeps it as it is',
  ),
  'date-order': choice('ORDER', 'how dates are written', ['mdy', 'dmy', 'ymd']),
  'epoch-unit': choice('UNIT', 'unit of times that are numbers since 1970', ['s', 'ms', 'us', 'ns']),
  'serial-from': count('YEAR', 'times are days of a spreadsheet counted from 1900 or 1904'),
};

type Given = {
  readonly [Name in keyof typeof choiceOptions]: ReturnType<(typeof choiceOptions)[Name]['read']>;
};

/** The choices that flags make; undefined where none is given. Throws `usage`. */
export function choicesOf(given: Given): ImportChoices | undefined {
  const year = given['serial-from'];
  if (year !== undefined && year !== 1900 && year !== 1904) {
    throw new AppError('usage', `--serial-from must be 1900 or 1904, not ${year}`);
  }
  const choices = {
    encoding: given.encoding,
    delimiter: given.delimiter?.replaceAll('\\t', '\t'),
    quote: given.quote === 'none' ? null : given.quote,
    headerLine: headerLine(given['header-line']),
    unnamedColumn: given['unnamed-column'],
    nameWithoutColumn: given['name-without-column'],
    sheets: given.sheet.length > 0 ? [...given.sheet] : undefined,
    fields: given.field.length > 0 ? Object.fromEntries(given.field.map(columnField)) : undefined,
    dateOrder: given['date-order'],
    epochUnit: given['epoch-unit'],
    serialEpochYear: year,
  };
  const made = Object.entries(choices).filter(([, value]) => value !== undefined);
  return made.length > 0 ? (Object.fromEntries(made) as ImportChoices) : undefined;
}

function headerLine(word: string | undefined): number | null | undefined {
  if (word === undefined) return undefined;
  if (word === 'none') return null;
  if (/^[1-9]\d{0,8}$/.test(word)) return Number(word);
  throw new AppError('usage', `--header-line must be a line number or none, not "${word}"`);
}

/** The last = divides: a column's name may have one. */
function columnField(word: string): [string, string | null] {
  const at = word.lastIndexOf('=');
  if (at <= 0) throw new AppError('usage', `--field must be COLUMN=FIELD, not "${word}"`);
  const field = word.slice(at + 1).trim();
  return [word.slice(0, at), field === '' ? null : field];
}
