import { AppError } from '../../../../../shared/contract/errors.ts';

/** How the bytes of an encoding stand for characters. */
export type EncodingForm = 'utf-8' | 'utf-16' | 'utf-32' | 'single-byte' | 'multibyte';

/** An encoding of text that can be read. */
export interface Encoding {
  /** IANA name in small letters, where it has one. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly form: EncodingForm;
  /** Other names for it, in small letters. */
  readonly aliases: readonly string[];
}

function encoding(form: EncodingForm, id: string, name: string, ...aliases: readonly string[]): Encoding {
  return { id, name, form, aliases };
}

/** Meanings of bytes: WHATWG Encoding, as in Node's ICU; code pages 437 and 850 as in Unicode's mapping tables. */
export const encodings: readonly Encoding[] = [
  encoding('utf-8', 'utf-8', 'UTF-8', 'utf8'),
  encoding('utf-16', 'utf-16le', 'UTF-16, low byte first', 'utf-16', 'utf16le', 'ucs-2'),
  encoding('utf-16', 'utf-16be', 'UTF-16, high byte first', 'utf16be'),
  encoding('utf-32', 'utf-32le', 'UTF-32, low byte first', 'utf-32', 'ucs-4'),
  encoding('utf-32', 'utf-32be', 'UTF-32, high byte first'),
  encoding('single-byte', 'windows-1252', 'Western (Windows)', 'cp1252', 'ansi'),
  encoding('single-byte', 'iso-8859-1', 'Western (ISO Latin-1)', 'latin1', 'latin-1', 'l1'),
  encoding('single-byte', 'iso-8859-15', 'Western with euro sign (ISO Latin-9)', 'latin-9', 'latin9'),
  encoding('single-byte', 'macintosh', 'Western (old Mac)', 'mac-roman', 'macroman', 'x-mac-roman'),
  encoding('single-byte', 'ibm437', 'US (DOS)', 'cp437', '437'),
  encoding('single-byte', 'ibm850', 'Western (DOS)', 'cp850', '850'),
  encoding('single-byte', 'windows-1250', 'Central European (Windows)', 'cp1250'),
  encoding('single-byte', 'iso-8859-2', 'Central European (ISO Latin-2)', 'latin2', 'latin-2'),
  encoding('single-byte', 'windows-1254', 'Turkish (Windows)', 'cp1254', 'iso-8859-9'),
  encoding('single-byte', 'windows-1257', 'Baltic (Windows)', 'cp1257'),
  encoding('single-byte', 'windows-1258', 'Vietnamese (Windows)', 'cp1258'),
  encoding('single-byte', 'windows-1251', 'Cyrillic (Windows)', 'cp1251'),
  encoding('single-byte', 'koi8-r', 'Cyrillic (KOI8-R)', 'koi8'),
  encoding('single-byte', 'ibm866', 'Cyrillic (DOS)', 'cp866', '866'),
  encoding('single-byte', 'iso-8859-5', 'Cyrillic (ISO)'),
  encoding('single-byte', 'x-mac-cyrillic', 'Cyrillic (old Mac)'),
  encoding('single-byte', 'windows-1253', 'Greek (Windows)', 'cp1253'),
  encoding('single-byte', 'windows-1255', 'Hebrew (Windows)', 'cp1255'),
  encoding('single-byte', 'windows-1256', 'Arabic (Windows)', 'cp1256'),
  encoding('single-byte', 'windows-874', 'Thai (Windows)', 'cp874', 'tis-620'),
  encoding('multibyte', 'shift_jis', 'Japanese (Shift JIS)', 'sjis', 'shift-jis', 'cp932', 'windows-31j'),
  encoding('multibyte', 'euc-jp', 'Japanese (EUC)', 'eucjp'),
  encoding('multibyte', 'gb18030', 'Chinese, simplified (GB 18030, GBK)', 'gbk', 'gb2312', 'cp936'),
  encoding('multibyte', 'big5', 'Chinese, traditional (Big5)', 'big-5', 'cp950', 'windows-950'),
  encoding('multibyte', 'euc-kr', 'Korean (EUC, Windows)', 'euckr', 'cp949', 'ks_c_5601-1987'),
];

/** The encoding of that name. Throws `usage` for a name that is not known, with those that are. */
export function requireEncoding(label: string): Encoding {
  const wanted = label.trim().toLowerCase();
  const found = encodings.find(({ id, aliases }) => id === wanted || aliases.includes(wanted));
  if (found) return found;
  const known = encodings.map(({ id }) => id).join(', ');
  throw new AppError(
    'usage',
    `there is no encoding ${JSON.stringify(label.slice(0, 80))}; known are ${known}`,
    {
      encoding: label.slice(0, 80),
    },
  );
}
