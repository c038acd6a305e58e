import type {
  Answer,
  ExplainedCell,
  ExplainedDetection,
  ExplainedItem,
  ExplanationNode,
} from '../../../shared/contract/rule-explanation.ts';
import { membersOf } from '../events/loose-table.ts';
import type { ColumnSlice, EventTable } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { unwatchedJob } from '../job.ts';
import { timeText } from './cell.ts';
import { DetectionCompiler, type Term } from './compiled-detection.ts';
import { markDecisive } from './decisive.ts';
import type { DetectionNode } from './detection.ts';
import type { DetectionItem, PlaceholderValues } from './detection-item.ts';
import { createPlan, keywordColumnsOf } from './match-detections.ts';
import { rowAlone } from './row-alone.ts';
import { everyRow } from './row-mask.ts';
import type { DetectionRule } from './rule.ts';
import { SliceMatcher } from './slice-matcher.ts';
import { short } from './yaml-tree.ts';

export interface ExplainOptions {
  /** The case zone; null where none is known. */
  readonly zone: string | null;
  readonly placeholders?: PlaceholderValues;
  /** Line and column of an item of the rule. */
  readonly placeOf: (file: string, offset: number) => { readonly line: number; readonly column: number };
}

/** Longer lists are asked value by value only so far. */
const maxAsked = 500;
const maxShown = 20;
const maxCells = 10;
const maxText = 1000;

/**
 * Why a rule matches a row, or which part of it fails there: every part is asked of the row by the engine itself, so
 * that an explanation cannot differ from a verdict.
 */
export async function explainDetection(
  rule: DetectionRule,
  table: EventTable,
  row: number,
  options: ExplainOptions,
): Promise<ExplainedDetection> {
  const asker = await Asker.create(rule, rowAlone(table, row), options);
  const filters = rule.filters.map((filter) => {
    const part = asker.node(filter.detection);
    return {
      kind: 'filter',
      name: filter.title,
      answer: part.answer,
      decisive: false,
      parts: [part],
    } as const;
  });
  const own = asker.node(rule.detection);
  const parts = [own, ...filters];
  const root: ExplanationNode =
    parts.length === 1
      ? own
      : { kind: 'and', name: '', answer: every(parts.map(({ answer }) => answer)), decisive: false, parts };
  const tree = markDecisive(root);
  return { ruleId: rule.ruleId, title: rule.title, answer: tree.answer, tree };
}

function every(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('cannot-tell') ? 'cannot-tell' : 'yes';
}

function any(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('cannot-tell') ? 'cannot-tell' : 'no';
}

function not(answer: Answer): Answer {
  return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : answer;
}

/** Puts questions to the one row there is. */
class Asker {
  readonly #table: EventTable;
  readonly #options: ExplainOptions;
  readonly #compiler: DetectionCompiler;
  /** Items by themselves, their values one by one, and keywords in each column, by what they are part of. */
  readonly #terms = new Map<string, Term | string>();
  readonly #asked = new Map<DetectionItem, { readonly number: number; readonly file: string }>();
  #matcher!: SliceMatcher;

