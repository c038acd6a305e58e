import { closeSync, createReadStream, openSync, readSync, renameSync, statSync } from 'node:fs';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ImportChoices } from '../../../../shared/contract/import-choices.ts';
import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { JobContext } from '../../job.ts';
import { readTextTable } from '../csv/read-text-table.ts';
import { sniffCsv } from '../csv/sniff.ts';
import { type FileKind, kindOf, refusal } from '../file-kind.ts';
import { type ArchiveMember, kindOfZipFile, openArchive } from '../readers/archive/archive.ts';
import { requireEncoding } from '../readers/encoding/encodings.ts';
import { transcode } from '../readers/encoding/transcode.ts';
import { readJson } from '../readers/json/read-json.ts';
import { sniffJson } from '../readers/json/sniff.ts';
import type { ByteSource } from '../readers/table-reader.ts';
import { openWorkbook } from '../readers/xlsx/open-workbook.ts';
import { readSheet } from '../readers/xlsx/read-sheet.ts';
import { csvChoices } from '../survey-file.ts';
import { copyText, renderTable } from './make-text.ts';
import { openTranscoded } from './places.ts';
import type { Contents, NotRead, TableCandidate } from './table-candidate.ts';

export interface ContentsRequest {
  readonly choices: ImportChoices | undefined;
  /** Where members that need random access may be unpacked. */
  readonly workFolder: string;
  readonly job: JobContext;
}

/** A file, or a member of an archive, whose tables are looked for. */
interface Item {
  readonly label: string;
  /** The way inside an archive; null for the delivered file itself. */
  readonly member: string | null;
  readonly kind: FileKind;
  readonly source: ByteSource;
  /** A file with its bytes, where there is one. */
  readonly path: string | null;
  notes(): readonly IntegrityNote[];
}

const headBytes = 1 << 16;
/** Where the shape of delimited text is looked for. */
const sniffedBytes = 1 << 20;

/**
 * Finds the tables in a delivered file that is not plain delimited text: sheets of a workbook, JSON, members of an archive,
 * text in another encoding. Throws what refuses all of it.
 */
export async function listContents(path: string, name: string, request: ContentsRequest): Promise<Contents> {
  const first = kindOf(headOf(path, headBytes));
  const kind = first.kind === 'zip' ? await kindOfZipFile(path, name) : first;
  if (kind.kind !== 'zip' && kind.kind !== 'gzip') {
    const source = fileSource(path, name);
    const found = await tablesOf({ label: name, member: null, kind, source, path, notes: () => [] }, request);
    return { ...found, refused: [], close: async () => {} };
  }
  const archive = await openArchive(path, name, { spoolFolder: request.workFolder, job: request.job });
  const candidates: TableCandidate[] = [];
  const notRead: NotRead[] = archive.setAside.map(({ way, sizeBytes, why }) => ({
    name: way.join('/'),
    sizeBytes,
    why,
  }));
  const refused: { member: string; error: Error }[] = [];
  for (const member of archive.members) {
    const item = itemOf(name, member);
    try {
      const found = await tablesOf(item, request);
      candidates.push(
        ...found.candidates.map((one) => ({ ...one, notes: [...archive.notes, ...one.notes] })),
      );
      notRead.push(...found.notRead);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code === 'cancelled') {
        archive.close();
        throw thrown;
      }
      refused.push({ member: item.member!, error: thrown });
    }
  }
  return { candidates, notRead, refused, close: async () => archive.close() };
}

function itemOf(name: string, { way, kind, source, path, notes }: ArchiveMember): Item {
  const member = way.join('/');
  return { label: `${name} › ${member}`, member, kind, source, path, notes };
}

type Tables = Pick<Contents, 'candidates' | 'notRead'>;

async function tablesOf(item: Item, request: ContentsRequest): Promise<Tables> {
  const { kind, label } = item;
  switch (kind.kind) {
    case 'empty':
    case 'refused':
      throw refusal(label, kind);
    case 'xlsx':
      return sheetsOf(item, request);
    case 'json':
      return { candidates: [await jsonOf(item, request)], notRead: [] };
    case 'text':
      return { candidates: [textOf(item, request)], notRead: [] };
    default:
      throw new Error(`${label} is an archive inside an archive that was not opened`);
  }
}

async function sheetsOf(item: Item, { choices }: ContentsRequest): Promise<Tables> {
  const { label, member, source, path } = item;
  const workbook = await openWorkbook(path!, label);
  const unknown = choices?.sheets?.find((name) => !workbook.sheets.some((sheet) => sheet.name === name));
  if (unknown !== undefined) {
    const names = workbook.sheets.map(({ name }) => JSON.stringify(name)).join(', ');
    throw new AppError('not-found', `${label} has no sheet ${JSON.stringify(unknown)}; there are ${names}`, {
      sheet: unknown,
    });
  }
  const wanted = (name: string, kind: string) =>
    choices?.sheets ? choices.sheets.includes(name) : kind === 'table';
  const taken = workbook.sheets.filter(({ name, kind }) => wanted(name, kind));
  const candidates = taken.map((sheet): TableCandidate => {
    const headerRow = choices?.headerLine === undefined ? {} : { headerRow: choices.headerLine };
    const read = readSheet(workbook, sheet.name, headerRow);
    return {
      member,
      sheet: sheet.name,
      format: 'xlsx',
      encoding: 'utf-8',
      accountOf: `${sheet.part} of the workbook, unpacked`,
      made: { by: 'xlsx', member, sheet: sheet.name, encoding: null },
      mayBeNoLog: choices?.sheets === undefined && taken.length > 1,
      notes: [
        ...(sheet.state === 'visible' ? [] : [hiddenSheet(sheet.name)]),
        ...workbook.notes,
        ...item.notes(),
      ],
      make: (make) => renderTable(read, source, make),
    };
  });
  const notRead = workbook.sheets
    .filter((sheet) => !taken.includes(sheet))
    .map(({ name, sizeBytes, why }) => ({
      name: [...(member === null ? [] : [member]), `sheet ${name}`].join(' › '),
      sizeBytes,
      why,
    }));
  return { candidates, notRead };
}

