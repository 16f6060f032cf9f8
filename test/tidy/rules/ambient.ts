import type { Node } from 'oxc-parser';
import { isProduct, type Rule } from '../file.ts';
import { lineOf, sourceOf, visit } from '../syntax.ts';

/** Where the world may enter without being handed in. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  environment: ['src/lib/config/', 'src/cli/main.ts'],
  clock: ['src/lib/wiring/', 'src/lib/config/', 'src/cli/'],
  chance: ['src/lib/wiring/', 'src/lib/config/', 'src/cli/'],
};

const WORLD: readonly (readonly [owner: string, source: RegExp])[] = [
  ['environment', /^process\.env$/],
  ['clock', /^(Date\.now|performance\.now|process\.hrtime|Temporal\.Now)$/],
  ['chance', /^(Math\.random|crypto\.(randomUUID|getRandomValues)|randomUUID|randomBytes)$/],
];

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** Now, chance and the environment are parameters, so that a pass can be replayed. */
export const ambient: Rule = (file) => {
  if (!isProduct(file)) return [];
  const found: { owner: string; source: string; line: number }[] = [];
  const add = (owner: string, node: Node): void => {
    found.push({ owner, source: sourceOf(file, node), line: lineOf(file, node) });
  };
  const look = (node: Node): void => {
    const entry = WORLD.find(([, source]) => source.test(sourceOf(file, node)));
    if (entry) add(entry[0], node);
  };
  visit(file, {
    MemberExpression: look,
    NewExpression(node) {
      const isDate = sourceOf(file, node.callee) === 'Date';
      if (isDate && node.arguments.length === 0) add('clock', node);
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier') look(node.callee);
      if (TIMERS.has(sourceOf(file, node.callee))) add('clock', node);
      if (sourceOf(file, node.callee) === 'Date') add('clock', node);
    },
  });
  return found
    .filter(({ owner }) => !OWNERS[owner]?.some((prefix) => file.path.startsWith(prefix)))
    .map(({ owner, source, line }) => ({
      rule: 'ambient',
      path: file.path,
      line,
      message: `${source.split('(')[0]}: the ${owner} is a parameter here`,
    }));
};
