/** `tierkeeper trouble` on an emulated queue, with what AWS puts there. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { askJson, askQuery, askRest } from '../emulators/ask-aws.ts';
import { startMoto } from '../emulators/moto.ts';
import { capturedIn } from './captured.ts';
import {
  ELSEWHERE,
  EVENT,
  ofFunction,
  ofRule,
  ofSchedule,
  type SentLetter,
  scopesArn,
} from './dead-letters.ts';
import { type Doorkeeper, inFrontOf, type Passed } from './in-front-of.ts';
import { jsonLines, type Ran, type RunOptions, tierkeeper } from './tierkeeper.ts';

const moto = await startMoto();
const endpoint = 'endpoint' in moto ? moto.endpoint : '';

afterAll(async () => {
  if ('stop' in moto) await moto.stop();
});

const sqs = (call: string, body: object): Promise<unknown> =>
  askJson(endpoint, ['sqs', `AmazonSQS.${call}`], body);

let stage = '';
let QueueUrl = '';

const ACCEPTED = { status: 202, body: '' };
const NO_FUNCTION = {
  status: 404,
  headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
  body: '{"Type":"User","Message":"Function not found: tierkeeper"}',
};

const run = (...args: readonly string[]): Promise<Ran> => runAt(endpoint, ...args);

const OPTIONS: RunOptions = {
  env: {
    AWS_REGION: 'ap-northeast-2',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  },
};

const typedAt = (url: string, args: readonly string[]): readonly string[] => [
  'trouble',
  ...args,
  ...['--stage', stage, '--endpoint-url', url],
];

/** In this process: there are many. */
const runAt = (url: string, ...args: readonly string[]): Promise<Ran> =>
  capturedIn(OPTIONS, typedAt(url, args));

const letters = (...sent: readonly SentLetter[]): Promise<unknown> =>
  Promise.all(sent.map((one) => sqs('SendMessage', { QueueUrl, ...one })));

const left = z.object({
  Attributes: z.object({ ApproximateNumberOfMessages: z.coerce.number() }),
});
async function countLeft(): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages'];
  const answer = await sqs('GetQueueAttributes', { QueueUrl, AttributeNames });
  return left.parse(answer).Attributes.ApproximateNumberOfMessages;
}

const listed = async () => {
  const { status, stdout, stderr } = await run('--json');
  expect([status, stderr]).toEqual([0, '']);
  return jsonLines(stdout);
};

async function deployFunctions(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await askRest(endpoint, ['lambda', 'POST', '/2015-03-31/functions'], {
      FunctionName: `tierkeeper-${stage}-${name}`,
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::123456789012:role/any',
      Handler: 'index.handler',
      Code: { ZipFile: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
    });
  }
}

const targetOf = (headers: Passed['headers']): string =>
  String(headers['x-amz-target']).replace('AmazonSQS.', '');

/** moto moves what is given up to the other queue, and does not say where it comes from. */
function givenUpByScopes(): Doorkeeper {
  const Attributes = {
    SentTimestamp: '1795439100000',
    DeadLetterQueueSourceArn: scopesArn(stage),
  };
  const Messages = [
    {
      MessageId: 'aaaa1111-0000-0000-0000-000000000000',
      ReceiptHandle: 'handle',
      Body: JSON.stringify(ELSEWHERE),
      Attributes,
    },
  ];
  return ({ path, headers }) => {
    if (path.includes('/functions/')) return ACCEPTED;
    switch (targetOf(headers)) {
      case 'ReceiveMessage':
        return { status: 200, body: JSON.stringify({ Messages }) };
      case 'DeleteMessage':
      case 'ChangeMessageVisibility':
        return { status: 200, body: '{}' };
      default:
        return null;
    }
  };
}

let stages = 0;

/** What a terminal would act upon: all but the ends of lines. */
const UNSEEN = /(?!\n)\p{C}/u;

