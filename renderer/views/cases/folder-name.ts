/** A folder name for the name of a case: letters, digits and dashes, so that every system takes it. */
export function folderName(caseName: string): string {
  const name = caseName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return name === '' ? 'case' : name;
}
