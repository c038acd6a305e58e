import type { Flow } from './flow.ts';
import { breakLines, type Line, type Span, type Style } from './lines.ts';
import { bodyWidth, page } from './page.ts';
import { baselineShare, leading, styles } from './styles.ts';
import type { Tag, TagType } from './surface.ts';

/** Text in the given style; a shorthand for blocks of one style. */
export const span = (text: string, style: Style = styles.text): Span => ({ text, style });

/** A heading, never alone at the foot of a page. `place` is what links lead to, and gives it a bookmark. */
export function heading(
  flow: Flow,
  parent: Tag,
  level: 1 | 2 | 3,
  text: string,
  place?: { name: string; bookmark: 1 | 2 },
  /** Of what follows, at least so much stands on the same page. */
  followedBy = level === 1 ? 90 : 48,
): void {
  const style = level === 1 ? styles.heading1 : level === 2 ? styles.heading2 : styles.heading3;
  const lines = breakLines([span(text, style)], bodyWidth);
  const height = lines.length * leading(style.size);
  flow.gap(level === 1 ? 26 : level === 2 ? 15 : 7);
  flow.ensure(height + followedBy);
  if (place) {
    flow.place(place.name);
    flow.surface.bookmark(text, place.bookmark, flow.y);
  }
  const tag = parent.child(`H${level}`);
  tag.content(() => paintLines(flow, lines, style.size, page.left));
  tag.end();
  if (level === 1) {
    flow.surface.artifact('Layout', () =>
      flow.surface.rule(page.left, flow.y + 3, bodyWidth, 0.75, styles.rule),
    );
    flow.gap(6);
  }
  flow.gap(level === 1 ? 8 : level === 2 ? 4 : 2);
}

export interface BlockOptions {
  readonly type?: TagType;
  readonly indent?: number;
  readonly after?: number;
  readonly width?: number;
}

/** A paragraph. Never leaves one line alone at the foot or head of a page. */
export function paragraph(flow: Flow, parent: Tag, spans: readonly Span[], options: BlockOptions = {}): void {
  const { type = 'P', indent = 0, after = 6, width = bodyWidth - indent } = options;
  const size = Math.max(...spans.map(({ style }) => style.size));
  const tag = parent.child(type);
  paintBroken(flow, tag, breakLines(spans, width), size, page.left + indent);
  tag.end();
  flow.gap(after);
}

/** Paragraphs of a text that someone wrote: its line ends are kept. */
export function prose(
  flow: Flow,
  parent: Tag,
  text: string,
  style: Style = styles.text,
  options: BlockOptions = {},
): void {
  for (const part of text.split(/\r\n|\r|\n/)) {
    if (part.trim() !== '') paragraph(flow, parent, [span(part, style)], options);
  }
}

/** Lines of a file or commands, as they are, in the log face. */
export function* codeBlock(flow: Flow, parent: Tag, text: string, after = 8): Generator<void> {
  const tag = parent.child('P');
  const style = styles.code;
  const indent = 10;
  for (const textLine of text.replace(/\r?\n$/, '').split(/\r\n|\n/)) {
    const lines = breakLines([span(textLine, style)], bodyWidth - indent);
    paintBroken(flow, tag, lines, style.size, page.left + indent);
    yield;
  }
  tag.end();
  flow.gap(after);
}

/** A list with a dot before every item. */
export function* bulletList(flow: Flow, parent: Tag, items: Iterable<readonly Span[]>): Generator<void> {
  const list = parent.child('L');
  const indent = 14;
  for (const spans of items) {
    const size = Math.max(...spans.map(({ style }) => style.size));
    const lines = breakLines(spans, bodyWidth - indent);
    flow.ensure(Math.min(lines.length, 2) * leading(size));
    const item = list.child('LI');
    const label = item.child('Lbl');
    label.content(() => {
      const dot = breakLines([span('•', { ...styles.text, size })], indent)[0]!;
      flow.surface.line(dot, page.left + 3, baselineOf(flow.y, size));
    });
    label.end();
    const body = item.child('LBody');
    paintBroken(flow, body, lines, size, page.left + indent);
    body.end();
    item.end();
    flow.gap(3);
    yield;
  }
  list.end();
  flow.gap(4);
}

/** Short points in one paragraph, a dot between them; `lead` says what they are. */
export function runningList(
  flow: Flow,
  parent: Tag,
  lead: string,
  items: readonly (readonly Span[])[],
): void {
  if (items.length === 0) return;
  const dot = span('  •  ', styles.label);
  const spans = items.flatMap((item, index) => (index > 0 ? [dot, ...item] : [...item]));
  paragraph(flow, parent, lead === '' ? spans : [span(`${lead} `, styles.label), ...spans]);
}

/** Paints lines over as many pages as they need, as content of one element. */
function paintBroken(flow: Flow, tag: Tag, lines: readonly Line[], size: number, x: number): void {
  let start = 0;
  while (start < lines.length) {
    const left = lines.length - start;
    let fitting = Math.min(left, Math.floor((flow.room + 0.01) / leading(size)));
    if (left - fitting === 1 && left > 2) fitting--;
    if (fitting < Math.min(2, left) && !flow.atTop) {
      flow.nextPage();
      continue;
    }
    fitting = Math.max(fitting, 1);
    const slice = lines.slice(start, start + fitting);
    tag.content(() => paintLines(flow, slice, size, x));
    start += fitting;
    if (start < lines.length) flow.nextPage();
  }
}

/** Paints lines one below the other from the flow's place, which moves on. */
function paintLines(flow: Flow, lines: readonly Line[], size: number, x: number): void {
  for (const line of lines) {
    flow.surface.line(line, x, baselineOf(flow.y, size));
    flow.y += leading(size);
  }
}

/** Where the letters of a line stand whose top is at `y`. */
export function baselineOf(y: number, size: number): number {
  return y + leading(size) * baselineShare;
}
