import { join } from 'node:path';
import { OutputFile } from '../bytes/output-file.ts';
import { RowBytes } from '../bytes/row-bytes.ts';
import { utcText } from '../moments.ts';
import { Random } from '../random.ts';
import type { TruthDefect, TruthFile } from '../truth.ts';
import { type RecordDefectKind, writeCells, writeDamaged, writeRedacted, writeStrayQuote } from './damage.ts';
import { eventCells, eventId } from './encode.ts';
import { type LogEvent, logHeaders } from './event.ts';
import type { MonthPlan } from './month-plan.ts';

/** Records of a block that an export repeats. */
const blockRecords = 20;
/** Copies of an overlap that are masked though the other file shows them. */
const maskedCopies = 3;

/** One monthly export under construction, with an account of everything that is wrong with it. */
export class MonthFile {
  readonly plan: MonthPlan;
  readonly defects: TruthDefect[] = [];
  readonly #file: OutputFile;
  readonly #path: string;
  readonly #random: Random;
  readonly #row = new RowBytes();
  readonly #lineEnd: string;
  readonly #headerOffset: number;
  /** Defects still to come, by the number of events after which they are due. */
  readonly #due: { readonly kind: RecordDefectKind; readonly after: number }[];
  #recent: Buffer[] = [];
  #records = 0;
  #events = 0;
  #imported = 0;
  #rejected = 0;
  #duplicate = 0;
  #firstAt: number | null = null;
  #lastAt: number | null = null;
  /** The first record of the overlap with the file before, and where it ends. */
  #overlap: { readonly offset: number; records: number; bytes: number } | null = null;
  #masked = 0;

  /** `eventCount` is how many events will come. */
  constructor(folder: string, plan: MonthPlan, seed: number, eventCount: number) {
    this.plan = plan;
    this.#path = `logs/${plan.name}`;
    this.#file = new OutputFile(join(folder, plan.name));
    this.#random = new Random(seed, plan.name);
    this.#lineEnd = plan.crlf ? '\r\n' : '\n';
    this.#due = plan.placed.map(({ kind, share }) => ({ kind, after: Math.floor(eventCount * share) }));
    this.#begin();
    this.#headerOffset = this.#file.position;
    this.#file.appendText(logHeaders.join(',') + this.#lineEnd);
  }

  /** Adds an event of the period, which `row` holds encoded. A planted one is never touched. */
  add(event: LogEvent, row: RowBytes, planted: boolean, previous: string | null): void {
    this.#events++;
    this.#firstAt ??= event.at;
    this.#lastAt = event.at;
    const own = event.at >= this.plan.ownFrom && event.at < this.plan.ownUntil;
    const touchable = own && !planted;
    const due = touchable && this.#events > (this.#due[0]?.after ?? Infinity) ? this.#due.shift()! : null;
    if (event.at < this.plan.ownFrom) this.#addCopy(event, row, planted, previous!);
    else if (due?.kind === 'redaction') this.#addChanged(event, due.kind);
    else if (due?.kind === 'stray-quote') this.#addChanged(event, due.kind);
    else this.#import(row);
    if (due !== null) this.#addBeside(due.kind, event, row);
  }

  close(): TruthFile {
    const { plan } = this;
    this.#end();
    return {
      file: this.#path,
      ...this.#file.close(),
      periodStart: utcText(plan.start),
      periodEnd: utcText(plan.end),
      lineEnd: plan.crlf ? 'CRLF' : 'LF',
      byteOrderMark: plan.byteOrderMark,
      preambleLines: plan.preamble.length,
      blankLinesAtEnd: plan.blankLinesAtEnd,
      headerOffset: this.#headerOffset,
      records: this.#records,
      imported: this.#imported,
      rejected: this.#rejected,
      duplicate: this.#duplicate,
      firstEventAt: this.#firstAt === null ? null : utcText(this.#firstAt),
      lastEventAt: this.#lastAt === null ? null : utcText(this.#lastAt),
    };
  }

  #import(row: RowBytes): void {
    this.#imported++;
    this.#append(row);
    const [next] = this.#due;
    if (next?.kind !== 'repeated-block' || this.#events <= next.after - blockRecords) return;
    this.#recent.push(Buffer.from(row.bytes.subarray(0, row.length)));
    if (this.#recent.length > blockRecords) this.#recent.shift();
  }

  #addCopy(event: LogEvent, row: RowBytes, planted: boolean, previous: string): void {
    const offset = this.#file.position;
    this.#overlap ??= { offset, records: 0, bytes: 0 };
    this.#duplicate++;
    if (!planted && this.#masked < maskedCopies) {
      this.#masked++;
      const cells = eventCells(event);
      writeCells(this.#row, { ...cells, 'License Plate': '***' });
      const detail = 'License Plate is "***" here; the other file shows it';
      this.#append(this.#row, 'masked-copy', 'duplicate', {
        ...{ detail, eventId: cells.ID, column: 'License Plate', state: 'redacted' },
        otherFile: `logs/${previous}`,
      });
    } else this.#append(row);
    this.#overlap.records++;
    this.#overlap.bytes = this.#file.position - this.#overlap.offset;
    if (this.#overlap.records === 1) this.#reportOverlap(previous);
  }

