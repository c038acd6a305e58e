import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { transform } from 'esbuild';
import { parts, pathOf, repository } from './places.ts';

/**
 * Turns electron/ and shared/ into JavaScript, file by file and in the same folders: what finds its resources and
 * workers beside itself goes on finding them, and a stack trace names the file one knows.
 */
export async function buildProgram(): Promise<void> {
  const from = pathOf(repository);
  const to = pathOf(parts.program);
  await rm(to, { recursive: true, force: true });
  for await (const path of glob('{electron,shared}/**/*.*', { cwd: from })) {
    if (/(^|\/)tsconfig\.json$/.test(path)) continue;
    const target = join(to, path);
    await mkdir(dirname(target), { recursive: true });
    if (extname(path) !== '.ts') await cp(join(from, path), target);
    else await writeFile(target.replace(/\.ts$/, '.js'), await compile(join(from, path)));
  }
  await cp(join(from, 'package.json'), join(to, 'package.json'));
}

async function compile(file: string): Promise<string> {
  const { code } = await transform(await readFile(file, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node24',
    sourcefile: file,
  });
  return withBuiltNames(code);
}

/** Relative names of modules and workers end in .js once they are built. */
function withBuiltNames(code: string): string {
  return code.replace(/(["'])(\.{1,2}\/[\w./-]+)\.ts\1/g, '$1$2.js$1');
}
