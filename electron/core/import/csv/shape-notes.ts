import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { CellClass } from './cell-classes.ts';
import type { CsvChoices } from './find-dialect.ts';
import type { FoundHeader } from './find-header.ts';
import { characterName, type TextDialect } from './text-dialect.ts';

interface ShapeFacts {
  readonly headers: readonly string[];
  readonly classes: readonly CellClass[];
  readonly headerLine: number | null;
  readonly headerLines: readonly (readonly string[])[];
  readonly choices: CsvChoices;
  readonly dialect: TextDialect;
  readonly found: FoundHeader;
  /** 1-based line at which another table begins in the head of the file. */
  readonly otherTableLine: number | null;
  readonly shortRecords: number;
  /** What a line sep= names. */
  readonly separator: string | null;
}

/** What is unusual in the shape of a file, for the examiner to confirm. */
export function shapeNotes(facts: ShapeFacts): IntegrityNote[] {
  return [...dialectNotes(facts), ...headerNotes(facts), ...widthNotes(facts), ...tableNotes(facts)];
}

const notice = (check: string, message: string): IntegrityNote => ({ check, severity: 'notice', message });
const warning = (check: string, message: string): IntegrityNote => ({ check, severity: 'warning', message });

function dialectNotes({ dialect, choices, separator }: ShapeFacts): IntegrityNote[] {
  const { delimiter, quote, lineEnd } = dialect;
  const notes: IntegrityNote[] = [];
  if (separator !== null) {
    notes.push(
      notice('delimiter', `the first line says that cells are separated by ${characterName(separator)}`),
    );
  } else if (choices.delimiter === undefined && !/^[,;\t|]$/.test(delimiter)) {
    notes.push(
      notice(
        'delimiter',
        `cells are separated by ${characterName(delimiter)}, as the lines show. Choose another if that is wrong`,
      ),
    );
  }
  if (choices.quote === undefined && quote !== '"') {
    const how =
      quote === null
        ? 'cells are never quoted: a " in them is text'
        : `cells are quoted with ${characterName(quote)}`;
    notes.push(notice('quote', how));
  }
  if (choices.escape === undefined && quote !== null && dialect.escape !== quote) {
    notes.push(
      notice(
        'quote',
        `a quote inside quotes is written with ${characterName(dialect.escape ?? '')} before it`,
      ),
    );
  }
  if (lineEnd === 'any') notes.push(notice('line-ends', 'lines end in different ways (LF, CRLF and CR)'));
  return notes;
}

function headerNotes({ choices, found, headerLine, headerLines, headers }: ShapeFacts): IntegrityNote[] {
  if (choices.headerLine === null) return [];
  if (headerLine === null) {
    return [
      warning(
        'header-missing',
        `the file has no header: its first record looks like the data below it. Its ${headers.length} columns are called #1 to #${headers.length}; say what they hold with a profile, or choose the line of the header`,
      ),
    ];
  }
  if (found.isDoubtful) {
    return [
      notice(
        'header-doubtful',
        `line ${headerLine} is taken for the header, and its content does not tell it from a record. If it is one, say that there is no header`,
      ),
    ];
  }
  if (headerLines.length < 2) return [];
  const shown = headerLines.slice(1).map((cells) => cells.filter((cell) => cell.trim() !== '').join(' | '));
  return [
    notice(
      'header-lines',
      `the header has ${headerLines.length} lines, from line ${headerLine} on. Not used as names: ${JSON.stringify(shown.join(' / ').slice(0, 200))}`,
    ),
  ];
}

function widthNotes({ headers, classes, shortRecords }: ShapeFacts): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const unnamed = headers.flatMap((name, index) => (name === '' ? [index] : []));
  const empty = unnamed.filter((index) => classes[index] === 'blank');
  if (empty.length > 0 && empty.at(-1) === headers.length - 1) {
    notes.push(
      notice(
        'trailing-delimiter',
        `lines end with a delimiter: column #${headers.length} has neither name nor content`,
      ),
    );
  }
  if (shortRecords > 0) {
    notes.push(
      notice(
        'short-records',
        `records lack cells at their end (${shortRecords} in the sample), and what they have fits the columns: they are read, what they lack is no cell, and each is flagged`,
      ),
    );
  }
  return notes;
}

function tableNotes({ otherTableLine }: ShapeFacts): IntegrityNote[] {
  if (otherTableLine === null) return [];
  return [
    warning(
      'second-table',
      `another header stands at line ${otherTableLine}: two exports in one file. Records behind it are read by its own names where the first header has them all. Better split the file, or ask for the exports one by one`,
    ),
  ];
}
