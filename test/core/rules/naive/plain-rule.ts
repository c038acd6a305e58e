/** A rule as plain data, from which both the YAML for the engine and the naive verdict are made. */
export interface PlainItem {
  /** null: keywords. */
  readonly field: string | null;
  readonly modifiers: readonly string[];
  readonly values: readonly PlainValue[];
}

/** A text, null, true or false, or a number as it is written. */
export type PlainValue = string | null | boolean | { readonly number: string };

/** Maps of items; the selection holds if all items of any map hold. */
export type PlainSelection = readonly (readonly PlainItem[])[];

export type PlainCondition =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'of'; readonly quantifier: '1' | 'any' | 'all'; readonly pattern: string }
  | { readonly kind: 'not'; readonly term: PlainCondition }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly PlainCondition[] };

export interface PlainRule {
  readonly name: string;
  readonly selections: Readonly<Record<string, PlainSelection>>;
  readonly condition: PlainCondition;
}

/** JSON is YAML; numbers go in as they are written. */
export function toYaml(rule: PlainRule): string {
  const selections = Object.entries(rule.selections).map(([name, maps]) => {
    const [first] = maps;
    if (maps.length === 1 && first?.[0]?.field === null && first[0].modifiers.length === 0) {
      return `  ${name}: ${list(first[0].values)}`;
    }
    return `  ${name}: [${maps.map(mapOf).join(', ')}]`;
  });
  return [
    `title: ${rule.name}`,
    `name: ${rule.name}`,
    'logsource: {category: access-log}',
    'detection:',
    ...selections,
    // A list of conditions means "or".
    rule.condition.kind === 'or'
      ? `  condition: ${JSON.stringify(rule.condition.terms.map(conditionText))}`
      : `  condition: ${JSON.stringify(conditionText(rule.condition))}`,
    'level: low',
  ].join('\n');
}

function mapOf(items: readonly PlainItem[]): string {
  return `{${items.map((item) => `${JSON.stringify(keyOf(item))}: ${valuesOf(item)}`).join(', ')}}`;
}

export function keyOf({ field, modifiers }: PlainItem): string {
  return [field ?? '', ...modifiers].join('|');
}

function valuesOf({ values }: PlainItem): string {
  return values.length === 1 ? scalar(values[0]!) : list(values);
}

function list(values: readonly PlainValue[]): string {
  return `[${values.map(scalar).join(', ')}]`;
}

function scalar(value: PlainValue): string {
  return typeof value === 'object' && value !== null ? value.number : JSON.stringify(value);
}

function conditionText(condition: PlainCondition): string {
  switch (condition.kind) {
    case 'name':
      return condition.name;
    case 'of':
      return `${condition.quantifier} of ${condition.pattern}`;
    case 'not':
      return `not (${conditionText(condition.term)})`;
    default:
      return condition.terms.map((term) => `(${conditionText(term)})`).join(` ${condition.kind} `);
  }
}
