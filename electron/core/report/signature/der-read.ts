/** One element of a decoded structure. */
export interface DerNode {
  /** First byte: class, form and number (all tags read here fit one byte). */
  readonly tag: number;
  /** Tag, length and content. */
  readonly bytes: Buffer;
  readonly content: Buffer;
  readonly children: readonly DerNode[];
}

const depthCap = 24;
const nodesCap = 4000;

/**
 * Decodes bytes that may come from anywhere; undefined if they are not exactly one structure in distinguished encoding
 * (X.690 section 10). Looser encodings are refused: they would let a byte change without the meaning changing.
 */
export function readDer(bytes: Uint8Array): DerNode | undefined {
  const budget = { nodes: nodesCap };
  const node = readNode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, budget);
  return node?.bytes.length === bytes.length ? node : undefined;
}

/** The element at the start of `bytes`, which may go on after it. */
function readNode(bytes: Buffer, depth: number, budget: { nodes: number }): DerNode | undefined {
  const tag = bytes[0];
  const length = readLength(bytes);
  if (tag === undefined || length === undefined || (tag & 0x1f) === 0x1f) return undefined;
  if (depth > depthCap || budget.nodes-- <= 0) return undefined;
  const end = length.contentStart + length.contentBytes;
  if (end > bytes.length) return undefined;
  const content = bytes.subarray(length.contentStart, end);
  if (!isWellFormed(tag, content)) return undefined;
  const children = (tag & 0x20) === 0 ? [] : readChildren(content, depth + 1, budget);
  return children && { tag, bytes: bytes.subarray(0, end), content, children };
}

function readChildren(content: Buffer, depth: number, budget: { nodes: number }): DerNode[] | undefined {
  const children: DerNode[] = [];
  for (let rest = content; rest.length > 0; ) {
    const child = readNode(rest, depth, budget);
    if (!child) return undefined;
    children.push(child);
    rest = rest.subarray(child.bytes.length);
  }
  return children;
}

/** Definite and shortest; three length bytes are more than anything read here needs. */
function readLength(bytes: Buffer): { contentStart: number; contentBytes: number } | undefined {
  const first = bytes[1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { contentStart: 2, contentBytes: first };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || bytes.length < 2 + count) return undefined;
  const contentBytes = bytes.readUIntBE(2, count);
  const isShortest = contentBytes >= 0x80 && contentBytes >= 2 ** (8 * (count - 1));
  return isShortest ? { contentStart: 2 + count, contentBytes } : undefined;
}

/** The rules of single universal types that leave only one way to write a value. */
function isWellFormed(tag: number, content: Buffer): boolean {
  const [first, second] = content;
  switch (tag) {
    case 0x01:
      return content.length === 1 && (first === 0 || first === 0xff);
    case 0x02:
      if (first === undefined) return false;
      return !(
        second !== undefined &&
        ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
      );
    case 0x03:
      if (first === undefined || first > 7 || (content.length === 1 && first > 0)) return false;
      return (content.at(-1)! & (2 ** first - 1)) === 0;
    case 0x05:
      return content.length === 0;
    case 0x06:
      return content.length > 0 && content.at(-1)! < 0x80;
    default:
      // A sequence or set is always built of parts, every other universal type never.
      return tag >= 0x40 || ((tag & 0x20) !== 0) === ((tag & 0x1f) === 0x10 || (tag & 0x1f) === 0x11);
  }
}

/** The time in a UTCTime or GeneralizedTime of whole seconds; undefined for anything else. */
export function readTime(node: DerNode): Date | undefined {
  if (node.tag !== 0x17 && node.tag !== 0x18) return undefined;
  const text = node.content.toString('latin1');
  const digits = node.tag === 0x18 ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = new Date(`${written}Z`);
  // A 31st of February would be read as a day in March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? at : undefined;
}

/** The dotted form of an OBJECT IDENTIFIER; undefined for anything else. */
export function readObjectIdentifier(node: DerNode | undefined): string | undefined {
  if (node?.tag !== 0x06) return undefined;
  const arcs: number[] = [];
  let value = 0;
  for (const byte of node.content) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 128) return undefined;
    if (byte >= 0x80) continue;
    arcs.push(value);
    value = 0;
  }
  const first = arcs[0] ?? 0;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...arcs.slice(1)].join('.');
}
