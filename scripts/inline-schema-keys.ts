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

/** Services whose refusals are told by code and message alone. */
const SERVICES_BY_CODE = [
  'cloudtrail',
  'eks',
  'elastic-load-balancing(?:-v2)?',
  'lightsail',
  'opensearch',
  'rds',
  'sagemaker',
  'ssm',
];
const BY_CODE_ALONE = new RegExp(`client-(?:${SERVICES_BY_CODE.join('|')})[\\\\/]`);
const MODELED_ERROR = /^n\d_registry\.registerError\(.*\);$/gm;

/**
 * Leaves out the registrations of a service's own error classes, which would keep them and their
 * schemas, half of a client. The SDK then throws the service's base exception, called by AWS's
 * code and with its message, as it always does for EC2, which has no classes.
 */
export const withoutModeledErrors = (source: string): string => source.replace(MODELED_ERROR, '');

const slimmed = (path: string, source: string): string =>
  inlineKeys(BY_CODE_ALONE.test(path) ? withoutModeledErrors(source) : source);

const PACKAGE = /@aws-sdk[\\/](?:client-[a-z0-9-]+|nested-clients)[\\/]package\.json$/;
const VERSION = /^ *"version": "[^"]+"/m;

/** A client asks its package for the version alone, and would carry all of it. */
const onlyVersion = (text: string): string => `{${VERSION.exec(text)?.[0] ?? ''}}`;

/** Lets tree shaking drop what of the AWS SDK nothing imports. */
export const inlineSchemaKeys: Plugin = {
  name: 'inline-schema-keys',
  setup(build) {
    build.onLoad({ filter: SCHEMAS }, async ({ path }) => ({
      contents: slimmed(path, await readFile(path, 'utf8')),
      loader: 'js',
    }));
    build.onLoad({ filter: PACKAGE }, async ({ path }) => ({
      contents: onlyVersion(await readFile(path, 'utf8')),
      loader: 'json',
    }));
  },
};
