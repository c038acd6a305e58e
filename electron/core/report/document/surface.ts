import type { Line } from './lines.ts';

/** Kinds of structure elements (PDF 1.7, 14.8.4) that a report has. */
export type TagType =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Code'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'TOC'
  | 'TOCI'
  | 'Link'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD';

/** An element of the document's structure, for readers who cannot see the page. */
export interface Tag {
  child(type: TagType, scope?: 'Column' | 'Row'): Tag;
  /** What is painted meanwhile is this element's content. May be called again, on later pages too. */
  content(paint: () => void): void;
  end(): void;
}

export interface Box {
  readonly x: number;
  /** From the top of the page. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where pages are painted. Lengths are points; `y` runs down from the top of the page. */
export interface Surface {
  readonly document: Tag;
  nextPage(): void;
  /** What is painted meanwhile is no content: running titles, rules. */
  artifact(kind: 'Pagination' | 'Layout', paint: () => void): void;
  line(line: Line, x: number, baselineY: number): void;
  rule(x: number, y: number, width: number, thickness: number, color: string): void;
  /** A place on the current page that links lead to. */
  place(name: string, y: number): void;
  bookmark(title: string, level: 1 | 2, y: number): void;
  /** Makes part of the page lead to a place. `description` is for readers who cannot see it. */
  link(tag: Tag, place: string, description: string, box: Box): void;
}

/** Paints nothing: layout on it tells how many pages there are and what stands on which. */
export function blindSurface(): Surface {
  const tag: Tag = { child: () => tag, content: (paint) => paint(), end: () => {} };
  return {
    document: tag,
    nextPage: () => {},
    artifact: (_, paint) => paint(),
    line: () => {},
    rule: () => {},
    place: () => {},
    bookmark: () => {},
    link: () => {},
  };
}
