import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { escapeOf, visibleText } from '../../../../electron/core/report/document/visible-characters.ts';
import { writeReportPdf } from '../../../../electron/core/report/document/write-report-pdf.ts';
import { rightToLeft } from '../../../../electron/core/report/fonts/exact-font.ts';
import type { ReportModel } from '../../../../electron/core/report/model.ts';
import type { Progress } from '../../../../shared/contract/progress.ts';
import {
  citedCell,
  citedRecord,
  hostileTexts,
  sampleModel,
  sampleModelWithRecords,
} from '../sample-model.ts';
import { paintedText, temporaryFolder, tool, withoutSpace, writeTemporaryPdf } from './poppler.ts';

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The sample with texts as notes for the report, each between marks that nothing else has. */
function withNotes(texts: readonly string[]): ReportModel {
  const [first] = sampleModel().findings;
  const notes = texts.map((text, index) => ({
    at: '2025-10-02T15:00:00.000Z',
    examiner: 'R. Alvarez',
    text: `{{${index}|${text}|${index}}}`,
    internal: false,
  }));
  return sampleModel({ findings: [{ ...first!, record: { ...first!.record, notes } }] });
}

/** A pattern for a text as the page has it: a character that no font has stands as its escape. */
function asShown(text: string): string {
  const literal = (characters: string) => characters.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return [...withoutSpace(visibleText(text))]
    .map((character) =>
      character < '\u007f' ? literal(character) : `(?:${literal(character)}|${literal(escapeOf(character))})`,
    )
    .join('');
}