function hiddenSheet(name: string): IntegrityNote {
  const message = `the sheet ${JSON.stringify(name)} is hidden in the workbook`;
  return { check: 'hidden-sheet', severity: 'notice', message };
}

async function jsonOf(item: Item, { choices }: ContentsRequest): Promise<TableCandidate> {
  const { label, member, source, notes } = item;
  const encoding = encodingOf(item, choices);
  const text = encoding === null ? source : transcode(source, encoding, { undecodable: 'mark' });
  const { head, isWhole } = await beginningOf(text);
  const shape = sniffJson(head, isWhole);
  if (shape === null) {
    throw new AppError(
      'input-format',
      `${label} is JSON but holds no records: a log is a list of objects, or an object a line. Ask for the log as NDJSON or CSV`,
      { format: 'JSON' },
    );
  }
  const names = { array: 'json array', lines: 'json lines', values: 'json objects' };
  const within = shape.path.length > 0 ? ` at ${shape.path.join('.')}` : '';
  return {
    member,
    sheet: null,
    format: `${names[shape.kind]}${within}`,
    encoding: encoding ?? 'utf-8',
    accountOf: `${accountOf(item)}${encoding === null ? '' : ', as UTF-8'}`,
    made: { by: 'json', member, sheet: null, encoding },
    mayBeNoLog: false,
    notes: [],
    async make(request) {
      const made = await renderTable(readJson(shape), text, request);
      return { ...made, notes: [...made.notes, ...notes()] };
    },
  };
}

/** Delimited text: taken out of its archive, in UTF-8, and written out anew where the parser of bytes cannot read it. */
function textOf(item: Item, { choices }: ContentsRequest): TableCandidate {
  const { label, member, source, notes } = item;
  const encoding = encodingOf(item, choices);
  const text = encoding === null ? source : transcode(source, encoding, { undecodable: 'mark' });
  return {
    member,
    sheet: null,
    format: null,
    encoding,
    accountOf: `${accountOf(item)}${encoding === null ? '' : ', as UTF-8'}`,
    made: { by: encoding === null ? 'member' : 'transcode', member, sheet: null, encoding },
    mayBeNoLog: false,
    notes: [],
    async make(request) {
      const copy = await copyText(text, request, notes);
      const made =
        encoding === null ? copy : { ...copy, openOrigins: () => openTranscoded(request.textPath, encoding) };
      const head = headOf(request.textPath, sniffedBytes);
      const shape = sniffCsv(label, head, head.length === copy.sizeBytes, csvChoices({ choices }));
      if (shape.isPlain) return made;
      const tablePath = `${request.textPath}.table`;
      const table = await renderTable(readTextTable(shape), fileSource(request.textPath, label), {
        ...request,
        textPath: tablePath,
      });
      renameSync(tablePath, request.textPath);
      const places = encoding === null ? [] : [placesInText(encoding)];
      return {
        ...table,
        writtenFrom: shape,
        notes: [...copy.notes, ...shape.notes, ...places, ...table.notes],
      };
    },
  };
}

function placesInText(encoding: string): IntegrityNote {
  const message = `offsets of records are places in the text as UTF-8, not in the ${encoding} of the file`;
  return { check: 'places', severity: 'notice', message };
}

/** The encoding to read the text in; null: UTF-8. */
function encodingOf({ kind }: Item, choices: ImportChoices | undefined): string | null {
  const chosen = choices?.encoding === undefined ? null : requireEncoding(choices.encoding);
  if (chosen !== null) return chosen.form === 'utf-8' ? null : chosen.id;
  const found = kind.kind === 'text' || kind.kind === 'json' ? kind.encoding : null;
  return found === 'utf-8' ? null : found;
}

function accountOf({ member }: Item): string {
  return member === null ? 'the file' : `the member ${member}, unpacked`;
}

async function beginningOf(source: ByteSource): Promise<{ head: Buffer; isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of source.open()) {
    parts.push(bytes);
    length += bytes.length;
    if (length > headBytes) break;
  }
  const head = Buffer.concat(parts);
  return { head: head.subarray(0, headBytes), isWhole: length <= headBytes };
}

function fileSource(path: string, label: string): ByteSource {
  return {
    label,
    sizeBytes: statSync(path).size,
    open: () => createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>,
  };
}

function headOf(path: string, length: number): Buffer {
  const fd = openSync(path, 'r');
  const head = Buffer.alloc(length);
  try {
    return head.subarray(0, readSync(fd, head, 0, head.length, 0));
  } finally {
    closeSync(fd);
  }
}
