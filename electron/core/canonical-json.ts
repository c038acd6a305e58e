/**
 * JSON with one form for each value (RFC 8785): keys by UTF-16 code units, no white space, numbers as ECMAScript writes them.
 * Properties that are undefined are left out. Unlike the RFC it takes lone surrogates, as escapes.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`not in JSON: ${value}`);
    return JSON.stringify(value);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // by code units, whatever the language of the computer
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