  /** Stands before the file's other defects and is completed when the file is. */
  #reportOverlap(previous: string): void {
    const detail = 'the first day of this file is also in the file before';
    this.#report('overlap', 'duplicate', 1, this.#overlap!.offset, { detail, otherFile: `logs/${previous}` });
  }

  #addChanged(event: LogEvent, kind: 'redaction' | 'stray-quote'): void {
    const cells = eventCells(event);
    const account =
      kind === 'redaction'
        ? writeRedacted(this.#row, cells, this.#random)
        : writeStrayQuote(this.#row, cells);
    this.#imported++;
    this.#append(this.#row, kind, 'imported', { ...account, eventId: cells.ID });
  }

  #addBeside(kind: RecordDefectKind, event: LogEvent, row: RowBytes): void {
    switch (kind) {
      case 'redaction':
      case 'stray-quote':
        return;
      case 'repeated-row': {
        const copies = this.#random.pick([1, 1, 1, 4]);
        for (let copy = 0; copy < copies; copy++) {
          this.#duplicate++;
          const detail = 'the record before, once more';
          this.#append(row, kind, 'duplicate', { detail, eventId: eventId(event) });
        }
        return;
      }
      case 'repeated-block':
        this.#repeatBlock();
        return;
      case 'repeated-header':
        writeCells(this.#row, logHeaders);
        this.#rejected++;
        this.#append(this.#row, kind, 'rejected', { detail: 'the header line, once more' });
        return;
      default: {
        const random = this.#random;
        const lost = { ...event, id: [random.next(), random.next(), random.next(), random.next()] as const };
        const account = writeDamaged(kind, this.#row, eventCells(lost), random);
        this.#rejected++;
        this.#append(this.#row, kind, 'rejected', { ...account, eventId: eventId(lost) });
      }
    }
  }

  #repeatBlock(): void {
    const offset = this.#file.position;
    const row = this.#records + 1;
    for (const bytes of this.#recent) {
      this.#records++;
      this.#duplicate++;
      this.#file.append(bytes, bytes.length);
      this.#file.appendText(this.#lineEnd);
    }
    const detail = `${this.#recent.length} earlier records, once more`;
    this.defects.push({
      ...{ kind: 'repeated-block', file: this.#path, row, offset, bytes: this.#file.position - offset },
      ...{ records: this.#recent.length, expected: 'duplicate', detail },
    });
    this.#recent = [];
  }

  #append(
    row: RowBytes,
    kind?: TruthDefect['kind'],
    expected?: TruthDefect['expected'],
    about?: Omit<TruthDefect, 'kind' | 'expected' | 'file' | 'row' | 'offset' | 'bytes' | 'records'>,
  ): void {
    const offset = this.#file.position;
    this.#records++;
    this.#file.append(row.bytes, row.length);
    this.#file.appendText(this.#lineEnd);
    if (kind !== undefined) this.#report(kind, expected!, this.#records, offset, about!);
  }

  #report(
    kind: TruthDefect['kind'],
    expected: TruthDefect['expected'],
    row: number | null,
    offset: number,
    about: Omit<TruthDefect, 'kind' | 'expected' | 'file' | 'row' | 'offset' | 'bytes' | 'records'>,
  ): void {
    const bytes = this.#file.position - offset;
    const records = row === null ? 0 : 1;
    this.defects.push({ kind, file: this.#path, row, offset, bytes, records, expected, ...about });
  }

  #begin(): void {
    const { byteOrderMark, preamble } = this.plan;
    if (byteOrderMark) {
      this.#file.append(Buffer.from([0xef, 0xbb, 0xbf]), 3);
      this.#report('byte-order-mark', 'no record', null, 0, { detail: 'the file begins with EF BB BF' });
    }
    if (preamble.length === 0) return;
    const offset = this.#file.position;
    this.#file.appendText(preamble.map((line) => line + this.#lineEnd).join(''));
    this.#report('preamble', 'no record', null, offset, {
      detail: `${preamble.length} lines before the header`,
    });
  }

  #end(): void {
    const { totalsLine, blankLinesAtEnd } = this.plan;
    const overlap = this.defects.findIndex(({ kind }) => kind === 'overlap');
    if (overlap !== -1) {
      const { records, bytes } = this.#overlap!;
      this.defects[overlap] = { ...this.defects[overlap]!, records, bytes };
    }
    if (totalsLine) {
      writeCells(
        this.#row,
        logHeaders.map((_, at) => (at === 0 ? 'Total' : at === 3 ? String(this.#records) : '')),
      );
      this.#rejected++;
      this.#append(this.#row, 'totals-line', 'rejected', { detail: 'a line of totals, without a time' });
    }
    if (blankLinesAtEnd === 0) return;
    const offset = this.#file.position;
    this.#file.appendText(this.#lineEnd.repeat(blankLinesAtEnd));
    this.#report('blank-lines', 'no record', null, offset, { detail: `${blankLinesAtEnd} at the end` });
  }
}
