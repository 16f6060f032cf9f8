/** The IAM actions of the SDK commands in a bundle: what its function can call at all. */
import type { Metafile } from 'esbuild';

/** How the actions of a client begin, where IAM calls the service otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  'elastic-load-balancing': 'elasticloadbalancing',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  eventbridge: 'events',
  opensearch: 'es',
};

const COMMAND = /@aws-sdk\/client-([a-z0-9-]+)\/dist-es\/commands\/(\w+)Command\.js$/;

/** In every bundle with a DynamoDB client, and called only where endpoints are to be discovered. */
const NEVER_CALLED: ReadonlySet<string> = new Set(['dynamodb:DescribeEndpoints']);

/** Of services without an SDK package: what is signed and sent by hand. */
const BY_HAND: readonly (readonly [file: string, actions: readonly string[]])[] = [
  ['src/lib/cloud/aws/free-tier.ts', ['freetier:GetAccountPlanState', 'freetier:GetFreeTierUsage']],
  ['src/lib/cloud/aws/estate/savings-plans.ts', ['savingsplans:DescribeSavingsPlans']],
  ['src/lib/cloud/aws/sqs-signed.ts', ['sqs:SendMessage']],
];

const byHand = (file: string): readonly string[] =>
  BY_HAND.flatMap(([of, calls]) => (file.endsWith(of) ? calls : []));

function actionOf(file: string): readonly string[] {
  const [, client = '', command] = COMMAND.exec(file) ?? [];
  if (command === undefined) return [];
  const action = `${PREFIXES[client] ?? client}:${command}`;
  return NEVER_CALLED.has(action) ? [] : [action];
}

/** By the name of the function: `clock-ticked`. What tree shaking has dropped does not count. */
export function callsOf({ outputs }: Metafile, name: string): ReadonlySet<string> {
  const output = Object.entries(outputs).find(([file]) => file.endsWith(`${name}/index.js`))?.[1];
  if (!output) throw new Error(`there is no bundle ${name}`);
  const kept = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return new Set(kept.flatMap(([file]) => [...actionOf(file), ...byHand(file)]));
}
