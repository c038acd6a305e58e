import { AppError } from '../../../../../shared/contract/errors.ts';
import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import { visibleText } from '../../../report/document/visible-characters.ts';
import type { Content } from './content.ts';
import { type GzipFacts, GzipFault, gunzip, newGzipFacts } from './gzip.ts';
import type { Expansion } from './limits.ts';
import { gzipName, unsafeName } from './member-name.ts';

/** What a gzip file holds: one stream, under the name in its header or its own name without the ending. */
export async function gzipContent(packed: Content, expansion: Expansion): Promise<Content> {
  let facts = newGzipFacts();
  const seen = { bytes: 0 };
  const { label: packedLabel } = packed;
  async function* unpack(name: string, meter: { outerBytes: number }): AsyncGenerator<Uint8Array> {
    const own = newGzipFacts();
    const count = expansion.counter(name, meter, seen);
    try {
      for await (const piece of gunzip(packed.open(meter), own)) {
        count(piece.length);
        yield piece;
      }
    } catch (thrown) {
      throw thrown instanceof GzipFault ? fault(packedLabel, thrown.message) : thrown;
    }
    facts = own;
  }
  const { name, modifiedAtSeconds } = await headerOf(packed);
  const own = name ?? withoutEnding(packed.way.at(-1) ?? baseName(packedLabel));
  const unsafe = unsafeName(own);
  if (unsafe) throw fault(packedLabel, `holds a file with ${unsafe}`);
  const label = `${packedLabel}/${visibleText(own)}`;
  return {
    way: [...packed.way, own],
    label,
    sizeBytes: null,
    compressedBytes: packed.sizeBytes ?? packed.compressedBytes,
    modified:
      modifiedAtSeconds === 0 ? null : new Date(modifiedAtSeconds * 1000).toISOString().replace('.000Z', 'Z'),
    open: (meter) => unpack(label, meter),
    notes: () => [...packed.notes(), ...notesOf(packedLabel, facts)],
  };
}

/** Reads as far as the first bytes of content: the header is whole then. */
async function headerOf(packed: Content): Promise<{ name: string | null; modifiedAtSeconds: number }> {
  const facts = newGzipFacts();
  try {
    for await (const _ of gunzip(packed.open({ outerBytes: 0 }), facts)) break;
  } catch (thrown) {
    throw thrown instanceof GzipFault ? fault(packed.label, thrown.message) : thrown;
  }
  return {
    name: facts.name === null ? null : gzipName(facts.name),
    modifiedAtSeconds: facts.modifiedAtSeconds,
  };
}

function notesOf(label: string, facts: GzipFacts): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  if (facts.trailingBytes > 0) {
    notes.push({
      check: 'archive-stray-bytes',
      severity: 'warning',
      message: `${label} has ${facts.trailingBytes} bytes behind its end that belong to nothing and were not read`,
    });
  }
  if (facts.paddingBytes > 0) {
    notes.push({
      check: 'archive-padding',
      severity: 'info',
      message: `${label} has ${facts.paddingBytes} zero bytes behind its end`,
    });
  }
  if (facts.parts > 1) {
    notes.push({
      check: 'archive-parts',
      severity: 'info',
      message: `${label} was packed in ${facts.parts} parts, which were read one after the other`,
    });
  }
  return notes;
}

const baseName = (label: string): string => label.split(/[/\\]/).at(-1)!;

function withoutEnding(name: string): string {
  if (/\.tgz$/i.test(name)) return name.replace(/\.tgz$/i, '.tar');
  const short = name.replace(/\.gz$/i, '');
  return short === '' ? name : short;
}

function fault(label: string, what: string): AppError {
  return new AppError('input-format', `${label} ${visibleText(what)}: ask for it again, with its SHA-256`, {
    path: label,
  });
}
