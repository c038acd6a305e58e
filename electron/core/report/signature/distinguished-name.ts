import { visibleText } from '../document/visible-characters.ts';
import { type DerNode, readObjectIdentifier } from './der-read.ts';
import { objectIdentifier, sequence, setOf, utf8String } from './der-write.ts';
import { oids } from './object-identifiers.ts';

/** Who a certificate is about: the parts of a name this program writes. */
export interface NameParts {
  readonly commonName: string;
  readonly organization: string;
  readonly organizationalUnit?: string;
}

const attributes: Readonly<Record<string, string>> = {
  [oids.commonName]: 'CN',
  [oids.organization]: 'O',
  [oids.organizationalUnit]: 'OU',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
};

/** An X.501 name, the widest part first; empty parts are left out. */
export function writeName({ commonName, organization, organizationalUnit = '' }: NameParts): Buffer {
  const parts = [
    [oids.organization, organization],
    [oids.organizationalUnit, organizationalUnit],
    [oids.commonName, commonName],
  ] as const;
  return sequence(
    ...parts
      .filter(([, text]) => text !== '')
      .map(([oid, text]) => setOf(sequence(objectIdentifier(oid), utf8String(text)))),
  );
}

/**
 * A name as one line, most specific part first as RFC 4514 has it: `CN=Jane Examiner, O=Agency`. Nothing in a value can
 * pass for another part, and what cannot be seen is written as an escape. Undefined where the structure is not a name.
 */
export function nameText(name: DerNode): string | undefined {
  if (name.tag !== 0x30) return undefined;
  const parts = name.children.map(relativeNameText);
  return parts.includes(undefined) ? undefined : parts.reverse().join(', ');
}

function relativeNameText(relative: DerNode): string | undefined {
  if (relative.tag !== 0x31 || relative.children.length === 0) return undefined;
  const parts = relative.children.map(({ children: [type, value, ...rest] }) => {
    const oid = readObjectIdentifier(type);
    const text = value && stringText(value);
    if (oid === undefined || text === undefined || rest.length > 0) return undefined;
    return `${attributes[oid] ?? oid}=${escaped(text)}`;
  });
  return parts.includes(undefined) ? undefined : parts.join('+');
}

/** UTF8String, PrintableString, IA5String; nothing else is in use (RFC 5280 section 4.1.2.4). */
function stringText({ tag, content }: DerNode): string | undefined {
  if (tag === 0x13 || tag === 0x16)
    return content.every((byte) => byte < 0x80) ? content.toString() : undefined;
  if (tag !== 0x0c) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

function escaped(text: string): string {
  return visibleText(text.replace(/[\\,+=;"<>]|^[ #]| $/g, (character) => `\\${character}`));
}
