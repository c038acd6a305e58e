import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ImportChoices } from '../../../../shared/contract/import-choices.ts';
import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { JobContext } from '../../job.ts';
import { type FileKind, kindOf, refusal } from '../file-kind.ts';
import { type ArchiveMember, kindOfZipFile, openArchive } from '../readers/archive/archive.ts';
import { readJson } from '../readers/json/read-json.ts';
import { sniffJson } from '../readers/json/sniff.ts';
import type { ByteSource } from '../readers/table-reader.ts';
import { openWorkbook } from '../readers/xlsx/open-workbook.ts';
import { readSheet } from '../readers/xlsx/read-sheet.ts';
import { copyText, renderTable } from './make-text.ts';
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

/**
 * Finds the tables in a delivered file that is not plain delimited text: sheets of a workbook, JSON, members of an archive,
 * text in another encoding. Throws what refuses all of it.
 */
export async function listContents(path: string, name: string, request: ContentsRequest): Promise<Contents> {
  const first = kindOf(headOf(path));
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
      return { candidates: [await jsonOf(item)], notRead: [] };
    case 'text':
      return { candidates: [textOf(item)], notRead: [] };
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
      isRendered: true,
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

async function jsonOf({ label, member, kind, source, notes }: Item): Promise<TableCandidate> {
  if (kind.kind === 'json' && kind.encoding !== null && kind.encoding !== 'utf-8') {
    throw new AppError('input-format', `${label} is JSON in ${kind.encoding}: save it as UTF-8`, {});
  }
  const { head, isWhole } = await beginningOf(source);
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
    encoding: 'utf-8',
    accountOf: member === null ? 'the file' : `the member ${member}, unpacked`,
    made: { by: 'json', member, sheet: null, encoding: null },
    isRendered: true,
    mayBeNoLog: false,
    notes: [],
    async make(request) {
      const made = await renderTable(readJson(shape), source, request);
      return { ...made, notes: [...made.notes, ...notes()] };
    },
  };
}

function textOf({ label, member, kind, source, notes }: Item): TableCandidate {
  if (kind.kind === 'text' && kind.encoding !== null && kind.encoding !== 'utf-8') {
    throw new AppError('input-format', `${label} is text in ${kind.encoding}: save it as UTF-8`, {});
  }
  return {
    member,
    sheet: null,
    format: null,
    encoding: null,
    accountOf: member === null ? 'the file' : `the member ${member}, unpacked`,
    made: { by: 'member', member, sheet: null, encoding: null },
    isRendered: false,
    mayBeNoLog: false,
    notes: [],
    make: (request) => copyText(source, request, notes),
  };
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

function headOf(path: string): Buffer {
  const fd = openSync(path, 'r');
  const head = Buffer.alloc(headBytes);
  try {
    return head.subarray(0, readSync(fd, head, 0, head.length, 0));
  } finally {
    closeSync(fd);
  }
}