describe('the report as a PDF', () => {
  test('is well formed, tagged, embeds every font, says which standards it keeps', async () => {
    const path = await writeTemporaryPdf(sampleModel());
    expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
    const info = tool('pdfinfo', path);
    expect(info).toMatch(/Title: +Examination report OIG-2025-0114, version 2/);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/Page size: +612 x 792 pts \(letter\)/);
    const metadata = tool('pdfinfo', '-meta', path);
    expect(metadata).toMatch(/pdfaid:part>3<[\s\S]*pdfaid:conformance>A</);
    expect(metadata).toMatch(/pdfuaid:part>1</);
    const fonts = tool('pdffonts', path).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d+ +\d+$/);
  });

  test('is byte for byte the same for the same model, and another for another', async () => {
    const one = await writeTemporaryPdf(sampleModel());
    const same = await writeTemporaryPdf(structuredClone(sampleModel()));
    const other = await writeTemporaryPdf(sampleModel({ version: 3 }));
    expect(sha256(same)).toBe(sha256(one));
    expect(sha256(other)).not.toBe(sha256(one));
  });

  test('numbers its pages, and its contents name them', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'report.pdf');
    const { pages, bytes } = await writeReportPdf(sampleModel(), path, unwatchedJob());
    expect(bytes).toBe(statSync(path).size);
    expect(tool('pdfinfo', path)).toMatch(new RegExp(`Pages: +${pages}\\n`));
    const onPage = (number: number) =>
      tool('pdftotext', '-layout', '-f', `${number}`, '-l', `${number}`, path, '-');
    for (let number = 1; number <= pages; number++) {
      const text = onPage(number);
      expect(text).toContain(`Page ${number} of ${pages}`);
      expect(text).toContain('Report OIG-2025-0114, version 2');
      expect(text.match(/CUI\/\/LEI/g)!.length).toBeGreaterThanOrEqual(2);
    }
    const entries = [...onPage(2).matchAll(/^ *((?:\d|Appendix \w) .*?) {2,}(\d+)$/gm)];
    expect(entries).toHaveLength(10);
    for (const [, title, number] of entries)
      expect(withoutSpace(onPage(Number(number)))).toContain(withoutSpace(title!));
    expect(onPage(pages)).toContain('End of report OIG-2025-0114, version 2');
  });

  test('says what the model says, and never an internal note', async () => {
    const model = sampleModel();
    const text = paintedText(await writeTemporaryPdf(model));
    const said = [
      'Complaint 2025-114, use of license plate reader searches',
      model.sources[0]!.record.sha256,
      '4,301 read = 4,294 imported + 3 rejected + 4 duplicates',
      '4,300; NOT equal: the file has 1 record more',
      'equal to the hash of the file examined',
      'the time “13/45/2025” cannot be read',
      'the file has no column for case number',
      'needs a table of leave, and none was imported',
      'condition: unknown selection “selecton” (line 9, column 14)',
      'window = 30 days, sliding',
      model.findings[0]!.record.grounds[0]!.sentence,
      'Pattern fits the complaint.',
      'The plate is registered to a former partner',
      '12 of 14 records are printed; all of them, these 12 and 2 more, stand in records.csv',
      'openssl cms -verify -cades -binary -inform DER',
      'sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt',
      'caseReferenceState: none',
      '2025-10-04T17:20:31.000Z (UTC); 2025-10-04 10:20:31 -07:00 in America/Los_Angeles',
      ...model.activityLog.map(({ hash }) => hash.slice(0, 32)),
    ];
    for (const each of said) expect(text).toContain(withoutSpace(each));
    expect(text).not.toContain('INTERNAL-ONLY');
  });

  test('shows the states of a cell apart', async () => {
    const [first] = sampleModel().findings;
    const states = [
      'value',
      'empty',
      'redacted',
      'withheld',
      'partial',
      'placeholder',
      'not-exported',
    ] as const;
    const records = states.map((state, index) =>
      citedRecord(index, { reason: citedCell(`{${index}}`, state), caseNumber: citedCell('') }),
    );
    const path = await writeTemporaryPdf(sampleModel({ findings: [{ ...first!, records }] }));
    const text = paintedText(path);
    const words = [
      '',
      '[empty]',
      '[redacted]',
      '[withheld]',
      '[partlymasked]',
      '[placeholder]',
      '[notexported]',
    ];
    for (const [index, word] of words.entries()) expect(text).toContain(`{${index}}${word}`);
  });

  test('gives hostile text back character for character, with escapes for what cannot be shown', async () => {
    const texts = Object.values(hostileTexts).filter((text) => !/\n|\u2028/.test(text));
    const path = await writeTemporaryPdf(withNotes(texts));
    const painted = paintedText(path);
    const inReadingOrder = withoutSpace(tool('pdftotext', path, '-'));
    for (const [index, text] of texts.entries()) {
      const shown = withoutSpace(visibleText(text));
      // raw order is that of the page, which for these scripts is from the right
      const where = rightToLeft.test(text) ? inReadingOrder : painted;
      expect(where).toContain(rightToLeft.test(text) ? shown : `{{${index}|${shown}|${index}}}`);
    }
  });

  test('gives any text back', async () => {
    const texts = fc.sample(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 })),
      { seed: 20251004, numRuns: 400 },
    );
    const readable = texts.filter((text) => !rightToLeft.test(text) && !/[\r\n]|\p{M}/u.test(text));
    expect(readable.length).toBeGreaterThan(100);
    const painted = paintedText(await writeTemporaryPdf(withNotes(readable)));
    for (const [index, text] of readable.entries()) {
      expect(painted).toMatch(new RegExp(`\\{\\{${index}\\|${asShown(text)}\\|${index}\\}\\}`, 'u'));
    }
  });

  test('breaks a row over pages without losing a character', async () => {
    const [first] = sampleModel().findings;
    const words = Array.from({ length: 330 }, (_, index) => `w${index}`);
    const records = [
      citedRecord(0, { reason: citedCell(words.join(' ')), actor: citedCell('x'.repeat(1_900)) }),
    ];
    const path = await writeTemporaryPdf(sampleModel({ findings: [{ ...first!, records }] }));
    const text = tool('pdftotext', '-raw', path, '-');
    const found = [...text.matchAll(/\bw(\d+)\b/g)].map(([, number]) => Number(number));
    expect(found.sort((a, b) => a - b)).toEqual(words.map((_, index) => index));
    expect(text.match(/x{3,}/g)!.join('').length).toBe(1_900);
  });

  test('says how much of a huge cell it leaves out, without taking long over it', async () => {
    const [first] = sampleModel().findings;
    const records = [citedRecord(0, { reason: citedCell('y'.repeat(10_000_000)) })];
    const startedAt = performance.now();
    const path = await writeTemporaryPdf(sampleModel({ findings: [{ ...first!, records }] }));
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    const text = paintedText(path);
    expect(text).toMatch(/…\(9,998,000more[\s\S]*charactersinrecords\.csv\)/);
    expect(text.match(/y{3,}/g)!.join('').length).toBe(2_000);
  });

  test('has an empty case, with nothing to list, in it too', async () => {
    const nothing = sampleModel({
      sources: [],
      rules: [],
      findings: [],
      findingsLeftOut: [],
      activityLog: [],
      marking: null,
      legalAuthority: null,
      scope: null,
      case: { ...sampleModel().case, timezone: 'Not/AZone', matter: '' },
    });
    const path = await writeTemporaryPdf(nothing);
    expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
    expect(paintedText(path)).toContain('Thereisnofindingtoreport.');
  });
});

describe('writing it', () => {
  test('reports pages, lets messages in, and stops when asked, leaving no file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'report.pdf');
    const stop = new AbortController();
    const seen: Progress[] = [];
    let turns = 0;
    const beat = setInterval(() => turns++, 5);
    const writing = writeReportPdf(sampleModelWithRecords(3_000), path, {
      signal: stop.signal,
      report: (progress) => {
        seen.push(progress);
        if (progress.total !== null && progress.done > 20) stop.abort();
      },
    });
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    clearInterval(beat);
    expect(existsSync(path)).toBe(false);
    expect(turns).toBeGreaterThan(5);
    expect(seen.every(({ unit }) => unit === 'pages')).toBe(true);
    expect(seen.some(({ total }) => total !== null && total > 100)).toBe(true);
  });

  test('replaces nothing, and says where it cannot write', async () => {
    const folder = temporaryFolder();
    const taken = join(folder, 'taken.pdf');
    writeFileSync(taken, 'mine');
    await expect(writeReportPdf(sampleModel(), taken, unwatchedJob())).rejects.toMatchObject({
      code: 'exists',
    });
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    const nowhere = join(folder, 'no', 'report.pdf');
    await expect(writeReportPdf(sampleModel(), nowhere, unwatchedJob())).rejects.toMatchObject({
      code: 'not-found',
    });
    mkdirSync(join(folder, 'no'));
    await expect(writeReportPdf(sampleModel(), nowhere, unwatchedJob())).resolves.toBeDefined();
  });
});
