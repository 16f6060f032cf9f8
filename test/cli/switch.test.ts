/** `tierkeeper pause`, `resume` and `mode`, on a ledger that an emulated DynamoDB keeps. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, describe, expect, it, test } from 'vitest';
import { emulated } from '../emulators/emulator.ts';
import { startMoto } from '../emulators/moto.ts';
import { capturedIn } from './captured.ts';
import { jsonLines, type Ran, tierkeeper } from './tierkeeper.ts';

const moto = await startMoto();
const endpoint = 'endpoint' in moto ? moto.endpoint : '';
const folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-'));

afterAll(async () => {
  rmSync(folder, { recursive: true });
  if ('stop' in moto) await moto.stop();
});

const policy = (text: string): void => writeFileSync(path.join(folder, 'policy.yml'), `${text}\n`);

const OPTIONS = {
  cwd: folder,
  env: {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'ap-northeast-2',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  },
};

/** In this process: there are many. */
const run = (...args: readonly string[]): Promise<Ran> => capturedIn(OPTIONS, args);

/** Each test has a stage of its own: `pause` knows the table by it. */
let stage = 0;

async function deployed(): Promise<(...args: readonly string[]) => Promise<Ran>> {
  stage += 1;
  const name = `test${stage}`;
  await new DynamoDBClient(emulated(endpoint)).send(
    new CreateTableCommand({
      TableName: `tierkeeper-${name}-ledger`,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  return (...args) => run(...args, '--stage', name);
}

const said = async (ran: Promise<Ran>): Promise<string> => {
  const { status, stdout, stderr } = await ran;
  expect([status, stderr]).toEqual([0, '']);
  return stdout.trim();
};

const asJson = async (ran: Promise<Ran>) => jsonLines(`${await said(ran)}\n`)[0];

beforeEach(() => policy('mode: act'));

describe.runIf('endpoint' in moto)('the owner’s switch', () => {
  it('pauses and resumes, and each says once what it did', async () => {
    const on = await deployed();
    expect(await said(on('pause'))).toBe(
      'Paused: nothing is stopped or started in account 123456789012 until "tierkeeper resume".',
    );
    expect(await said(on('pause'))).toMatch(
      /^It has been paused since \w{3} \d+ \w{3} \d{4} .+: nothing was changed\.$/,
    );
    expect(await said(on('resume'))).toBe(
      'Resumed in account 123456789012: what the pause covered is not made up for.',
    );
    expect(await said(on('resume'))).toBe('It is not paused: nothing was changed.');
  });

  it('changes nothing where nothing was ever paused', async () => {
    const on = await deployed();
    const entry = await asJson(on('resume', '--json'));
    expect(entry).toMatchObject({ kind: 'switch', changed: false, paused: false, since: null });
  });

  it('keeps the two apart: a resume ends no lowered mode, and a mode no pause', async () => {
    const on = await deployed();
    await said(on('mode', 'observe'));
    await said(on('pause'));
    expect(await said(on('resume'))).toContain('lowered to observing besides: "tierkeeper mode');
    await said(on('pause'));
    expect(await said(on('mode', 'policy'))).toContain('It is paused besides');
    const entry = await asJson(on('pause', '--json'));
    expect(entry).toMatchObject({ changed: false, paused: true, lowered: false });
  });

  it('keeps the time at which a pause began, whatever else is turned', async () => {
    const on = await deployed();
    const began = (await asJson(on('pause', '--json')))?.['since'];
    await said(on('mode', 'observe'));
    expect((await asJson(on('pause', '--json')))?.['since']).toBe(began);
  });

  it('only lowers: act is refused where the policy observes, and nothing is written', async () => {
    const on = await deployed();
    await said(on('mode', 'observe'));
    policy('mode: observe');
    const { status, stderr } = await on('mode', 'act');
    expect([status, stderr]).toEqual([
      2,
      'The switch only lowers, and policy.yml says observe: write "mode: act" there, and deploy. ' +
        'Nothing was changed.\n',
    ]);
    policy('mode: act');
    expect(await said(on('mode', 'act'))).toBe(
      'It goes by the mode of the policy again in account 123456789012.',
    );
  });

  it('says so where lowering makes no difference', async () => {
    const on = await deployed();
    policy('mode: observe');
    expect(await said(on('mode', 'observe'))).toContain('The policy here says observe');
  });

  it('speaks Korean', async () => {
    const on = await deployed();
    expect(await said(on('pause', '--lang', 'ko'))).toBe(
      '일시 정지했습니다. "tierkeeper resume"을 실행할 때까지 계정 123456789012에서 아무것도 중지하거나 ' +
        '시작하지 않습니다.',
    );
  });

  it('leaves an item of a newer version as it is', async () => {
    await deployed();
    const dynamodb = new DynamoDBClient(emulated(endpoint));
    const TableName = `tierkeeper-test${stage}-ledger`;
    const Key = { pk: { S: 'account#123456789012' }, sk: { S: 'control' } };
    const newer = { schemaVersion: { N: '99' }, revision: { N: '7' } };
    const Item = { ...Key, ...newer, item: { M: { kind: { S: 'of tomorrow' } } } };
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
    for (const turn of [['pause'], ['resume'], ['mode', 'observe']]) {
      const typed = [...turn, '--stage', `test${stage}`];
      const { status, stderr } = await tierkeeper(typed, OPTIONS);
      expect([status, stderr]).toEqual([1, expect.stringContaining('a newer Tierkeeper')]);
    }
    const kept = await dynamodb.send(new GetItemCommand({ TableName, Key }));
    expect(kept.Item).toEqual(Item);
  });

  it('says that there is no such ledger', async () => {
    const { status, stderr } = await tierkeeper(['pause', '--stage', 'nowhere'], OPTIONS);
    expect(status).toBe(1);
    expect(stderr).toContain('There is no table tierkeeper-nowhere-ledger in ap-northeast-2');
  });
});

describe('what is typed wrong', () => {
  test.each([
    [['mode'], 'Say which: tierkeeper mode observe, or tierkeeper mode policy.'],
    [['mode', 'off'], 'Say which: tierkeeper mode observe, or tierkeeper mode policy.'],
    [['pause', '--stage', 'a/b'], '--stage must be the name of a stage such as prod, not "a/b".'],
    [['pause', 'now'], 'tierkeeper pause does not take "now": tierkeeper pause [options].'],
  ])('%j is answered with a sentence', async (args, sentence) => {
    const { status, stderr } = await tierkeeper(args);
    expect([status, stderr]).toEqual([2, `${sentence}\n`]);
  });
});
