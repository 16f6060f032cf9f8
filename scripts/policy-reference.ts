/**
 * `node scripts/policy-reference.ts`: writes docs/policy.md and policy.schema.json from the schema
 * that reads the policy, so that neither can say anything else.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { policyJsonSchema } from '../src/lib/config/policy-json-schema.ts';

type Node = ReturnType<typeof policyJsonSchema>;

const INTRODUCTION = `# The policy

Written by \`node scripts/policy-reference.ts\` from the schema that reads the policy.

\`policy.yml\` says what Tierkeeper may do. Every key has a default, and an empty file means exactly
these defaults. An unknown key is an error. \`npm run build\` and \`npx tierkeeper plan\` report all
problems at once, with their lines.

- **Lengths of time** are \`90s\`, \`15m\`, \`2h\` or \`3d\`; \`0m\` is none.
- **Times of day** are on the 24-hour clock of the zone, in quotes: \`"09:00"\`.
- **Windows** are days and times: \`mon-fri 09:00-19:00\`, \`daily 22:00-07:00\` (over midnight it
  belongs to the day on which it opens), \`"sat,sun 10:00-14:00"\`, \`mon#1,friL 08:00-12:00\` (the
  first Monday and the last Friday of the month), \`day 1,15,L 00:00-24:00\`,
  \`mon-fri in nov-feb 08:00-18:00\`. Inside \`[ ]\` a window with commas needs quotes.
  [schedules.md](schedules.md) has the whole language, and what overlaps and gaps mean.
- **Patterns** match whole texts; \`*\` stands for anything.
- **Prices** are in USD, by the names of data/prices.json: \`instance/REGION/TYPE/linux\` (or
  \`windows\`) an hour, \`volume/REGION/TYPE/gib-month\` (also \`iops-month\`, \`mibps-month\`),
  \`public-ipv4/REGION/hour\`.
`;

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null;

/** What is behind `anyOf: [section, null]`, or the section where a short form may stand too. */
function present(node: Node): Node {
  const choices = node.anyOf?.filter(isNode) ?? [];
  const isNullable = choices.some(({ type }) => type === 'null');
  const found = isNullable
    ? choices.find(({ type }) => type !== 'null')
    : choices.find(({ properties }) => properties !== undefined);
  return found ?? node;
}

/** The keys of a section; those that the owner chooses stand as NAME. */
function entriesOf(node: Node): readonly (readonly [string, Node])[] {
  const { properties, additionalProperties } = present(node);
  const fixed = Object.entries(properties ?? {});
  const free = isNode(additionalProperties) ? [['NAME', additionalProperties] as const] : [];
  return [...fixed, ...free].flatMap(([key, child]) =>
    isNode(child) ? [[key, child] as const] : [],
  );
}

const isSection = (node: Node): boolean => present(node).properties !== undefined;

const code = (text: string): string => `\`${text}\``;

function formOf(node: Node): string {
  const form = node.title ?? present(node).title ?? sectionForm(node);
  const isNullable = node.anyOf?.some((one) => isNode(one) && one.type === 'null') ?? false;
  return isNullable ? `${form}, or null` : form;
}

const sectionForm = (node: Node): string =>
  isSection(node) ? 'a section of keys' : 'keys of your own';

function defaultOf(node: Node): string {
  if (isSection(node) && node.default !== null) return '';
  return node.default === undefined ? 'must be given' : code(JSON.stringify(node.default));
}

const row = ([key, node]: readonly [string, Node]): string =>
  `| ${[code(key), formOf(node), defaultOf(node), node.description ?? ''].join(' | ')} |`;

const tableOf = (entries: readonly (readonly [string, Node])[]): string =>
  ['| key | form | default | meaning |', '| --- | --- | --- | --- |', ...entries.map(row)].join(
    '\n',
  );

function chaptersOf(prefix: string, node: Node): readonly string[] {
  const entries = entriesOf(node);
  const below = entries.flatMap(([key, child]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const { items } = present(child);
    if (isNode(items) && isSection(items)) return chaptersOf(`${path}[]`, items);
    return isSection(child) || entriesOf(child).some(([, grandchild]) => isSection(grandchild))
      ? chaptersOf(path, child)
      : [];
  });
  const title = prefix === '' ? '## Every key' : `## ${code(prefix)}`;
  const own =
    entries.some(([key]) => key !== 'NAME') || prefix === ''
      ? [`${title}\n\n${tableOf(entries)}`]
      : [];
  return [...own, ...below];
}

export function policyReference(): string {
  const chapters = chaptersOf('', policyJsonSchema());
  return `${[INTRODUCTION.trimEnd(), ...chapters].join('\n\n')}\n`;
}

/** Lists of words and numbers on one line, as Biome has them. */
const compact = (json: string): string =>
  json.replace(
    /\[\n\s+([^[\]{}]+?)\n\s+\]/g,
    (_, items: string) => `[${items.split(/,\n\s+/).join(', ')}]`,
  );

export const editorSchema = (): string =>
  `${compact(JSON.stringify(policyJsonSchema(), null, 2))}\n`;

if (import.meta.main) {
  const root = path.join(import.meta.dirname, '..');
  await writeFile(path.join(root, 'docs/policy.md'), policyReference());
  await writeFile(path.join(root, 'policy.schema.json'), editorSchema());
}
