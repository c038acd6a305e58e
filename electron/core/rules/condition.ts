import { type ProblemSink, suggestion } from './problems.ts';
import { offsetWithin, short, type YamlScalar } from './yaml-tree.ts';

/** What a condition says, before names are replaced by what they stand for. */
export type Condition =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly term: Condition };

interface Token {
  readonly text: string;
  readonly index: number;
}

const maxTokens = 5000;
const maxDepth = 100;
const keywords = new Set(['and', 'or', 'not', '(', ')']);

/**
 * Reads a condition: and, or, not, parentheses, `1|any|all of them`, `1|any|all of pattern*`. Binding, weakest first:
 * or, and, not, of. A word is an identifier or an operator as a whole: notify is not "not ify". Undefined where it is
 * wrong; the problem is reported with its place. `names` are the selections there are.
 */
export function readCondition(
  scalar: YamlScalar,
  names: readonly string[],
  problems: ProblemSink,
): Condition | undefined {
  if (typeof scalar.value !== 'string' || scalar.value.trim() === '') {
    problems.error(scalar.offset, 'a condition is a text such as "selection and not filter"');
    return undefined;
  }
  try {
    return new ConditionParser(scalar.value, names).parse();
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    problems.error(offsetWithin(scalar, error.index), error.message);
    return undefined;
  }
}

class ConditionFault extends Error {
  readonly index: number;
  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

class ConditionParser {
  readonly #tokens: readonly Token[];
  readonly #names: readonly string[];
  readonly #end: number;
  #at = 0;

  constructor(text: string, names: readonly string[]) {
    this.#tokens = tokenize(text);
    this.#names = names;
    this.#end = text.length;
  }

  parse(): Condition {
    const condition = this.#or(0);
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw this.#unexpected(rest);
    return condition;
  }

  #or(depth: number): Condition {
    return this.#chain('or', () => this.#chain('and', () => this.#not(depth)));
  }

  #chain(operator: 'and' | 'or', operand: () => Condition): Condition {
    const terms = [operand()];
    while (this.#take(operator)) terms.push(operand());
    return terms.length === 1 ? terms[0]! : { kind: operator, terms };
  }

  #not(depth: number): Condition {
    let negations = 0;
    while (this.#take('not')) negations++;
    const term = this.#primary(depth);
    return negations % 2 === 0 ? term : { kind: 'not', term };
  }

  #primary(depth: number): Condition {
    const token = this.#tokens[this.#at++];
    if (token === undefined)
      throw new ConditionFault(this.#end, 'the condition ends where a selection is expected');
    if (token.text === '(') {
      if (depth >= maxDepth)
        throw new ConditionFault(token.index, `parentheses nested more than ${maxDepth} deep`);
      const inner = this.#or(depth + 1);
      if (!this.#take(')')) throw new ConditionFault(token.index, 'this parenthesis is not closed');
      return inner;
    }
    if (this.#tokens[this.#at]?.text === 'of') return this.#quantified(token);
    if (keywords.has(token.text)) throw this.#unexpected(token);
    if (token.text.includes('*')) {
      throw new ConditionFault(
        token.index,
        `a pattern needs a quantifier: write "1 of ${short(token.text)}"`,
      );
    }
    return this.#named(token);
  }

  #named(token: Token): Condition {
    if (this.#names.includes(token.text)) return { kind: 'name', name: token.text };
    const lower = token.text.toLowerCase();
    const hint =
      lower !== token.text && keywords.has(lower)
        ? `; operators are written in lower case: ${lower}`
        : suggestion(token.text, this.#names);
    throw new ConditionFault(token.index, `there is no selection "${short(token.text)}"${hint}`);
  }

  #quantified(quantifier: Token): Condition {
    if (!['1', 'any', 'all'].includes(quantifier.text)) {
      throw new ConditionFault(
        quantifier.index,
        `"${short(quantifier.text)} of" is not part of Sigma: only 1 of, any of and all of are`,
      );
    }
    this.#at++;
    const pattern = this.#tokens[this.#at++];
    if (pattern === undefined || keywords.has(pattern.text)) {
      const place = pattern?.index ?? this.#end;
      throw new ConditionFault(
        place,
        `after "${quantifier.text} of" comes "them" or a pattern such as selection_*`,
      );
    }
    const names = selectNames(pattern.text, this.#names);
    if (names.length === 0) {
      throw new ConditionFault(
        pattern.index,
        `no selection is named like "${short(pattern.text)}": this matches nothing`,
      );
    }
    const terms = names.map((name): Condition => ({ kind: 'name', name }));
    if (terms.length === 1) return terms[0]!;
    return { kind: quantifier.text === 'all' ? 'and' : 'or', terms };
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#at]?.text !== text) return false;
    this.#at++;
    return true;
  }

  #unexpected({ text, index }: Token): ConditionFault {
    if (text === '|') {
      return new ConditionFault(
        index,
        'aggregations after "|" are no longer part of Sigma; write a correlation rule (event_count, value_count, temporal)',
      );
    }
    if (text === 'of') return new ConditionFault(index, '"of" needs 1, any or all before it');
    return new ConditionFault(index, `"${short(text)}" is not expected here`);
  }
}

/** `them` is every selection but those that begin with an underscore; so is a pattern, unless it begins with one. */
function selectNames(pattern: string, names: readonly string[]): string[] {
  if (pattern === 'them') return names.filter((name) => !name.startsWith('_'));
  const hidden = !pattern.startsWith('_');
  return names.filter((name) => !(hidden && name.startsWith('_')) && matchesStars(name, pattern));
}

function matchesStars(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const word = /[\p{L}\p{N}_.*-]+|[()|]|\S/gu;
  for (const match of text.matchAll(word)) {
    if (tokens.length >= maxTokens)
      throw new ConditionFault(match.index, `more than ${maxTokens} words in one condition`);
    tokens.push({ text: match[0], index: match.index });
  }
  return tokens;
}

/** Every name a condition speaks of. */
export function namesIn(condition: Condition): string[] {
  switch (condition.kind) {
    case 'name':
      return [condition.name];
    case 'not':
      return namesIn(condition.term);
    default:
      return condition.terms.flatMap(namesIn);
  }
}
