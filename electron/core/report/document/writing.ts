import type { ReportModel } from '../model.ts';
import type { Flow } from './flow.ts';
import type { Span, Style } from './lines.ts';
import { styles } from './styles.ts';
import type { Cell } from './table.ts';
import { clip, count } from './words.ts';

/** What every section is written with. */
export interface Writing {
  readonly model: ReportModel;
  readonly flow: Flow;
  /** The page of a place, as the layout before this one found it; null in the first. */
  pageOf(place: string): number | null;
  /** What the report calls a source, such as S1. */
  sourceLabel(sourceId: string): string;
  /** What the report calls a rule, such as R1: the number that its file in the package has too. */
  ruleLabel(ruleId: string): string;
}

/** Most characters of one cell that the document prints. */
export const cellCharactersCap = 2_000;
/** Most characters of one text of the examiner or a rule's description. */
export const proseCharactersCap = 20_000;
/** Most characters of one rule file. */
export const ruleCharactersCap = 200_000;

/** Text of a log or a person, as far as it is printed, and how much more there is and where. */
export function clipped(text: string, style: Style, cap: number, elsewhere: string): Span[] {
  const { shown, more } = clip(text, cap);
  const spans: Span[] = [{ text: shown, style }];
  if (more > 0) {
    const words = ` … (${count(more)} more characters in ${elsewhere})`;
    spans.push({ text: words, style: { ...styles.cellState, size: style.size } });
  }
  return spans;
}

/** A cell of one paragraph. */
export const cell = (text: string, style: Style = styles.cell): Cell => [[{ text, style }]];

/** Text that someone wrote, as the paragraphs of a cell. */
export function proseCell(text: string, style: Style = styles.fact): Cell {
  const parts = text.split(/\r\n|\r|\n/).filter((part) => part.trim() !== '');
  return parts.map((part) => clipped(part, style, proseCharactersCap, 'findings.json'));
}

/** What stands in place of something that was not stated. */
export const notStated = (text: string | null, style: Style = styles.fact): Cell =>
  text === null || text.trim() === ''
    ? [[{ text: 'not stated', style: { ...styles.cellState, size: style.size } }]]
    : proseCell(text, style);
