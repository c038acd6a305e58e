import { type BaseBlock, fromBER } from 'asn1js';

/** One element of a decoded structure. */
export interface DerNode {
  /** First byte: class, form and number (all tags read here fit one byte). */
  readonly tag: number;
  /** Tag, length and content. */
  readonly bytes: Buffer;
  readonly content: Buffer;
  readonly children: readonly DerNode[];
}

/** Decodes bytes that may come from anywhere; undefined if they are not one complete structure. */
export function readDer(bytes: Uint8Array): DerNode | undefined {
  try {
    const { offset, result } = fromBER(bytes, { maxDepth: 32, maxNodes: 2000, parseEmbedded: false });
    return offset === bytes.length ? toNode(result) : undefined;
  } catch {
    return undefined;
  }
}

function toNode(block: BaseBlock): DerNode {
  const bytes = Buffer.from(block.valueBeforeDecodeView);
  const inner: unknown = (block.valueBlock as { value?: unknown }).value;
  return {
    tag: bytes[0] ?? 0,
    bytes,
    content: bytes.subarray(block.idBlock.blockLength + block.lenBlock.blockLength),
    children: block.idBlock.isConstructed && Array.isArray(inner) ? (inner as BaseBlock[]).map(toNode) : [],
  };
}

/** The time in a UTCTime or GeneralizedTime of whole seconds; undefined for anything else. */
export function readTime(node: DerNode): Date | undefined {
  const text = node.content.toString('latin1');
  const digits = node.tag === 0x18 ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
  if (!parts || (node.tag !== 0x17 && node.tag !== 0x18)) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
