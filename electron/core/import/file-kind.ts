import { AppError } from '../../../shared/contract/errors.ts';
import { compoundKind } from './file-kinds/compound.ts';
import { markupKind } from './file-kinds/markup.ts';
import { signatures } from './file-kinds/signatures.ts';
import {
  markedEncoding,
  unmarkedEncoding,
  type WideEncoding,
  wideBeginning,
} from './file-kinds/unicode-text.ts';

/** What a file is, as far as its first bytes tell. */
export type FileKind =
  | { readonly kind: 'empty' }
  /**
   * Delimited text or JSON. `encoding` null: UTF-8 or an encoding of single bytes, which only the whole file tells.
   * `bomBytes`: length of the byte order mark.
   */
  | {
      readonly kind: 'text' | 'json';
      readonly encoding: 'utf-8' | WideEncoding | null;
      readonly bomBytes: number;
    }
  | { readonly kind: 'gzip' }
  /** A zip by its first bytes, which may be a workbook: `zipKind` tells from the names inside. */
  | { readonly kind: 'zip' }
  | { readonly kind: 'xlsx' }
  /** Known and not read. `name` has its article; `wayOut` is a request. */
  | { readonly kind: 'refused'; readonly name: string; readonly wayOut: string };

const textLookedAt = 8192;
/** Control characters that text has no use for; more of them make it something else. */
const mostStrayControls = 3;
const mostStrayShare = 0.02;
/** Some programs fill cells, or the end of a log, with zeros. */
const mostZeroShare = 0.3;
/** TAB, LF, VT, FF, CR, ESC; and the separators of Hive (1-3), Concordance (0x14) and ASCII (0x1c-0x1f). */
const controlsInText = new Set([1, 2, 3, 9, 10, 11, 12, 13, 0x14, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f]);

/** Tells from its first bytes, 64 KiB or more if there are so many, what a file is. */
export function kindOf(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.length === 0) return { kind: 'empty' };
  if (startsWith(head, 0x50, 0x4b, 3, 4)) return { kind: 'zip' };
  if (startsWith(head, 0x1f, 0x8b)) return { kind: 'gzip' };
  const known = signatures.find((signature) => signature.matches(head)) ?? compoundKind(head);
  if (known) return { kind: 'refused', name: known.name, wayOut: known.wayOut };

  const marked = markedEncoding(head);
  const encoding = marked?.encoding ?? unmarkedEncoding(head);
  const text =
    encoding === null || encoding === 'utf-8'
      ? head.toString('utf8', marked?.bomBytes ?? 0, textLookedAt)
      : wideBeginning(head, encoding, textLookedAt);
  const markup = markupKind(text);
  if (markup) return { kind: 'refused', ...markup };
  if ((encoding === null || encoding === 'utf-8') && isBinary(head)) {
    return { kind: 'refused', name: 'no text, and no format that is known', wayOut: 'choose the log as CSV' };
  }
  return { kind: isJson(text) ? 'json' : 'text', encoding, bomBytes: marked?.bomBytes ?? 0 };
}

/** The error for a file that is refused, or empty. `label` is a path, or a path and the way inside. */
export function refusal(label: string, kind: Extract<FileKind, { kind: 'refused' | 'empty' }>): AppError {
  if (kind.kind === 'empty') {
    return new AppError('input-empty', `${label} is empty: 0 bytes. Ask for the file again`, { path: label });
  }
  return new AppError(
    'input-format',
    `${label} is ${kind.name}, which this version does not read: ${kind.wayOut}`,
    { path: label, format: kind.name },
  );
}

/** Read by readers of their own; where delimited text is asked for they are none. */
const otherReaders: Readonly<Record<'zip' | 'xlsx' | 'gzip' | 'json', string>> = {
  zip: 'a ZIP archive or Excel workbook (XLSX)',
  xlsx: 'an Excel workbook (XLSX)',
  gzip: 'a gzip archive',
  json: 'JSON',
};

/** Throws input-empty or input-format unless the head of the file can be delimited text in UTF-8. */
export function requireDelimitedText(path: string, head: Buffer): void {
  const kind = kindOf(head);
  if (kind.kind === 'empty') throw refusal(path, kind);
  if (kind.kind === 'refused') throw refusal(path, kind);
  if (kind.kind !== 'text') {
    const name = otherReaders[kind.kind];
    throw refusal(path, { kind: 'refused', name, wayOut: 'leave its encoding to be found' });
  }
  if (kind.encoding !== null && kind.encoding !== 'utf-8') {
    const name = `text in ${kind.encoding.slice(0, 6).toUpperCase()}`;
    throw refusal(path, { kind: 'refused', name, wayOut: 'save it as UTF-8' });
  }
  const nul = head.indexOf(0);
  if (nul !== -1) {
    throw new AppError(
      'input-format',
      `${path} is not text: it has a zero byte at offset ${nul}. Choose the log as CSV, saved as UTF-8`,
      { path, offset: nul },
    );
  }
}

function startsWith(head: Buffer, ...bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

function isJson(text: string): boolean {
  const beginning = text.trimStart();
  return /^\{\s*("|\})/.test(beginning) || /^\[\s*(\{|\[|"|\]|\d)/.test(beginning);
}

function isBinary(head: Buffer): boolean {
  const looked = head.subarray(0, 1 << 16);
  let stray = 0;
  let zeros = 0;
  for (const byte of looked) {
    if (byte === 0) zeros++;
    else if (byte < 0x20 && !controlsInText.has(byte)) stray++;
  }
  const isStray = stray > mostStrayControls && stray > looked.length * mostStrayShare;
  return isStray || zeros > looked.length * mostZeroShare;
}
