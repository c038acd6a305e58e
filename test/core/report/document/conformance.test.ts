import { expect, test } from 'vitest';
import { citedCell, citedRecord, sampleModel, sampleModelWithRecords } from '../sample-model.ts';
import { writeTemporaryPdf } from './poppler.ts';
import { veraCheck, whyNoVera } from './vera-check.ts';

const why = whyNoVera();
if (why) console.warn(`PDF/A-3a and PDF/UA-1 are not checked here: ${why}`);

const [first] = sampleModel().findings;
const models = {
  'the sample with every hostile text': sampleModel({ recordsPrintedPerFinding: 50 }),
  'rows that go over pages, and what holds for every finding': sampleModel({
    findings: [
      first!,
      first!,
      { ...first!, records: [citedRecord(0, { reason: citedCell('abc '.repeat(500)) }), citedRecord(1)] },
    ],
  }),
  'a table of many pages': sampleModelWithRecords(300),
  'next to nothing': sampleModel({
    sources: [],
    rules: [],
    findings: [],
    findingsLeftOut: [],
    activityLog: [],
  }),
};

test.skipIf(why).each(Object.entries(models))(
  'veraPDF finds PDF/A-3a and PDF/UA-1 kept: %s',
  async (_, model) => {
    const said = veraCheck(['3a', 'ua1'], await writeTemporaryPdf(model));
    expect(said).toHaveLength(2);
    for (const line of said) expect(line).toMatch(/^\S+ compliant \d+$/);
  },
  60_000,
);
