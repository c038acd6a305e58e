import { AppError } from '../../../../../shared/contract/errors.ts';
import type { ByteSource } from '../table-reader.ts';
import type { Decode, Undecodable } from './decode.ts';
import { type Encoding, requireEncoding } from './encodings.ts';
import { multibyteDecoder } from './multibyte-decoder.ts';
import { singleByteDecoder, wideDecoder } from './unit-decoders.ts';

interface TranscodeOptions {
  /** `refuse` (the default): the first byte without a meaning throws. `mark`: each becomes `undecodableMark`. */
  readonly undecodable?: 'refuse' | 'mark';
}

/**
 * The text of a source as UTF-8. A byte order mark stays what it is, three bytes in UTF-8. Throws usage for an encoding that is
 * not known; reading throws input-format with the offset of a byte that stands for nothing in the encoding.
 */
export function transcode(
  source: ByteSource,
  encodingLabel: string,
  options: TranscodeOptions = {},
): ByteSource {
  const encoding = requireEncoding(encodingLabel);
  if (encoding.form === 'utf-8') return source;
  return { label: source.label, sizeBytes: null, open: () => decoded(source, encoding, options) };
}

async function* decoded(
  source: ByteSource,
  encoding: Encoding,
  { undecodable = 'refuse' }: TranscodeOptions,
): AsyncGenerator<Uint8Array> {
  const decode = decoderOf(encoding, (offset, count) => {
    if (undecodable === 'refuse') throw undecodableError(source.label, encoding, offset, count);
  });
  for await (const piece of source.open()) {
    const text = decode(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength), false);
    if (text.length > 0) yield text;
  }
  const rest = decode(Buffer.alloc(0), true);
  if (rest.length > 0) yield rest;
}

function decoderOf(encoding: Encoding, undecodable: Undecodable): Decode {
  if (encoding.form === 'single-byte') return singleByteDecoder(encoding.id, undecodable);
  if (encoding.form === 'multibyte') return multibyteDecoder(encoding.id, undecodable);
  return wideDecoder(encoding.form === 'utf-16' ? 2 : 4, encoding.id.endsWith('le'), undecodable);
}

function undecodableError(label: string, { id, name }: Encoding, offset: number, count: number): AppError {
  const bytes =
    count === 1 ? `the byte at offset ${offset} stands` : `the ${count} bytes at offset ${offset} stand`;
  return new AppError(
    'input-format',
    `${label} is not in ${name} (${id}): ${bytes} for nothing in it. Choose another encoding`,
    { path: label, encoding: id, offset },
  );
}
