import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** A font file and how its glyphs are set. */
export interface FontFile {
  readonly path: string;
  /** Size against the face's nominal size, so that fonts of one chain look alike in size. */
  readonly scale: number;
  /** Where the font's own rules for neighbouring characters count; elsewhere each character is set by itself. */
  readonly shaping: 'all' | 'beyond-ascii' | 'none';
}

const serifScripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'];

/** Source Serif 4 (SIL OFL 1.1) comes as one file for each script. */
function serif(weight: 400 | 600, slope: 'normal' | 'italic'): FontFile[] {
  return serifScripts.map((script) => ({
    path: resolve(`@fontsource/source-serif-4/files/source-serif-4-${script}-${weight}-${slope}.woff`),
    scale: 1,
    shaping: 'all',
  }));
}

/** DejaVu (Bitstream Vera license, permissive): Latin to Arabic and Hebrew, symbols, and a fixed-width cut. */
function dejavu(name: string, scale: number, shaping: FontFile['shaping'] = 'all'): FontFile {
  return { path: resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`), scale, shaping };
}

/** UnifontEX (SIL OFL 1.1): a plain glyph for nearly every assigned character, Chinese, Japanese and Korean included. */
const lastResort: FontFile = {
  path: resolve('@fontsource/unifontex/files/unifontex-latin-400-normal.woff'),
  scale: 1,
  shaping: 'none',
};

/** The faces of the report, each a chain: the first font that has a character sets it. */
export const faces = {
  text: [...serif(400, 'normal'), dejavu('DejaVuSans', 0.88), lastResort],
  textItalic: [
    ...serif(400, 'italic'),
    dejavu('DejaVuSans-Oblique', 0.88),
    dejavu('DejaVuSans', 0.88),
    lastResort,
  ],
  textStrong: [
    ...serif(600, 'normal'),
    dejavu('DejaVuSans-Bold', 0.88),
    dejavu('DejaVuSans', 0.88),
    lastResort,
  ],
  /** Fixed width, for what stands word for word in a log or a rule. */
  log: [dejavu('DejaVuSansMono', 1, 'beyond-ascii'), dejavu('DejaVuSans', 1), lastResort],
} as const satisfies Record<string, readonly FontFile[]>;

export type FaceName = keyof typeof faces;
