/** What each role may do, as AWS would decide it: all that its function calls, and nothing else. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf } from '../../scripts/iam/bundle-calls.ts';
import { deployerPolicy } from '../../scripts/iam/deployer.ts';
import { iamReference } from '../../scripts/iam/reference.ts';
import { type Role, rolesIn } from '../../scripts/iam/roles.ts';
import { WHY, WHY_HERE } from '../../scripts/iam/why.ts';
import { FULL_POLICY } from '../../scripts/iam-reference.ts';
import { spokeTemplate } from '../../scripts/scopes/spoke.ts';
import { actionsFor, type FunctionName } from '../rights/function-calls.ts';
import { HOME } from '../wake/event-documents.ts';
import { type Asked, decisionOf } from './decision.ts';
import { changesSomething, grantedBy } from './granted.ts';
import { packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';
import { spokeRoleIn } from './spoke-role.ts';
import type { Template } from './stack.ts';

/** Of each role whose function has the SDK: the bundle, and whether it looks beyond home. */
const BUNDLES = [
  ['InstanceChanged', 'instance-changed'],
  ['AlarmChanged', 'alarm-changed'],
  ['ClockTicked', 'clock-ticked'],
  ['DigestDue', 'digest-due'],
] as const;
const NAMES = BUNDLES.map(([name]) => name);

/** What no function calls by itself: AWS asks for it besides, or Lambda does it in its name. */
const WITH_SECRETS = {
  'kms:Decrypt': "GetParameter opens with it what a key of the owner's encrypts",
  'logs:CreateLogStream': 'Lambda writes the log',
  'logs:PutLogEvents': 'Lambda writes the log',
};
const OF_A_PASS = {
  ...WITH_SECRETS,
  'cloudwatch:TagResource': 'PutMetricAlarm sets a tag, and asks for this, too',
};
const OF_HOME = {
  ...OF_A_PASS,
  'sqs:SendMessage': 'Lambda gives up an invocation; wakes of other places are sent besides',
};
const OF_THE_QUEUE = {
  ...OF_A_PASS,
  'sqs:ReceiveMessage': 'the event source mapping takes messages in its name',
  'sqs:DeleteMessage': 'the event source mapping takes messages in its name',
  'sqs:GetQueueAttributes': 'the event source mapping takes messages in its name',
};
const BESIDES = Object.keys(OF_HOME);

let service: ServiceFolder;
let roles: readonly Role[];
let metafile: Metafile;
let template: Template;

beforeAll(async () => {
  service = await serviceFolder(FULL_POLICY);
  ({ template } = await packageIn(service));
  roles = rolesIn(template, HOME);
  metafile = JSON.parse(await readFile(path.join(service.folder, 'dist/metafile.json'), 'utf8'));
}, 120_000);

afterAll(() => service.remove());

const roleOf = (name: string): Role => {
  const role = roles.find((one) => one.name === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return role;
};

const allowedIn = ({ statements }: Role): readonly string[] =>
  statements.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []));

describe.each(BUNDLES)('the role %s', (name, bundle) => {
  test('may make each call that its bundle has in it, and no other', () => {
    const calls = [...callsOf(metafile, bundle), ...BESIDES].sort();
    expect([...new Set(allowedIn(roleOf(name)))].sort()).toEqual([...new Set(calls)]);
  });
});

describe('recorded calls (test/rights)', () => {
  const needed = (name: FunctionName, besides: object): readonly string[] =>
    [...new Set([...actionsFor(name), ...Object.keys(besides)])].sort();
  const granted = (...given: readonly Role[]): readonly string[] => [...grantedBy(...given)].sort();

  test.each(BUNDLES)('are what the role %s allows, and all of it', (role, name) => {
    expect(granted(roleOf(role))).toEqual(needed(name, OF_HOME));
  });

  test('are what the role of links allows, and all of it', () => {
    expect(granted(roleOf('LinkOpened'))).toEqual(needed('link-opened', WITH_SECRETS));
  });

  test('are what the roles here and in a spoke allow the function for other places', () => {
    const spoke = spokeRoleIn(spokeTemplate(template));
    expect(granted(roleOf('ScopeQueued'), spoke)).toEqual(needed('scope-queued', OF_THE_QUEUE));
  });
});

const decision = (name: string, asked: Asked): Promise<string> =>
  decisionOf(roleOf(name).statements, asked);

