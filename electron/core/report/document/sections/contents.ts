import { baselineOf, heading } from '../blocks.ts';
import { breakLines } from '../lines.ts';
import { bodyWidth, page } from '../page.ts';
import { leading, styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import type { Writing } from '../writing.ts';

export interface ContentsEntry {
  readonly title: string;
  readonly place: string;
}

/** The list of sections with their pages, on a page of its own. */
export function* contents(
  { flow, pageOf }: Writing,
  parent: Tag,
  entries: readonly ContentsEntry[],
): Generator<void> {
  flow.nextPage();
  const section = parent.child('Sect');
  heading(flow, section, 1, 'Contents');
  const list = section.child('TOC');
  for (const { title, place } of entries) {
    const height = leading(styles.text.size) + 7;
    flow.ensure(height);
    const entry = list.child('TOCI');
    const link = entry.child('Link');
    const titleLine = breakLines([{ text: title, style: styles.text }], bodyWidth - 50)[0]!;
    const pageLine = breakLines([{ text: String(pageOf(place) ?? 0), style: styles.text }], 50)[0]!;
    const baseline = baselineOf(flow.y + 3.5, styles.text.size);
    link.content(() => {
      flow.surface.line(titleLine, page.left, baseline);
      flow.surface.line(pageLine, page.left + bodyWidth - pageLine.width, baseline);
    });
    flow.surface.link(link, place, `${title}, page ${pageOf(place) ?? 0}`, {
      x: page.left,
      y: flow.y,
      width: bodyWidth,
      height,
    });
    link.end();
    entry.end();
    flow.y += height;
    flow.surface.artifact('Layout', () =>
      flow.surface.rule(page.left, flow.y, bodyWidth, 0.35, styles.hairline),
    );
    yield;
  }
  list.end();
  section.end();
}
