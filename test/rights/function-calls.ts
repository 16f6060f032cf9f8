/**
 * What each function asks of its ports. recorded-calls.test.ts has each make all of it and nothing
 * else; the 2,000 histories of test/simulation may make nothing else either; and test/template
 * holds the roles against it, both ways.
 */
import { PORT_ACTIONS } from './port-actions.ts';

/** A pass, whoever was woken: it may have to look at the whole Region for somebody else. */
const PASS = [
  'alarms.list',
  'alarms.put',
  'alarms.remove',
  'cloud.addresses',
  'cloud.associate',
  'cloud.backups',
  'cloud.instanceStatuses',
  'cloud.instances',
  'cloud.loadBalancerTargets',
  'cloud.notebookPower start',
  'cloud.notebookPower stop',
  'cloud.notebooks',
  'cloud.power start',
  'cloud.power stop',
  'cloud.securityGroups',
  'cloud.spotRequests',
  'cloud.stopProtection',
  'cloud.volumes',
  'event-bridge.hasConfirmedRecipient',
  'event-bridge.send',
  'ledger.delete live',
  'ledger.get account',
  'ledger.get live',
  'ledger.get secret',
  'ledger.put account',
  'ledger.put live',
  'ledger.put past',
  'ledger.put secret',
  'ledger.query account',
  'ledger.query hold',
  'ledger.query live',
  'ledger.query past',
  'metrics.read charged',
  'metrics.read free',
  'metrics.readNotebooks',
  'slack-app.hasConfirmedRecipient',
  'slack-app.send',
  'slack-webhook.hasConfirmedRecipient',
  'slack-webhook.send',
  'sns.hasConfirmedRecipient',
  'sns.send',
] as const;

/** Home tells of all places in one digest, whichever of its functions it falls to. */
const AT_HOME = [...PASS, 'ledger.get digest', 'ledger.put digest', 'ledger.query digest'] as const;

/** The daily function sweeps all Regions besides, and so does the one for other places. */
const SWEEP = [
  'estate.addresses',
  'estate.clusters',
  'estate.cpuSamples',
  'estate.databases',
  'estate.endpoints',
  'estate.images',
  'estate.instances',
  'estate.lightsail',
  'estate.loadBalancers',
  'estate.natGateways',
  'estate.notebooks',
  'estate.regions',
  'estate.reservedInstances',
  'estate.savingsPlans',
  'estate.searchDomains',
  'estate.snapshots',
  'estate.starts',
  'estate.studioApps',
  'estate.volumes',
  'freeTier.planState',
  'freeTier.usage',
] as const;

export const FUNCTION_CALLS = {
  'instance-changed': AT_HOME,
  'alarm-changed': AT_HOME,
  'clock-ticked': AT_HOME,
  'digest-due': [...AT_HOME, ...SWEEP],
  'scope-queued': [...PASS, ...SWEEP, 'ledger.put digest', 'role.assume'],
  'link-opened': [
    'ledger.get account',
    'ledger.get hold',
    'ledger.get live',
    'ledger.get secret',
    'ledger.put hold',
    'ledger.query hold',
    'ledger.query live',
    'secret.read',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FunctionName = keyof typeof FUNCTION_CALLS;

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTION_CALLS, name);

/** What reads some metrics for nothing and others for money does both. */
export function partsOf(call: string): readonly string[] {
  const [, port, parts = ''] = /^(metrics\.read) (.*)$/.exec(call) ?? [];
  if (port === undefined) return [call];
  return parts === 'nothing' ? [] : parts.split(' and ').map((part) => `${port} ${part}`);
}

/** A history makes thousands of calls, which are of some dozens. */
const judged = new Map<string, Map<string, string | null>>();

/** Null where the function is known for that call. */
export function strangeCall(name: string, call: string): string | null {
  const ofFunction = judged.get(name) ?? new Map<string, string | null>();
  judged.set(name, ofFunction);
  const known = ofFunction.get(call);
  if (known !== undefined) return known;
  const found = judge(name, call);
  ofFunction.set(call, found);
  return found;
}

function judge(name: string, call: string): string | null {
  const known: readonly string[] = isFunctionName(name) ? FUNCTION_CALLS[name] : [];
  const strange = partsOf(call).filter((part) => !known.includes(part));
  return strange.length === 0 ? null : `${name} asks for ${strange.join(', ')}`;
}

/** A channel that is never confirmed asks nobody. */
const ASKS_NOBODY = /^(event-bridge|slack-app|slack-webhook)\.hasConfirmedRecipient$/;

/** `ec2:StopInstances`; of the ledger with its kind of partition: `dynamodb:PutItem live`. */
export function actionsFor(name: FunctionName): ReadonlySet<string> {
  const calls: readonly string[] = FUNCTION_CALLS[name];
  return new Set(
    calls.filter((call) => !ASKS_NOBODY.test(call)).flatMap((call) => actionsOfCall(call)),
  );
}

function actionsOfCall(call: string): readonly string[] {
  const [, method, partition] = /^(ledger\.\w+) (\w+)$/.exec(call) ?? [];
  const actions = PORT_ACTIONS[method ?? call];
  if (actions === undefined) throw new RangeError(`nothing is recorded of ${call}`);
  return method === undefined ? actions : actions.map((action) => `${action} ${partition}`);
}