const arn = (service: string, name: string, { account, region } = HOME): string =>
  `arn:aws:${service}:${region}:${account}:${name}`;

const INSTANCE = arn('ec2', 'instance/i-0123456789abcdef0');
const LEDGER = arn('dynamodb', 'table/tierkeeper-prod-ledger');
const ELSEWHERE = { account: '210987654321' as typeof HOME.account, region: HOME.region };
const IGNORED = 'aws:ResourceTag/tierkeeper:ignore';
const at = (...partitions: string[]) => ({ 'dynamodb:LeadingKeys': partitions });
const place = `${HOME.account}#${HOME.region}`;
const OTHER_PLACE = `${ELSEWHERE.account}#${HOME.region}`;

const ACTIONS = ['GetItem', 'Query', 'UpdateItem', 'DeleteItem', 'PutItem', 'Scan'];
const KINDS = ['live', 'account', 'past', 'hold', 'secret', 'digest'];
/** Of the account there is one part, of each Region one. */
const partOf = (kind: string, { account, region } = HOME): string =>
  ['account', 'secret'].includes(kind) ? `${kind}#${account}` : `${kind}#${account}#${region}`;

/** Which calls a role may make of the ledger of that place, as AWS decides it. */
async function ledgerCallsOf(role: string, place = HOME): Promise<readonly string[]> {
  const asked = KINDS.flatMap((kind) =>
    ACTIONS.map((action) => [`dynamodb:${action}`, kind] as const),
  );
  const answers = await Promise.all(
    asked.map(([action, kind]) =>
      decision(role, { action, resource: LEDGER, context: at(partOf(kind, place)) }),
    ),
  );
  return asked.flatMap(([action, kind], index) =>
    answers[index] === 'Allowed' ? [`${action} ${kind}`] : [],
  );
}

describe('the ledger', () => {
  const recorded = (name: FunctionName): readonly string[] =>
    [...actionsFor(name)].filter((action) => action.startsWith('dynamodb:')).sort();

  test.each([...BUNDLES, ['LinkOpened', 'link-opened']] as const)(
    'is open to %s for the recorded calls alone, part by part',
    async (role, name) => {
      expect((await ledgerCallsOf(role)).toSorted()).toEqual(recorded(name));
    },
  );

  test.each([...NAMES, 'Scheduler'])('of another account is closed to %s', async (role) => {
    // The digest tells of all: whom nobody looked at, what accounts use, what they handed over.
    const seen = role === 'DigestDue' ? ['dynamodb:GetItem live', 'dynamodb:GetItem account'] : [];
    const heard = BUNDLES.some(([name]) => name === role)
      ? ['dynamodb:GetItem digest', 'dynamodb:Query digest']
      : [];
    expect(await ledgerCallsOf(role, ELSEWHERE)).toEqual([...seen, ...heard]);
  });

  test('is written by links in its holds alone, wherever the link is of', async () => {
    const calls = [
      ...(await ledgerCallsOf('LinkOpened')),
      ...(await ledgerCallsOf('LinkOpened', ELSEWHERE)),
    ];
    const writes = calls.filter((call) => /UpdateItem|PutItem|DeleteItem/.test(call));
    expect(new Set(writes)).toEqual(new Set(['dynamodb:UpdateItem hold']));
  });
});

const MAY: readonly (readonly [sentence: string, asked: Asked])[] = [
  ['stop an instance at home', { action: 'ec2:StopInstances', resource: INSTANCE }],
  [
    'stop one whose tag says that it is not ignored',
    { action: 'ec2:StopInstances', resource: INSTANCE, context: { [IGNORED]: 'No' } },
  ],
  ['tell the topic', { action: 'sns:Publish', resource: arn('sns', 'tierkeeper-prod') }],
  [
    'make an alarm for an instance',
    {
      action: 'cloudwatch:PutMetricAlarm',
      resource: arn('cloudwatch', 'alarm:tierkeeper-low-cpu-i-0123456789abcdef0'),
    },
  ],
  [
    'delete an alarm that carries our tag',
    {
      action: 'cloudwatch:DeleteAlarms',
      resource: arn('cloudwatch', 'alarm:tierkeeper-low-cpu-i-0123456789abcdef0'),
      context: { 'aws:ResourceTag/tierkeeper:managed': `${HOME.account}/${HOME.region}` },
    },
  ],
  [
    'write down what it knows',
    { action: 'dynamodb:UpdateItem', resource: LEDGER, context: at(`live#${place}`) },
  ],
  [
    'write down what came of it',
    { action: 'dynamodb:UpdateItem', resource: LEDGER, context: at(`past#${place}`) },
  ],
  [
    'read what was saved in months that are over',
    { action: 'dynamodb:Query', resource: LEDGER, context: at(`past#${place}`) },
  ],
  ['see holds', { action: 'dynamodb:Query', resource: LEDGER, context: at(`hold#${place}`) }],
  [
    'read the parameter that the policy names',
    { action: 'ssm:GetParameter', resource: arn('ssm', 'parameter/tierkeeper/slack-webhook') },
  ],
];

