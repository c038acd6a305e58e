const accents = /[\u0300-\u036f]/g;

/**
 * What is compared of a column's name: letters without accents and digits, in lower case, # as "number". "Case #",
 * "CASE_NUMBER" and "caseNumber" are one name; so are "@timestamp", "_time" and their plain forms.
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toLowerCase()
    .replaceAll('#', 'number')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** How a column is named to people: its header, or its position where it has none. */
export function columnName(header: string, index: number): string {
  const name = header.trim();
  return name === '' ? `#${index + 1}` : name;
}

/** Whether a column has no name of its own: a blank header, or its own position in place of one. */
export function isUnnamed(header: string, index: number): boolean {
  return columnName(header, index) === `#${index + 1}`;
}

/** What exports put around a log's own record, and the name that tells that they did. */
const envelopes = [
  { prefix: '_source.', telling: '_index' }, // Elasticsearch hits
  { prefix: 'result.', telling: 'result._time' }, // Splunk, a line for each result
  { prefix: 'resource.', telling: 'resource.resourceType' }, // FHIR, the entries of a Bundle
] as const;

/** The columns' names without what an export puts around them: `_source.user.name` is `user.name`. */
export function innerNames(headers: readonly string[]): string[] {
  const names = new Set(headers.map((header) => header.trim()));
  const envelope = envelopes.find(({ prefix, telling }) => {
    return names.has(telling) && headers.some((header) => header.trim().startsWith(prefix));
  });
  return headers.map((header) => {
    const name = header.trim();
    return envelope && name.startsWith(envelope.prefix) ? name.slice(envelope.prefix.length) : name;
  });
}

/** Name keys of columns by position; empty for a column without a name. */
export function columnKeys(headers: readonly string[]): string[] {
  return innerNames(headers).map((name, index) => (isUnnamed(name, index) ? '' : headerKey(name)));
}
