import { paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { facts } from '../table.ts';
import { inFours } from '../words.ts';
import { cell, notStated, type Writing } from '../writing.ts';
import { timeWithZone } from '../zoned-time.ts';

/** What the report is, of whom and by whom; fills the first page. */
export function* titlePage({ model, flow }: Writing, parent: Tag): Generator<void> {
  const section = parent.child('Sect');
  flow.y += 64;
  paragraph(flow, section, [span('Report of Examination', styles.title)], { type: 'H1', after: 4 });
  paragraph(flow, section, [span('Review of access logs', styles.subtitle)], { after: 40 });

  const fingerprint = inFours(model.signer.rootFingerprint);
  yield* facts(flow, section, [
    ['Report', cell(model.reportId, styles.factStrong)],
    ['Version', cell(String(model.version), styles.fact)],
    ...(model.supersedes === null ? [] : [['Supersedes', notStated(model.supersedes)] as const]),
    ['Matter', notStated(model.case.matter, styles.factStrong)],
    ['Agency', notStated(model.case.agency)],
    ['Case', notStated(model.case.name)],
    ['Examiner', notStated(model.examiner)],
    ['Generated', cell(timeWithZone(model.generatedAt, model.case.timezone), styles.fact)],
    ...(model.marking === null ? [] : [['Handling', cell(model.marking, styles.factStrong)] as const]),
  ]);
  flow.gap(26);
  paragraph(flow, section, [span('Signature', styles.heading3)], { type: 'H2', after: 2 });
  yield* facts(flow, section, [
    ['Signed by', notStated(model.signer.subject)],
    [
      'Fingerprint',
      [
        [{ text: fingerprint.slice(0, 40), style: styles.factLog }],
        [{ text: fingerprint.slice(40), style: styles.factLog }],
        [
          {
            text: 'SHA-256 of the root certificate; compare it with the paper certification',
            style: styles.cellMuted,
          },
        ],
      ],
    ],
  ]);
  flow.gap(26);
  paragraph(
    flow,
    section,
    [
      span(
        'The findings in this report are leads for review, not conclusions. A finding says that records of a log meet the ' +
          'conditions of a stated rule. It does not say why, and no more is claimed than the cited records show.',
        styles.italic,
      ),
    ],
    { width: 400 },
  );
  section.end();
}
