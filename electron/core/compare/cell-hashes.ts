import { isHidden } from '../../../shared/vocabulary/cell-states.ts';
import { hashKey } from '../events/key-hash.ts';
import type { EventSlice, TermDictionary } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';

/** What a cell shows: nothing at all, its content, or that something is hidden. */
export const shows = { nothing: 0, content: 1, hidden: 2 } as const;

/**
 * A cell as it is compared: line ends alike, and a whole number as a spreadsheet writes it (`2510.0`) as the number. All
 * else counts: case, blanks, leading zeros.
 */
export function comparable(text: string): string {
  if (/^-?\d+\.0+$/.test(text)) return text.slice(0, text.indexOf('.'));
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

interface TermHashes {
  readonly words: Uint32Array;
  /** 1 + what it shows; 0 = not looked at yet. */
  readonly shown: Uint8Array;
}

/** Hashes the cells of one field, each different text of a dictionary once. */
export class CellHasher {
  readonly #field: string;
  readonly #seeds: readonly [number, number];
  readonly #known = new Map<TermDictionary, TermHashes>();
  readonly #word = new Uint32Array(2);
  #bytes = Buffer.alloc(4096);

  constructor(field: string, seeds: readonly [number, number]) {
    this.#field = field;
    this.#seeds = seeds;
  }

  /**
   * Calls `use` for each row of a slice with two words and what the cell shows; a cell with nothing in it has two zeros.
   * Rows that are not wanted may be left out: reading them costs most where cells are kept in the file.
   */
  read(
    slice: EventSlice,
    use: (index: number, a: number, b: number, shown: number) => void,
    isWanted: (index: number) => boolean = () => true,
  ): void {
    const column = slice.column(this.#field);
    if (column === undefined) {
      for (let i = 0; i < slice.rowCount; i++) use(i, 0, 0, shows.nothing);
    } else if (column.kind === 'time') {
      for (let i = 0; i < slice.rowCount; i++) {
        const micros = column.micros[i]!;
        use(i, (micros % 2 ** 32) | 0, Math.floor(micros / 2 ** 32), shows.content);
      }
    } else if (column.kind === 'terms') {
      this.#readTerms(column.codes, column.dictionary, use);
    } else {
      for (let i = 0; i < slice.rowCount; i++) {
        if (!isWanted(i)) continue;
        const text = column.text(i);
        const shown = text === undefined ? shows.nothing : shownBy(cellState(text, this.#field));
        this.#hash(text, shown);
        use(i, this.#word[0]!, this.#word[1]!, shown);
      }
    }
  }

  #readTerms(
    codes: Int32Array,
    dictionary: TermDictionary,
    use: (index: number, a: number, b: number, shown: number) => void,
  ): void {
    let known = this.#known.get(dictionary);
    if (known === undefined) {
      const terms = dictionary.size + 1;
      known = { words: new Uint32Array(terms * 2), shown: new Uint8Array(terms) };
      known.shown[0] = 1 + shows.nothing;
      this.#known.set(dictionary, known);
    }
    const { words, shown } = known;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (shown[code] === 0) {
        const shownHere = shownBy(dictionary.state(code));
        this.#hash(dictionary.text(code), shownHere);
        words.set(this.#word, code * 2);
        shown[code] = 1 + shownHere;
      }
      use(i, words[code * 2]!, words[code * 2 + 1]!, shown[code]! - 1);
    }
  }

  #hash(text: string | undefined, shown: number): void {
    if (text === undefined || shown === shows.nothing) {
      this.#word.fill(0);
      return;
    }
    const normal = comparable(text);
    if (normal.length * 3 > this.#bytes.length) this.#bytes = Buffer.alloc(normal.length * 3);
    const length = this.#bytes.write(normal, 0, 'utf8');
    hashKey(this.#bytes, 0, length, this.#seeds, this.#word, 0);
  }
}

function shownBy(state: ReturnType<typeof cellState>): number {
  if (state === 'empty') return shows.nothing;
  return isHidden(state) ? shows.hidden : shows.content;
}

/** Mixes a cell's two words into those of its row: another cell always gives another row. */
export function mixInto(words: Uint32Array, row: number, a: number, b: number): void {
  const mixed = Math.imul(words[row * 2]! ^ a, 0x85ebca6b);
  const first = (mixed << 13) | (mixed >>> 19);
  const second = Math.imul(words[row * 2 + 1]! ^ b ^ first, 0xc2b2ae35);
  words[row * 2] = first;
  words[row * 2 + 1] = (second << 15) | (second >>> 17);
}
