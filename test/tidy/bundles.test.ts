import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle, lambdaNames } from '../../scripts/bundle.ts';
import { inlineKeys } from '../../scripts/inline-schema-keys.ts';

const BUNDLE_KIB_MAX = 1024;
/** Of 553 KB of schemas, what a dozen calls need. More means that tree shaking has broken. */
const EC2_KIB_MAX = 100;

type Output = Metafile['outputs'][string];

const kibOf = (output: Output, folder: string): number =>
  Object.entries(output.inputs)
    .filter(([path]) => path.startsWith(folder))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) / 1024;

describe('the Lambda bundles', () => {
  const bundles = new Map<string, Output>();

  beforeAll(async () => {
    const { outputs } = await bundle(await lambdaNames(), { folder: 'dist', write: false });
    for (const [path, output] of Object.entries(outputs)) {
      if (path.endsWith('.js')) bundles.set(path, output);
    }
  });

  const each = (measure: (output: Output) => number): readonly [string, number][] =>
    [...bundles].map(([path, output]) => [path, measure(output)]);

  test('are one for each handler', async () => {
    const names = await lambdaNames();
    expect(names).toContain('clock-ticked');
    expect([...bundles.keys()]).toEqual(names.map((name) => `dist/${name}/index.js`));
  });

  test.each([
    'src/cli',
    'src/lib/cloud/simulated',
    'node_modules/yaml',
    'node_modules/pure-rand',
    'scripts',
    'test',
  ])('hold no byte of %s', (folder) => {
    expect(each((output) => kibOf(output, folder)).filter(([, kib]) => kib > 0)).toEqual([]);
  });

  test('hold their handler', () => {
    expect(each((output) => kibOf(output, 'src/handlers')).every(([, kib]) => kib > 0)).toBe(true);
  });

  test('stay small enough for a quick cold start', () => {
    const large = each(({ bytes }) => bytes / 1024).filter(([, kib]) => kib > BUNDLE_KIB_MAX);
    expect(large).toEqual([]);
  });

  test('hold the schemas of the EC2 calls they make, not of all 700', () => {
    const ec2 = each((output) => kibOf(output, 'node_modules/@aws-sdk/client-ec2'));
    expect(ec2.filter(([, kib]) => kib > EC2_KIB_MAX)).toEqual([]);
  });
});

describe('inlining of SDK schema keys', () => {
  test('writes the constant where a key is computed from it', () => {
    const source = 'const _xN = "xmlName";\nexport var A$ = [{ [_xN]: _xN }];\n';
    expect(inlineKeys(source)).toBe(
      'const _xN = "xmlName";\nexport var A$ = [{ "xmlName": _xN }];\n',
    );
  });

  test('leaves a key alone that no constant explains', () => {
    expect(inlineKeys('export var A$ = [{ [_xN]: 1 }];')).toBe('export var A$ = [{ [_xN]: 1 }];');
  });
});