const MAY_NOT: readonly (readonly [sentence: string, asked: Asked])[] = [
  ...['ec2:StopInstances', 'ec2:StartInstances'].map((action): readonly [string, Asked] => [
    `${action} what is tagged tierkeeper:ignore`,
    { action, resource: INSTANCE, context: { [IGNORED]: 'true' } },
  ]),
  [
    'stop a notebook that is tagged tierkeeper:ignore',
    {
      action: 'sagemaker:StopNotebookInstance',
      resource: arn('sagemaker', 'notebook-instance/lab'),
      context: { [IGNORED]: 'yes' },
    },
  ],
  [
    'stop an instance of another Region',
    {
      action: 'ec2:StopInstances',
      resource: INSTANCE.replace(HOME.region, 'us-east-1'),
      context: { 'aws:RequestedRegion': 'us-east-1' },
    },
  ],
  [
    'tell another topic of the account',
    { action: 'sns:Publish', resource: arn('sns', 'payments') },
  ],
  [
    "tell another account's topic of that name",
    { action: 'sns:Publish', resource: arn('sns', 'tierkeeper-prod', ELSEWHERE) },
  ],
  [
    'read another table',
    {
      action: 'dynamodb:GetItem',
      resource: arn('dynamodb', 'table/payments'),
      context: at(`live#${place}`),
    },
  ],
  [
    "write another account's part of the ledger",
    {
      action: 'dynamodb:UpdateItem',
      resource: LEDGER,
      context: at(`live#${OTHER_PLACE}`),
    },
  ],
  ...[
    ['write what another place has to tell', `digest#${OTHER_PLACE}`] as const,
    ['hold anything in the name of a person', `hold#${place}`] as const,
  ].map(([sentence, partition]): readonly [string, Asked] => [
    sentence,
    { action: 'dynamodb:UpdateItem', resource: LEDGER, context: at(partition) },
  ]),
  [
    'forget what came of something',
    { action: 'dynamodb:DeleteItem', resource: LEDGER, context: at(`past#${place}`) },
  ],
  [
    'read the whole ledger at once',
    { action: 'dynamodb:Scan', resource: LEDGER, context: at(`live#${place}`) },
  ],
  [
    "delete the owner's alarm that is called like ours",
    {
      action: 'cloudwatch:DeleteAlarms',
      resource: arn('cloudwatch', 'alarm:tierkeeper-low-cpu-i-0123456789abcdef0'),
    },
  ],
  [
    "silence the stack's own alarms",
    {
      action: 'cloudwatch:PutMetricAlarm',
      resource: arn('cloudwatch', 'alarm:tierkeeper-health-prod-nobody-looked'),
    },
  ],
  [
    'read another parameter',
    { action: 'ssm:GetParameter', resource: arn('ssm', 'parameter/database/password') },
  ],
  [
    'put events that say they are of another source',
    {
      action: 'events:PutEvents',
      resource: arn('events', 'event-bus/default'),
      context: { 'events:source': 'billing' },
    },
  ],
  ...[
    ['ec2:TerminateInstances', INSTANCE],
    ['ec2:RunInstances', INSTANCE],
    ['ec2:ModifyInstanceAttribute', INSTANCE],
    ['ec2:CreateTags', INSTANCE],
    ['ec2:DeleteTags', INSTANCE],
    ['ec2:DeleteVolume', arn('ec2', 'volume/vol-0123456789abcdef0')],
    ['ec2:DeleteSnapshot', `arn:aws:ec2:${HOME.region}::snapshot/snap-0123456789abcdef0`],
    ['ec2:ReleaseAddress', arn('ec2', 'elastic-ip/eipalloc-0123456789abcdef0')],
    ['ec2:DisassociateAddress', arn('ec2', 'elastic-ip/eipalloc-0123456789abcdef0')],
    ['rds:StopDBInstance', arn('rds', 'db:shop')],
    ['sagemaker:DeleteNotebookInstance', arn('sagemaker', 'notebook-instance/lab')],
    ['dynamodb:DeleteTable', LEDGER],
    ['sns:Subscribe', arn('sns', 'tierkeeper-prod')],
    ['sqs:ReceiveMessage', arn('sqs', 'tierkeeper-prod-dead-letters')],
    ['iam:PassRole', `arn:aws:iam::${HOME.account}:role/admin`],
    ['lambda:InvokeFunction', arn('lambda', 'function:tierkeeper-prod-clock-ticked')],
  ].map(([action = '', resource = '']): readonly [string, Asked] => [action, { action, resource }]),
];

