import type { ReportModel } from '../model.ts';
import { heading, paragraph, span } from './blocks.ts';
import { startFlow } from './flow.ts';
import { activityLog } from './sections/activity-log.ts';
import { contents } from './sections/contents.ts';
import { evidence } from './sections/evidence.ts';
import { findings } from './sections/findings.ts';
import { howToVerify } from './sections/how-to-verify.ts';
import { limits } from './sections/limits.ts';
import { matter } from './sections/matter.ts';
import { method } from './sections/method.ts';
import { reliability } from './sections/reliability.ts';
import { rulesText } from './sections/rules-text.ts';
import { summary } from './sections/summary.ts';
import { titlePage } from './sections/title-page.ts';
import { styles } from './styles.ts';
import type { Surface, Tag } from './surface.ts';
import type { Writing } from './writing.ts';

/** What a layout found out. The next one is given it, for page numbers stand before the pages they name. */
export interface Paging {
  readonly pages: number;
  readonly places: ReadonlyMap<string, number>;
}

interface Section {
  readonly title: string;
  readonly place: string;
  readonly write: (writing: Writing, parent: Tag) => Generator<void>;
  /** Begins on a page of its own. */
  readonly ownPage?: true;
}

const sections: readonly Section[] = [
  { title: '1  Summary', place: 'summary', write: summary, ownPage: true },
  { title: '2  Matter, authority and scope', place: 'matter', write: matter },
  { title: '3  Evidence examined', place: 'evidence', write: evidence },
  { title: '4  Reliability of the data', place: 'reliability', write: reliability },
  { title: '5  Method', place: 'method', write: method },
  { title: '6  Findings', place: 'findings', write: findings, ownPage: true },
  { title: '7  Limits', place: 'limits', write: limits },
  { title: '8  How to verify this report', place: 'how-to-verify', write: howToVerify },
  { title: 'Appendix A  Text of the rules', place: 'rules', write: rulesText, ownPage: true },
  { title: 'Appendix B  Activity log of the case', place: 'activity-log', write: activityLog, ownPage: true },
];

/**
 * Paints the whole report. Yields the number of the current page after every small piece of work. The same model and paging give the
 * same calls of the surface.
 */
export function* layOut(
  model: ReportModel,
  surface: Surface,
  before: Paging | null,
): Generator<number, Paging> {
  const report = `${model.reportId}, version ${model.version}`;
  const flow = startFlow(surface, {
    marking: model.marking,
    left: model.case.matter,
    right: model.case.agency,
    foot: `Report ${report}`,
    pages: before?.pages ?? 0,
  });
  // A source keeps the id it has in the case: the text of findings and of the activity log names it by that.
  const labels = new Map(
    [...model.sources, ...model.withdrawnSources].map(({ record: { id } }, index) => [
      id,
      /^S\d+$/.test(id) ? id : `S${index + 1}`,
    ]),
  );
  const ruleLabels = new Map(model.rules.map(({ status }, index) => [status.ruleId, `R${index + 1}`]));
  const writing: Writing = {
    model,
    flow,
    pageOf: (place) => before?.places.get(place) ?? null,
    // a record of a file that the model does not list must not pass for another's
    sourceLabel: (id) => labels.get(id) ?? `source ${id}`,
    ruleLabel: (id) => ruleLabels.get(id) ?? `rule ${id}`,
  };
  for (const _ of titlePage(writing, surface.document)) yield flow.pageNumber;
  for (const _ of contents(writing, surface.document, sections)) yield flow.pageNumber;
  for (const { title, place, write, ownPage } of sections) {
    if (ownPage) flow.nextPage();
    const section = surface.document.child('Sect');
    heading(flow, section, 1, title, { name: place, bookmark: 1 });
    for (const _ of write(writing, section)) yield flow.pageNumber;
    section.end();
  }
  flow.gap(18);
  paragraph(flow, surface.document, [span(`End of report ${report}`, styles.factStrong)]);
  surface.document.end();
  return { pages: flow.pageNumber, places: flow.places };
}
