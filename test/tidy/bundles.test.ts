import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle, lambdaNames } from '../../scripts/bundle.ts';
import { inlineKeys, withoutModeledErrors } from '../../scripts/inline-schema-keys.ts';

const BUNDLE_KIB_MAX = 1024;
/** These carry the clients of the daily sweep too, and nobody waits for their start. */
const DAILY_KIB_MAX = 1280;
/** At home, and of other accounts. */
const DAILY = ['dist/digest-due/index.js', 'dist/scope-queued/index.js'];
/** Somebody waits for its page with a phone in their hand. */
const LINK_KIB_MAX = 450;
/** Of 553 KB of schemas, what a dozen calls need. More means that tree shaking has broken. */
const EC2_KIB_MAX = 100;

/** What only the daily sweep calls, with the most KiB that its schemas and code may take. */
const DAILY_CLIENTS: Readonly<Record<string, number>> = {
  'client-cloudtrail': 40,
  'client-eks': 40,
  'client-lightsail': 40,
  'client-opensearch': 40,
  'client-rds': 40,
};

type Output = Metafile['outputs'][string];

const kibWhere = (output: Output, isCounted: (path: string) => boolean): number =>
  Object.entries(output.inputs)
    .filter(([path]) => isCounted(path))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) / 1024;

const kibOf = (output: Output, folder: string): number =>
  kibWhere(output, (path) => path.startsWith(folder));

/** Also where node_modules is a link, and esbuild names what it leads to. */
const kibOfPackage = (output: Output, name: string): number =>
  kibWhere(output, (path) => path.includes(`node_modules/${name}/`));

/** esbuild shares the machine with all other tests. */
const BUNDLING_MS = 120_000;

describe('the Lambda bundles', () => {
  const bundles = new Map<string, Output>();

  beforeAll(async () => {
    const { outputs } = await bundle(await lambdaNames(), { folder: 'dist', write: false });
    for (const [path, output] of Object.entries(outputs)) {
      if (path.endsWith('.js')) bundles.set(path, output);
    }
  }, BUNDLING_MS);

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
    const large = each(({ bytes }) => bytes / 1024).filter(
      ([file, kib]) => kib > (DAILY.includes(file) ? DAILY_KIB_MAX : BUNDLE_KIB_MAX),
    );
    expect(large).toEqual([]);
  });

  test.each(Object.entries(DAILY_CLIENTS))(
    'hold %s where a daily sweep is made, and nowhere else',
    (name, kibMax) => {
      const client = each((output) => kibOfPackage(output, `@aws-sdk/${name}`));
      const holders = client.filter(([, kib]) => kib > 0);
      expect(holders.map(([path]) => path)).toEqual(DAILY);
      expect(holders.filter(([, kib]) => kib > kibMax)).toEqual([]);
    },
  );

  test('hold no client of AWS in the function behind the links', () => {
    const link = [...bundles].filter(([path]) => path.includes('link-opened'));
    const clients = (output: Output): number =>
      kibWhere(output, (path) => /node_modules\/@aws-sdk\/(client|nested)-/.test(path));
    expect(link.map(([, output]) => clients(output))).toEqual([0]);
    expect(link.map(([, { bytes }]) => bytes / 1024 < LINK_KIB_MAX)).toEqual([true]);
  });

  test("hold none of the SDK's credential providers that Lambda has no use for", () => {
    const chain = each((output) => kibOfPackage(output, '@aws-sdk/nested-clients'));
    expect(chain.filter(([, kib]) => kib > 0)).toEqual([]);
  });

  test('hold the schemas of the EC2 calls they make, not of all 700', () => {
    const ec2 = each((output) => kibOfPackage(output, '@aws-sdk/client-ec2'));
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

test('a client known by its codes alone keeps its base exception, and no other class', () => {
  const base = '_s_registry.registerError(RDSServiceException$, RDSServiceException);\n';
  const modeled = 'n0_registry.registerError(DBInstanceNotFoundFault$, DBInstanceNotFoundFault);';
  expect(withoutModeledErrors(`${base}${modeled}\n`)).toBe(`${base}\n`);
});
