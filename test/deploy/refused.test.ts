/** `npm run deploy`, as it is typed, against moto: what cannot work is said, and nothing made. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { blocksOf } from '../docs/blocks.ts';
import { elementsIn, emulatedCalls } from '../e2e-deploy/emulated-calls.ts';
import { openProject } from '../e2e-deploy/project.ts';
import { emulated } from '../emulators/emulator.ts';
import { startMoto } from '../emulators/moto.ts';

const moto = await startMoto();
const endpoint = 'endpoint' in moto ? moto.endpoint : '';
const missing = 'missing' in moto ? moto.missing : null;
if (missing !== null) process.stderr.write(`No deploy is refused by an account: ${missing}.\n`);

afterAll(async () => {
  if ('stop' in moto) await moto.stop();
});

interface Refused {
  readonly policy?: string;
  readonly variables?: NodeJS.ProcessEnv;
}

/** What the command printed; that it failed and made nothing is asserted for each. */
async function refused(
  options: readonly string[],
  { policy = '', variables = {} }: Refused = {},
): Promise<string> {
  const project = await openProject(endpoint, policy, variables);
  try {
    const { ok, output } = await project.run('deploy', ...options);
    expect(ok).toBe(false);
    expect(output).not.toMatch(/\n\s+at /);
    expect(await made()).toEqual([]);
    return output;
  } finally {
    await project.remove();
  }
}

async function made(): Promise<readonly string[]> {
  const calls = emulatedCalls(endpoint, { account: '123456789012', region: 'ap-northeast-2' });
  const stacks = await calls.query('cloudformation', { Action: 'ListStacks' });
  const buckets = await calls.text('s3', 'GET /');
  return [...elementsIn(stacks, 'StackName'), ...elementsIn(buckets, 'Name')];
}

const EMAIL = ['--param', 'email=you@example.com'];
const NO_KEYS = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_CONFIG_FILE: '/dev/null',
};

describe.runIf(missing === null)('a deploy that cannot work', { timeout: 60_000 }, () => {
  beforeEach(async () => {
    await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  });

  test('is told everything at once: email, policy, stage and Region', async () => {
    const output = await refused(['--stage', 'my_stage', '--region', 'me-south-1'], {
      policy: 'zone: Asia/Soul\nidel: { on: false }\n',
    });
    expect(output.match(/^- .*/gm)).toEqual([
      expect.stringContaining('- Nobody would be told anything: say where mail goes'),
      expect.stringMatching(/^- policy\.yml:1: zone: .*Asia\/Seoul/),
      expect.stringMatching(/^- policy\.yml:2: idel: .*"idle"/),
      expect.stringContaining('- --stage my_stage: its name goes into AWS'),
      expect.stringContaining('- The Region me-south-1 is off in this account'),
    ]);
    expect(output).toContain('Nothing was made, because 5 things are wrong:');
    expect(output).toContain('aws account enable-region --region-name me-south-1');
  });

  test('is told what docs/deploy.md shows', async () => {
    const shown = blocksOf('docs/deploy.md').find(({ text }) => text.startsWith('Nothing was'));
    const output = await refused(['--region', 'me-south-1'], { policy: 'zone: Asia/Soul\n' });
    expect(output).toContain(shown?.text);
  });

  test.each([
    ['a Region that AWS does not have', ['--region', 'ap-northeast-2a'], /mean ap-northeast-2\?/],
    ['an address that is none', ['--param', 'email=you@example'], /email=you@example: no email/],
    ['a parameter that the stack does not have', ['--param', 'mail=a@b.co'], /one parameter/],
    ['a stage too long for a name', ['--stage', 's'.repeat(36)], /35 characters at most/],
  ])('is told of %s', async (_, options, sentence) => {
    const email = options[0] === '--param' && options[1]?.startsWith('email') ? [] : EMAIL;
    const output = await refused([...email, ...options]);
    expect(output).toContain('because one thing is wrong');
    expect(output).toMatch(sentence);
  });

  test('is told that there are no credentials, and what is wrong besides', async () => {
    const output = await refused([], { variables: NO_KEYS });
    expect(output).toContain('because 2 things are wrong');
    expect(output).toContain('No credentials of AWS were found');
    expect(output).toContain('Nobody would be told anything');
  });

  test('is told that AWS cannot be reached', async () => {
    const variables = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };
    expect(await refused(EMAIL, { variables })).toContain('AWS cannot be reached (');
  });

  test('is told which secret is not there, and which is no secret', async () => {
    const ssm = new SSMClient(emulated(endpoint));
    const parameter = { Name: 'tierkeeper.app', Type: 'String', Value: 'open' } as const;
    await ssm.send(new PutParameterCommand(parameter));
    const policy = 'tell: { slack: { webhook: /tierkeeper/hook, app: tierkeeper.app } }';
    const output = await refused(EMAIL, { policy });
    expect(output).toContain('parameter /tierkeeper/hook for Slack, which is not there:');
    expect(output).toContain('tierkeeper.app for Slack, which is a String, and no SecureString:');
    expect(output).toContain('aws ssm put-parameter --type SecureString --region ap-northeast-2');
    expect(output).not.toContain('open');
  });

  test("is told that somebody else's table is called like the ledger", async () => {
    const dynamodb = new DynamoDBClient(emulated(endpoint));
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'tierkeeper-prod-ledger',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'order', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'order', KeyType: 'HASH' }],
      }),
    );
    expect(await refused(EMAIL)).toContain('tierkeeper-prod-ledger is not a ledger of Tierkeeper');
  });
});