  static async create(rule: DetectionRule, table: EventTable, options: ExplainOptions): Promise<Asker> {
    const asker = new Asker(table, options);
    for (const { detection, file } of [rule, ...rule.filters]) asker.#gather(detection, file);
    const terms = [...asker.#terms.values()].filter((term) => typeof term !== 'string');
    asker.#matcher = new SliceMatcher(table.slice(0), createPlan(table, terms, options.zone));
    await asker.#matcher.prepare(unwatchedJob());
    return asker;
  }

  private constructor(table: EventTable, options: ExplainOptions) {
    this.#table = table;
    this.#options = options;
    this.#compiler = new DetectionCompiler(options.placeholders ?? new Map());
  }

  #gather(node: DetectionNode, file: string): void {
    if ('terms' in node) for (const term of node.terms) this.#gather(term, file);
    else if ('term' in node) this.#gather(node.term, file);
    else if (!this.#asked.has(node.item)) this.#gatherItem(node.item, file);
  }

  #gatherItem(item: DetectionItem, file: string): void {
    const number = this.#asked.size;
    this.#asked.set(item, { number, file });
    this.#terms.set(`${number}`, this.#compiler.compileItem(item));
    const plain = { ...item, negated: false, all: false };
    for (const [index, { tests }] of item.written.slice(0, maxAsked).entries())
      this.#terms.set(`${number} value ${index}`, this.#compiler.compileItem({ ...plain, values: tests }));
    if (item.field !== null) return;
    for (const field of this.#filledColumns())
      this.#terms.set(`${number} in ${field}`, this.#compiler.compileItem({ ...plain, field }));
  }

  /** Columns in which keywords are looked for and the row has a cell. */
  #filledColumns(): string[] {
    const slice = this.#table.slice(0);
    return keywordColumnsOf(this.#table).filter((name) => {
      const column = slice.column(name);
      return column !== undefined && cellsOf(column, name).length > 0;
    });
  }

  #ask(key: string): Answer {
    const term = this.#terms.get(key)!;
    if (typeof term === 'string') return 'cannot-tell';
    const holds = (certain: boolean) => {
      const rows = this.#matcher.rows(term, certain);
      return rows === everyRow || (rows.length > 0 && (rows[0]! & 1) === 1);
    };
    return holds(true) ? 'yes' : holds(false) ? 'cannot-tell' : 'no';
  }

  node(node: DetectionNode): ExplanationNode {
    switch (node.kind) {
      case 'item':
        return this.#item(node.item);
      case 'selection': {
        const part = this.node(node.term);
        return { kind: 'selection', name: node.name, answer: part.answer, decisive: false, parts: [part] };
      }
      case 'not': {
        const part = this.node(node.term);
        return { kind: 'not', name: '', answer: not(part.answer), decisive: false, parts: [part] };
      }
      default: {
        const parts = node.terms.map((term) => this.node(term));
        const answers = parts.map(({ answer }) => answer);
        const answer = node.kind === 'and' ? every(answers) : any(answers);
        return { kind: node.kind, name: '', answer, decisive: false, parts };
      }
    }
  }

  #item(item: DetectionItem): ExplanationNode {
    const { number, file } = this.#asked.get(item)!;
    const term = this.#terms.get(`${number}`)!;
    const asked = item.written
      .slice(0, maxAsked)
      .map(({ text }, index) => ({ written: short(text), answer: this.#ask(`${number} value ${index}`) }));
    const first = asked.filter(({ answer }) => answer === 'yes');
    const values = [...first, ...asked.filter(({ answer }) => answer !== 'yes')].slice(0, maxShown);
    const { line, column } = this.#options.placeOf(file, item.offset);
    const explained: ExplainedItem = {
      field: item.field,
      line,
      column,
      ...this.#cells(item, number),
      values,
      valueCount: item.written.length,
      note: typeof term === 'string' ? term : this.#zoneNote(term),
    };
    return {
      kind: 'item',
      name: item.source,
      answer: this.#ask(`${number}`),
      decisive: false,
      parts: [],
      item: explained,
    };
  }

  #zoneNote(term: Term): string | null {
    if (term.kind !== 'atom') return null;
    const open = this.#matcher.unanswerable(term.atom);
    return open?.needsZone ? 'this asks for local time, and the case has no time zone' : null;
  }

  #cells(item: DetectionItem, number: number): Pick<ExplainedItem, 'cells' | 'presence'> {
    const slice = this.#table.slice(0);
    const ofField = (name: string) => {
      const column = slice.column(name);
      return column === undefined ? [] : cellsOf(column, name);
    };
    if (item.field === null) {
      const fields = this.#filledColumns().filter((name) => this.#ask(`${number} in ${name}`) === 'yes');
      return { presence: 'cell', cells: fields.flatMap(ofField).slice(0, maxCells) };
    }
    const values = item.values(this.#options.placeholders ?? new Map());
    const others = typeof values === 'string' ? [] : values.filter((value) => value.kind === 'fieldref');
    const own = ofField(item.field);
    const cells = [...own, ...others.flatMap(({ other }) => ofField(other))].slice(0, maxCells);
    const presence =
      slice.column(item.field) === undefined ? 'no-column' : own.length === 0 ? 'no-cell' : 'cell';
    return { presence, cells };
  }
}

/** The row's cells in a column: none, one, or the members of a list. */
function cellsOf(column: ColumnSlice, field: string): ExplainedCell[] {
  const cell = (text: string, state = cellState(text, field)): ExplainedCell => ({
    field,
    text: text.slice(0, maxText),
    state,
  });
  switch (column.kind) {
    case 'time':
      return Number.isNaN(column.micros[0]!) ? [] : [cell(timeText(column.micros[0]!), 'value')];
    case 'inline': {
      const text = column.text(0);
      return text === undefined ? [] : [cell(text)];
    }
    case 'terms': {
      const { codes, dictionary } = column;
      if (codes[0] === 0) return [];
      const terms = membersOf(dictionary, codes[0]!) ?? [codes[0]!];
      return terms.map((term) => cell(dictionary.text(term), dictionary.state(term)));
    }
  }
}
