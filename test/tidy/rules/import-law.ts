import path from 'node:path/posix';
import { isProduct, type Rule, type TextFile, type Violation } from '../file.ts';
import { type ImportedName, importsOf } from '../imports.ts';

/** What the files below one path may import. Longest path wins; no row, no import. */
interface Row {
  readonly from: string;
  /** Paths that may be imported, as values or types. */
  readonly to: readonly string[];
  /** Paths and npm packages of which only types may be imported. */
  readonly types?: readonly string[];
  /** npm packages and `node:` modules; a `/*` at the end means the whole scope. */
  readonly packages?: readonly string[];
}

const LIB = 'src/lib';
const MODEL = `${LIB}/model`;
const PORTS = `${LIB}/cloud/cloud.ts`;
const PURE = [MODEL, `${LIB}/schedule`, `${LIB}/decide`, `${LIB}/meter`, `${LIB}/tell/render`];
/** Slack's blocks as types, and nothing else. */
const SLACK_TYPES = '@slack/types';
const VERBS = ['observe', 'act', 'record'].map((verb) => `${LIB}/${verb}`);

export const IMPORT_LAW: readonly Row[] = [
  { from: MODEL, to: [MODEL] },
  { from: `${LIB}/schedule`, to: [...PURE, 'data'] },
  { from: `${LIB}/decide`, to: [...PURE, 'data'] },
  { from: `${LIB}/meter`, to: [...PURE, 'data'] },
  {
    from: `${LIB}/tell/render`,
    to: [...PURE, 'data'],
    types: [PORTS, SLACK_TYPES],
    packages: ['string-width'],
  },
  {
    from: `${LIB}/tell`,
    to: [MODEL, `${LIB}/schedule`, `${LIB}/meter`, `${LIB}/tell`],
    types: [PORTS],
  },
  ...VERBS.map((verb) => ({ from: verb, to: [MODEL, verb], types: [PORTS] })),
  { from: `${LIB}/wake`, to: [MODEL, `${LIB}/wake`], packages: ['zod'] },
  {
    from: `${LIB}/config`,
    to: [MODEL, `${LIB}/schedule`, `${LIB}/config`, 'data'],
    packages: ['zod', 'yaml', 'node:fs', 'node:path', 'node:url'],
  },
  {
    from: `${LIB}/link`,
    to: [...PURE, `${LIB}/link`, `${LIB}/record`],
    types: [PORTS],
    packages: ['zod', 'node:crypto'],
  },
  { from: PORTS, to: [MODEL], types: [SLACK_TYPES] },
  {
    from: `${LIB}/cloud/aws`,
    to: [MODEL, PORTS, `${LIB}/cloud/aws`],
    packages: ['@aws-sdk/*', '@smithy/*', 'zod', 'node:crypto'],
  },
  // Slack, by Node's own fetch.
  {
    from: `${LIB}/cloud/slack`,
    to: [MODEL, PORTS, `${LIB}/cloud/slack`],
    packages: ['zod'],
  },
  {
    from: `${LIB}/cloud/simulated`,
    to: [MODEL, PORTS, `${LIB}/cloud/simulated`, 'data'],
    packages: ['pure-rand/*'],
  },
  { from: `${LIB}/survey`, to: [...PURE, ...VERBS], types: [PORTS] },
  { from: `${LIB}/reconcile`, to: [...PURE, ...VERBS, `${LIB}/tell`], types: [PORTS] },
  { from: `${LIB}/wiring`, to: [LIB, 'data'], packages: ['node:*', 'aws-lambda'] },
  {
    from: 'src/handlers',
    to: [`${LIB}/wiring`, `${LIB}/wake`, `${LIB}/reconcile`],
    types: [MODEL],
    packages: ['@middy/core', '@aws-lambda-powertools/logger', 'aws-lambda'],
  },
  {
    from: 'src/cli',
    to: [
      ...[`${LIB}/wiring`, `${LIB}/reconcile`, `${LIB}/config`, `${LIB}/link`],
      ...[...PURE, 'src/cli', 'data'],
    ],
    types: [PORTS],
    packages: ['node:*', 'zod', 'string-width'],
  },
  // The demo plays an account and judges its own story by the laws that the tests go by.
  {
    from: 'src/cli/demo',
    to: [
      ...[`${LIB}/wiring`, `${LIB}/config`, `${LIB}/cloud/simulated`, ...PURE, 'src/cli'],
      'test/simulation/checkers',
    ],
    packages: ['node:*', 'zod'],
  },
];

const within = (target: string, allowed: string): boolean =>
  target === allowed || target === `${allowed}.ts` || target.startsWith(`${allowed}/`);

const rowOf = (file: string): Row | undefined =>
  IMPORT_LAW.filter((row) => within(file, row.from)).sort(
    (a, b) => b.from.length - a.from.length,
  )[0];

const matches = (pattern: string, module: string): boolean =>
  pattern.endsWith('*') ? module.startsWith(pattern.slice(0, -1)) : module === pattern;

const isAllowed = (row: Row, from: string, imported: ImportedName): boolean => {
  const { module, typeOnly } = imported;
  const types = typeOnly ? (row.types ?? []) : [];
  if (!module.startsWith('.')) {
    return [...(row.packages ?? []), ...types].some((one) => matches(one, module));
  }
  const target = path.join(path.dirname(from), module);
  if (row.to.some((allowed) => within(target, allowed))) return true;
  return types.some((allowed) => within(target, allowed));
};

const violation = (file: TextFile, line: number, message: string): Violation => ({
  rule: 'import-law',
  path: file.path,
  line,
  message,
});

/** Each folder may import only what its row names (ARCHITECTURE.md says why). */
export const importLaw: Rule = (file) => {
  if (!isProduct(file)) return [];
  const row = rowOf(file.path);
  if (!row) return [violation(file, 1, 'no row of the import law covers this file')];
  return importsOf(file)
    .filter((imported) => !isAllowed(row, file.path, imported))
    .map(({ module, line }) => violation(file, line, `${row.from} may not import ${module}`));
};
