/** Lines that exporters and report writers put around and between records. */
const totals =
  /^(?:(?:grand|sub)?[- ]?totals?\b|sum\b|\(?\d[\d,. ]* (?:rows?|records?|lines?|entries|results?)\b|(?:rows?|records?|lines?|entries|results?|count)\b[^a-z]{0,12}\d|number of (?:rows|records|entries|results)\b)/i;
const footer =
  /^(?:[-=*_ ]*end of (?:report|file|data|log|export|results|list)\b|page \d+\b|-{3,}|={3,}|\*{3,}|(?:report|generated|printed|exported|created|run|produced)(?: (?:by|on|at|date|time|from))?\b\s*[:=]|confidential\b|©)/i;
const separator = /^"?sep=(.{1,3}?)"?$/i;
const fields = /^#\s?fields\b[:\s]?/i;

const longest = 200;

/** Why a line that is no event is none, where its words say so; `cells` are what it has with content. */
export function lineKind(cells: readonly string[]): 'totals' | 'footer' | 'comment' | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [first] = filled;
  if (first === undefined || first.length > longest) return null;
  if (first.length > 1 && first.startsWith('#')) return 'comment';
  if (filled.length * 2 > cells.length && cells.length > 3) return null;
  if (totals.test(first)) return 'totals';
  return footer.test(first) ? 'footer' : null;
}

export const lineKindReasons = {
  totals: 'looks like a totals line',
  footer: 'looks like a heading or footer of a report page',
  comment: 'is a comment line',
} as const;

/** The delimiter that a first line `sep=;` names, as spreadsheets write it. */
export function namedSeparator(line: string): string | null {
  return separator.exec(line.replace(/[\r\n]+$/, ''))?.[1] ?? null;
}

/** What stands behind `#Fields:` (W3C extended log format) or `#fields` (Zeek); null for other lines. */
export function fieldsOfDirective(line: string): string | null {
  const found = fields.exec(line);
  return found === null ? null : line.slice(found[0].length).trimStart();
}

export function namesOfDirective(fields: string): string[] {
  return fields.split(/[\t ,;|]+/).filter((name) => name !== '');
}
