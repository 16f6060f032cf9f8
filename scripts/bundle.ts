import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type BuildResult, build, type Metafile } from 'esbuild';
import { inlineSchemaKeys } from './inline-schema-keys.ts';
import { lambdaCredentials } from './lambda-credentials.ts';
import { lazyWidth } from './lazy-width.ts';

const HANDLERS = 'src/handlers';

/** The names of the Lambdas: `clock-ticked` for src/handlers/clock-ticked.ts. */
export const lambdaNames = async (): Promise<readonly string[]> => {
  const files = await readdir(HANDLERS);
  return files.filter((file) => file.endsWith('.ts')).map((file) => path.basename(file, '.ts'));
};

/** One self-contained ES module per Lambda, its source map beside it. */
export const bundle = async (
  names: readonly string[],
  to: { readonly folder: string; readonly write: boolean },
): Promise<Metafile> => {
  const result: BuildResult<{ metafile: true }> = await build({
    entryPoints: names.map((name) => ({ in: `${HANDLERS}/${name}.ts`, out: `${name}/index` })),
    outdir: to.folder,
    write: to.write,
    metafile: true,
    bundle: true,
    minify: true,
    sourcemap: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Korean in three bytes a letter, not as escapes of six.
    charset: 'utf8',
    // For Node, esbuild prefers CommonJS, which it cannot shake.
    mainFields: ['module', 'main'],
    conditions: ['module'],
    plugins: [inlineSchemaKeys, lambdaCredentials, lazyWidth],
    logLevel: 'warning',
  });
  return result.metafile;
};