describe.each(NAMES)('%s may', (name) => {
  test.each(MAY)('%s', async (_, asked) => {
    expect(await decision(name, asked)).toBe('Allowed');
  });
});

/** What the two roles are for that no pass has. */
const ITS_OWN: Readonly<Record<string, readonly string[]>> = {
  Scheduler: ['lambda:InvokeFunction'],
  LinkOpened: ['hold anything in the name of a person'],
};

describe.each([...NAMES, 'Scheduler', 'LinkOpened'])('%s may not', (name) => {
  const refused = MAY_NOT.filter(([sentence]) => !ITS_OWN[name]?.includes(sentence));
  test.each(refused)('%s', async (_, asked) => {
    expect(await decision(name, asked)).not.toBe('Allowed');
  });
});

test('of all that changes something, roles allow these alone', () => {
  const all = [...roles, spokeRoleIn(spokeTemplate(template))];
  const changing = all.flatMap(allowedIn).filter((action) => changesSomething(action));
  expect([...new Set(changing)].sort()).toEqual([
    'cloudwatch:DeleteAlarms',
    'cloudwatch:PutMetricAlarm',
    'cloudwatch:TagResource',
    'dynamodb:DeleteItem',
    'dynamodb:UpdateItem',
    'events:PutEvents',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'sqs:DeleteMessage',
  ]);
});

describe('the pages about rights', () => {
  test('say what the template says: after a change of it run npm run docs', async () => {
    expect(await readFile('docs/iam.md', 'utf8')).toBe(iamReference(template));
    const policy = JSON.parse(await readFile('docs/deployer-policy.json', 'utf8'));
    expect(policy).toEqual(deployerPolicy(template));
  });

  test('give no reason for what nobody may do', () => {
    const statements = roles.flatMap((role) => role.statements);
    const actions = new Set(statements.flatMap(({ Action }) => Action));
    expect(Object.keys(WHY).filter((action) => !actions.has(action))).toEqual([]);
    const sids = new Set(statements.map(({ Sid }) => Sid));
    expect(Object.keys(WHY_HERE).filter((sid) => !sids.has(sid))).toEqual([]);
  });
});

describe('who deploys it', () => {
  const rightsOf = () => deployerPolicy(template).Statement;

  test('has no right over what is not called after it, but over what has no name', () => {
    const wide = rightsOf().filter(
      ({ Resource }) => !Resource.some((one) => /tierkeeper-/.test(one)),
    );
    expect(wide.flatMap(({ Action }) => Action).sort()).toEqual([
      'cloudformation:ValidateTemplate',
      'cloudwatch:DeleteAlarms',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:ListTagsForResource',
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:TagResource',
      'cloudwatch:UntagResource',
      'ec2:DescribeRegions',
      'events:DescribeEventBus',
      'events:PutPermission',
      'events:RemovePermission',
      'lambda:CreateEventSourceMapping',
      'lambda:DeleteEventSourceMapping',
      'lambda:GetEventSourceMapping',
      'lambda:ListTags',
      'lambda:TagResource',
      'lambda:UntagResource',
      'lambda:UpdateEventSourceMapping',
      'ssm:DescribeParameters',
    ]);
  });

  test('passes roles of the stack alone, and ends no instance', () => {
    const passing = rightsOf().filter(({ Action }) => Action.includes('iam:PassRole'));
    expect(passing.map(({ Resource }) => Resource)).toEqual([['arn:aws:iam::*:role/tierkeeper-*']]);
    const actions = rightsOf().flatMap(({ Action }) => Action);
    expect(actions.filter((one) => one.startsWith('ec2:'))).toEqual(['ec2:DescribeRegions']);
  });
});
