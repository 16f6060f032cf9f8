import type { Node } from 'oxc-parser';
import { isProduct, type Rule, type TextFile } from '../file.ts';
import { importsOf } from '../imports.ts';
import { lineOf, sourceOf, visit } from '../syntax.ts';

/**
 * The closed list of calls that are made without an SDK command, by signing alone. `DeleteItem` is
 * of our own table, `DeleteMessage` of our own dead letters.
 */
export const SIGNED_CALLS: ReadonlySet<string> = new Set([
  ...['GetItem', 'Query', 'UpdateItem', 'DeleteItem', 'ListTables', 'DescribeTable'],
  ...['GetQueueUrl', 'GetQueueAttributes', 'SendMessageBatch'],
  ...['ReceiveMessage', 'ChangeMessageVisibility', 'DeleteMessage'],
  ...['GetParameter', 'DescribeRule', 'GetServiceQuota'],
  ...['GetAccountPlanState', 'GetFreeTierUsage', 'DescribeSavingsPlans'],
]);

/** Who may sign a request at all: all others ask these. */
const SIGNERS = ['signed-json', 'signed-rest'];
const isSigner = ({ path }: TextFile): boolean =>
  SIGNERS.some((name) => path === `src/lib/cloud/aws/${name}.ts`);

/**
 * Who may POST by REST: an event for a function of our own; and a service all of whose calls are a
 * POST to their own name, which must be on the list.
 */
const REST_POSTERS = ['src/lib/wiring/aws-trouble.ts', 'src/lib/cloud/aws/estate/savings-plans.ts'];

/** Verbs with which AWS calls what cannot be undone, or brings into being what costs. */
const FATAL =
  /^(Terminate|Delete|Release|Run|Create|Deregister|Purge|Cancel|Detach|Disassociate)[A-Z]\w+$/;

/** CloudTrail's name of what somebody else called; nobody who signs may name it. */
const EVENT = 'RunInstances';

const importsSigner = (file: TextFile): boolean =>
  importsOf(file).some(({ module }) => SIGNERS.some((name) => module.endsWith(`/${name}.ts`)));

/** A template without values is as good as a string; one with values could be any call. */
function textOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('');
  return null;
}

export const signedCalls: Rule = (file) => {
  if (!isProduct(file)) return [];
  const found: { node: Node; message: string }[] = [];
  const signs = importsSigner(file);
  const name = (node: Node): void => {
    const said = textOf(node);
    const text = said === null ? null : said.replace(/^\//, '');
    const isPath = signs && said !== text && /^[A-Z]\w+$/.test(text ?? '');
    if (isPath && text !== null && !SIGNED_CALLS.has(text)) {
      found.push({ node, message: `${text} is not on the list of signed calls` });
    }
    if (text === null || SIGNED_CALLS.has(text) || !FATAL.test(text)) return;
    if (file.path.startsWith('src/lib/cloud/simulated/') || (text === EVENT && !signs)) return;
    found.push({ node, message: `${text} is a call that must not be named` });
  };
  visit(file, {
    Literal: name,
    TemplateLiteral: name,
    CallExpression(node) {
      const [operation] = node.arguments;
      const text = operation === undefined ? null : textOf(operation);
      if (!signs || text === null || !/^[A-Z][a-z]+[A-Z]?\w*$/.test(text)) return;
      if (SIGNED_CALLS.has(text) || FATAL.test(text)) return;
      found.push({ node, message: `${text} is not on the list of signed calls` });
    },
    Property(node) {
      const written = sourceOf(file, node.key) === 'method' ? textOf(node.value) : null;
      if (!signs || isSigner(file) || written === null || written === 'GET') return;
      if (written === 'POST' && REST_POSTERS.includes(file.path)) return;
      found.push({ node, message: `${written} by REST changes something` });
    },
    ImportDeclaration(node) {
      if (node.source.value !== '@smithy/signature-v4' || isSigner(file)) return;
      found.push({ node, message: 'only signed-json.ts and signed-rest.ts sign' });
    },
  });
  return found.map(({ node, message }) => ({
    ...{ rule: 'signed-calls', path: file.path, message },
    line: lineOf(file, node),
  }));
};
