/** docs/iam.md: who may do what, on what, under which condition, and why. */
import type { CompiledTemplate } from './intrinsics.ts';
import { type Role, type RoleStatement, rolesIn } from './roles.ts';
import { WHY, WHY_HERE } from './why.ts';

const PLACE = { account: 'ACCOUNT', region: 'REGION' };

const INTRODUCTION = `# Who may do what

Written by \`npm run docs\` from the packaged template of [serverless.yml](../serverless.yml).

Each function has a role of its own. Here is every action in it: an action that is not in a table
cannot be called, whatever the code does. That the tables are neither too long nor too short is
tested: the calls that each function was recorded to make (\`test/rights\`) are those of its role,
part by part of the ledger, and what a role may and may not do is decided as AWS decides it
(\`test/template/rights.test.ts\`).

There is no action that terminates, deletes or releases anything of the owner's, none that tags
an instance, and none that passes a role. What it deletes are alarms of its own and items of its
ledger.

\`scope-queued\` is only there if the policy names other Regions or accounts: \`us-east-1\` and
\`210987654321\` stand for them here. In another account it has what
[spoke/template.json](../spoke/template.json) gives it ([many-accounts.md](many-accounts.md)).

[deployer-policy.json](deployer-policy.json) is what somebody needs to deploy it, to change it and
to remove it.
`;

/** What the owner has set where a statement hangs on the policy. */
const SETTINGS: Readonly<Record<string, string>> = {
  PutsEvents: 'the policy has `tell: { eventBridge: true }`',
  ReadsSecrets: 'the policy names a secret of Slack',
  HasScopes: 'the policy names other Regions or accounts',
  HasSpokes: 'the policy names other accounts',
  ReadsApp: 'the policy names the secret of a Slack app',
};

const code = (text: string): string => `\`${text}\``;

const short = (arn: string): string =>
  arn === '*' ? 'everything' : code(arn.replace('arn:aws:', ''));

function conditionText({ Condition = {}, onlyIf }: RoleStatement): string {
  const parts = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => wordsOf(operator, key, values)),
  );
  return [...(onlyIf === null ? [] : [SETTINGS[onlyIf] ?? onlyIf]), ...parts].join('; ');
}

function wordsOf(operator: string, key: string, values: readonly string[]): string {
  const listed = values.map(code).join(', ');
  if (operator === 'Null') return `${code(key)} is ${values[0] === 'true' ? 'not there' : 'there'}`;
  if (operator === 'StringNotEqualsIgnoreCase') return `${code(key)} is none of ${listed}`;
  return `${code(key)} is ${listed}`;
}

const rowsOf = (statement: RoleStatement): readonly string[] =>
  statement.Action.map((action) => {
    const { Sid, Effect, Resource } = statement;
    const verb = Effect === 'Deny' ? `**never** ${code(action)}` : code(action);
    const why = Effect === 'Deny' ? 'the tag says so' : (WHY_HERE[Sid ?? ''] ?? WHY[action]);
    if (why === undefined) throw new Error(`scripts/iam/why.ts does not say why: ${action}`);
    const cells = [verb, Resource.map(short).join('<br>'), conditionText(statement), why];
    return `| ${cells.join(' | ')} |`;
  });

const tableOf = (statements: readonly RoleStatement[]): string =>
  ['| action | on | only if | why |', '|---|---|---|---|', ...statements.flatMap(rowsOf)].join(
    '\n',
  );

/** `clock-ticked`, or `Scheduler`. */
const functionName = (name: string): string =>
  name === 'Scheduler'
    ? 'EventBridge Scheduler'
    : code(name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());

interface Chapter {
  readonly roles: readonly string[];
  readonly statements: readonly RoleStatement[];
}

/** Everybody's own log is the same right to all. */
const alike = (statement: RoleStatement): RoleStatement => ({
  ...statement,
  Resource: statement.Resource.map((arn) =>
    arn.replace(/(log-group:\/aws\/lambda\/tierkeeper-prod-)[a-z-]+/, '$1FUNCTION'),
  ),
});

const keyOf = (statement: RoleStatement): string => JSON.stringify(statement);

/** What several roles have alike is said once. */
function chaptersOf(roles: readonly Role[]): readonly Chapter[] {
  const holders = new Map<string, { statement: RoleStatement; names: string[] }>();
  for (const { name, statements } of roles) {
    for (const statement of statements.map(alike)) {
      const known = holders.get(keyOf(statement)) ?? { statement, names: [] };
      known.names.push(name);
      holders.set(keyOf(statement), known);
    }
  }
  const groups = Map.groupBy(holders.values(), ({ names }) => names.join(' '));
  return [...groups].map(([names, held]) => ({
    roles: names.split(' '),
    statements: held.map(({ statement }) => statement),
  }));
}

export function iamReference(template: CompiledTemplate): string {
  const chapters = chaptersOf(rolesIn(template, PLACE))
    .toSorted((one, other) => other.roles.length - one.roles.length)
    .map(({ roles, statements }) => {
      const title = roles.map(functionName).join(', ');
      return `## ${title}\n\n${tableOf(statements)}`;
    });
  return `${[INTRODUCTION.trimEnd(), ...chapters].join('\n\n')}\n`;
}
