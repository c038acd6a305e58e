/**
 * What is compared of a column's name: letters and digits in lower case, # as "number". "Case #", "CASE_NUMBER" and
 * "caseNumber" are one name; so are "@timestamp", "_time" and their plain forms.
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('#', 'number')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** How a column is named to people: its header, or its position where it has none. */
export function columnName(header: string, index: number): string {
  const name = header.trim();
  return name === '' ? `#${index + 1}` : name;
}
