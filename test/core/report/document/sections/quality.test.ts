import { expect, test } from 'vitest';
import type { QualityNote, QualityReport } from '../../../../../shared/contract/quality.ts';
import { sampleModel } from '../../sample-model.ts';
import { paintedText, withoutSpace, writeTemporaryPdf } from '../poppler.ts';

const whole = sampleModel().quality!;

async function printed(quality: QualityReport | null): Promise<string> {
  return withoutSpace(await paintedText(await writeTemporaryPdf(sampleModel({ quality }))));
}

test('stands before any finding and says of each note the rule, what cannot be told, and where to look', async () => {
  const text = await printed(whole);
  const has = (words: string) => expect(text).toContain(withoutSpace(words));
  has('Quality of the logs');
  has('Warning: column "Reason": "Investigation" stands in 4,294 of 4,298 cells that are not empty.');
  has('Rule: one value in 99.0% or more of the cells that are not empty, in 100 cells or more.');
  has('Cannot tell: whether it was entered so or put there when the log was exported.');
  has('Such as: S1 record 0');
  has('9 of 743 records of one file are not in the other, which has the other 734');
  has('4,298 stored records tell 4,294 acts');
  has('from 2025-08 on reason is written in other words');
  has('1 more note in quality.json');
  expect(text).not.toContain('PRINTED-NOWHERE');
  expect(text.lastIndexOf(withoutSpace('Quality of the logs'))).toBeLessThan(
    text.lastIndexOf(withoutSpace('6  Findings')),
  );
});

test('prints no more than a reader can bear, and says how many more there are', async () => {
  const [source] = whole.sources;
  const note = source!.notes[0] as QualityNote;
  const notes = Array.from({ length: 500 }, (_, i) => ({ ...note, message: `note number ${i}.` }));
  const text = await printed({ ...whole, sources: [{ ...source!, notes }] });
  expect(text).toContain(withoutSpace('note number 19.'));
  expect(text).not.toContain(withoutSpace('note number 20.'));
  expect(text).toContain(withoutSpace('480 more notes in quality.json'));
});

test('is left out where it was not worked out', async () => {
  expect(await printed(null)).not.toContain(withoutSpace('Quality of the logs'));
});
