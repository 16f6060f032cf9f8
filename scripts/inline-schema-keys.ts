import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const SCHEMAS = /[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
const CONSTANT = /^const (_\w+) = ("[^"\\]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]:/g;

/**
 * Writes `"xmlName":` for `[_xN]:` where the same file says `const _xN = "xmlName"`. To a bundler
 * a computed key may run code (its toString), so it keeps the schema of all 700 EC2 calls.
 */
export const inlineKeys = (source: string): string => {
  const literals = new Map<string, string>();
  for (const [, name, literal] of source.matchAll(CONSTANT)) {
    if (name !== undefined && literal !== undefined) literals.set(name, literal);
  }
  return source.replace(COMPUTED_KEY, (whole, name: string) => {
    const literal = literals.get(name);
    return literal === undefined ? whole : `${literal}:`;
  });
};

/** Lets tree shaking drop the AWS SDK schemas that nothing imports. */
export const inlineSchemaKeys: Plugin = {
  name: 'inline-schema-keys',
  setup(build) {
    build.onLoad({ filter: SCHEMAS }, async ({ path }) => ({
      contents: inlineKeys(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};