describe.runIf('endpoint' in moto)('trouble', () => {
  beforeAll(async () => {
    // It runs functions in containers unless it is told not to.
    await askRest(endpoint, ['', 'POST', '/moto-api/config'], { lambda: { use_docker: false } });
    await askQuery(endpoint, 'iam', {
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: 'any',
      AssumeRolePolicyDocument: '{}',
    });
  });

  beforeEach(async () => {
    stages += 1;
    stage = `test${stages}`;
    const QueueName = `tierkeeper-${stage}-dead-letters`;
    const created = z.object({ QueueUrl: z.string() });
    ({ QueueUrl } = created.parse(await sqs('CreateQueue', { QueueName })));
  });

  it('says that nothing has failed', async () => {
    const { status, stdout } = await tierkeeper(typedAt(endpoint, []), OPTIONS);
    expect([status, stdout]).toEqual([
      0,
      `Nothing waits in tierkeeper-${stage}-dead-letters: nothing has failed for good.\n`,
    ]);
  });

  it('says of all three kinds what they were, for whom, how often and why', async () => {
    await letters(ofFunction(stage));
    await wait(5);
    await letters(ofRule(stage));
    await wait(5);
    await letters(ofSchedule(stage));
    const { stdout } = await run();
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/^3 things failed for good in account 123456789012, ap-northeast-2:/);
    expect(text).toMatch(
      new RegExp(
        'EC2 Instance State-change Notification of Mon 23 Nov 13:00 UTC, for ' +
          `tierkeeper-${stage}-instance-changed, given up \\w+ \\d+ \\w+ \\S+ UTC after 3 attempts`,
      ),
    );
    expect(text).toContain(
      'The function failed: NewerSchema: live#lease was written by a newer Tierkeeper',
    );
    expect(text).toContain(
      'The rule did not reach it: NO_PERMISSIONS: No permissions to invoke the function',
    );
    expect(text).toContain('Clock Ticked of Mon 23 Nov 13:05 UTC');
    expect(text).toContain('after 4 attempts The schedule did not reach it: AWS.Lambda.TooMany');
    expect(await countLeft()).toBe(3);
  });

  it('gives machines the event itself', async () => {
    await letters(ofFunction(stage));
    expect(await listed()).toMatchObject([
      { kind: 'dead-letter', from: 'function', attempts: 3, code: 'NewerSchema', event: EVENT },
    ]);
  });

  it('lists more than one answer of SQS holds', async () => {
    await letters(...Array.from({ length: 23 }, () => ofSchedule(stage)));
    expect(await listed()).toHaveLength(23);
    expect(await countLeft()).toBe(23);
  });

  it('sends one again, and throws away that one', async () => {
    await deployFunctions('instance-changed');
    await letters(ofFunction(stage), ofSchedule(stage));
    const entry = (await listed()).find((one) => one['from'] === 'function');
    const id = String(entry?.['id']).slice(0, 8);
    const { status, stdout, stderr } = await run('replay', id);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`${id} is sent to tierkeeper-${stage}-instance-changed again.\n`);
    expect((await listed()).map((one) => one['from'])).toEqual(['schedule']);
  });

  it('sends the very event, asynchronously, and keeps what Lambda does not accept', async () => {
    await letters(ofFunction(stage), ofSchedule(stage));
    const door = await inFrontOf(endpoint, ({ path }) =>
      path.includes('clock-ticked') ? NO_FUNCTION : path.includes('/functions/') ? ACCEPTED : null,
    );
    const { status, stdout } = await runAt(door.endpoint, 'replay', '--all');
    await door.stop();
    expect(status).toBe(1);
    expect(stdout).toMatch(/^\w{8} is not accepted by Lambda, and stays: Function not found/m);
    const call = door.passed.find(({ path }) => path.includes('instance-changed'));
    expect(call?.path).toBe(
      `/2015-03-31/functions/tierkeeper-${stage}-instance-changed/invocations`,
    );
    expect(call?.headers['x-amz-invocation-type']).toBe('Event');
    expect(JSON.parse(call?.body ?? '')).toEqual(EVENT);
    expect((await listed()).map((one) => one['from'])).toEqual(['schedule']);
  });

  it('sends an event of another account again, which the function sends on', async () => {
    await letters(ofFunction(stage, ELSEWHERE));
    const list = (await run()).stdout.replaceAll(/\s+/g, ' ');
    expect(list).toContain('13:00 UTC in account 210987654321, us-east-1, for tierkeeper-');
    const door = await inFrontOf(endpoint, ({ path }) =>
      path.includes('/functions/') ? ACCEPTED : null,
    );
    const { status, stdout } = await runAt(door.endpoint, 'replay', '--all');
    await door.stop();
    expect([status, stdout]).toEqual([0, expect.stringMatching(/ is sent to .* again\.$/m)]);
    const call = door.passed.find(({ path }) => path.includes('/functions/'));
    expect(JSON.parse(call?.body ?? '')).toEqual(ELSEWHERE);
    expect(await countLeft()).toBe(0);
  });

  it('sends what the queue of other places gave up again, by way of home', async () => {
    const door = await inFrontOf(endpoint, givenUpByScopes());
    const list = (await runAt(door.endpoint)).stdout.replaceAll(/\s+/g, ' ');
    expect(list).toContain('13:00 UTC in account 210987654321, us-east-1, given up');
    expect(list).toContain('Another Region or account failed each time');
    const { status, stdout } = await runAt(door.endpoint, 'replay', 'aaaa');
    await door.stop();
    const home = `tierkeeper-${stage}-instance-changed`;
    expect([status, stdout]).toEqual([0, `aaaa1111 is sent to ${home} again.\n`]);
    const call = door.passed.find(({ path }) => path.includes('/functions/'));
    expect(call?.path).toBe(`/2015-03-31/functions/${home}/invocations`);
    expect(JSON.parse(call?.body ?? '')).toEqual(ELSEWHERE);
    const deleted = door.passed.filter(({ headers }) => targetOf(headers) === 'DeleteMessage');
    expect(deleted).toHaveLength(1);
  });

  test.each<readonly [string, SentLetter, RegExp]>([
    ['of another stack', ofFunction('other'), /is for no function of this stack, and stays/],
    [
      'that says nothing to it',
      ofFunction('STAGE', { source: 'x' }),
      /says nothing to its function/,
    ],
    ['that is no JSON', { MessageBody: 'not\u001b[2J JSON' }, /is for no function of this stack/],
  ])('never sends one %s', async (_, letter, sentence) => {
    const MessageBody = letter.MessageBody.replaceAll('tierkeeper-STAGE', `tierkeeper-${stage}`);
    await letters({ ...letter, MessageBody });
    const { status, stdout } = await run('replay', '--all');
    expect(status).toBe(1);
    expect(stdout).toMatch(sentence);
    expect(await countLeft()).toBe(1);
  });

  it('prints what is foreign so that it can do nothing to the terminal', async () => {
    const hostile = { ...EVENT, 'detail-type': 'red \u001b[31m\nSubject: \u202eevil' };
    await letters(ofFunction(stage, hostile), { MessageBody: '\u001b]0;title\u0007' });
    const { stdout } = await run();
    expect(stdout).not.toMatch(UNSEEN);
    expect(stdout).toContain('Something that is no event');
    expect((await run('--json')).stdout).not.toMatch(UNSEEN);
  });

  it('throws away the one that is named, and no other', async () => {
    await letters(ofRule(stage), ofSchedule(stage));
    const [first] = await listed();
    const id = String(first?.['id']);
    expect((await run('drop', id, '--json')).stdout).toContain(`"kind":"dropped","id":"${id}"`);
    expect((await listed()).map((one) => one['id'])).not.toContain(id);
    expect(await countLeft()).toBe(1);
  });

  it('says that there is no such id, and what to name where there are several', async () => {
    await letters(...Array.from({ length: 17 }, () => ofRule(stage)));
    const { status, stderr } = await run('drop', 'zzz');
    expect([status, stderr]).toEqual([
      2,
      `Nothing in tierkeeper-${stage}-dead-letters has an id that begins with "zzz".\n`,
    ]);
    const shared = (await listed()).map((one) => String(one['id'])[0]);
    // Of 17 ids in hexadecimal two begin alike.
    const twice = shared.find((one, index) => shared.indexOf(one) !== index) ?? '';
    expect((await run('drop', twice)).stderr).toMatch(/^\d+ ids begin with/);
    expect(await countLeft()).toBe(17);
  });

  it('speaks Korean', async () => {
    await letters(ofSchedule(stage));
    const { stdout } = await run('--lang', 'ko');
    expect(stdout).toContain('끝내 실패한 일이 1건 있습니다.');
    expect(stdout).toContain('스케줄이 함수를 부르지 못했습니다: AWS.Lambda.TooManyRequests');
  });

  it('says that there is no such queue', async () => {
    stage = 'nowhere';
    const { status, stderr } = await run();
    expect(status).toBe(1);
    expect(stderr).toContain('There is no queue tierkeeper-nowhere-dead-letters in ap-northeast-2');
  });
});

describe('what is typed wrong', () => {
  test.each([
    [['replay'], 'Name one by its id, or all: tierkeeper trouble replay --all'],
    [['replay', 'x', '--all'], 'Name one by its id, or all: tierkeeper trouble replay --all'],
    [['drop'], 'Name one by its id: tierkeeper trouble drop 3f2a9c1e'],
    [['repaly'], 'tierkeeper trouble does not take "repaly": tierkeeper trouble [options].'],
  ])('%j is answered with a sentence', async (args, sentence) => {
    const { status, stderr } = await tierkeeper(['trouble', ...args]);
    expect([status, stderr]).toEqual([2, `${sentence}\n`]);
  });
});
