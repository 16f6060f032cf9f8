import assert from 'node:assert/strict';
import * as z from 'zod';
import { elementsIn } from '../emulated-calls.ts';
import { inventory } from '../inventory.ts';
import type { Ran } from '../project.ts';
import { ledgerOf, missing, STACK, type Stage } from '../stage.ts';

const Functions = z.object({
  Functions: z.array(
    z.object({
      FunctionName: z.string(),
      Runtime: z.string(),
      Architectures: z.array(z.string()),
      Role: z.string(),
    }),
  ),
});

/** What an owner types. */
export const deploy = ({ project }: Stage): Promise<Ran> =>
  project.run('deploy', '--param', 'email=owner@example.com', '--region', 'ap-northeast-2');

export async function deploys(stage: Stage): Promise<void> {
  const { output, ok } = await deploy(stage);
  assert.ok(ok && output.includes('Service deployed'), output);
}

async function functionsOf({ calls }: Stage) {
  const answer = await calls.rest('lambda', 'GET /2015-03-31/functions/');
  return Functions.parse(answer).Functions;
}

export async function refusing(stage: Stage): Promise<void> {
  await stage.kept('without an address nothing is made, and one sentence asks for it', async () => {
    const { ok, output } = await stage.project.run('deploy', '--region', 'ap-northeast-2');
    assert.equal(ok, false);
    assert.match(output, /npm run deploy -- --param email=you@example\.com/);
    assert.deepEqual(await inventory(stage), []);
  });
}

export async function deploying(stage: Stage): Promise<void> {
  const { kept, needed } = stage;
  await needed('npm run deploy puts the whole stack into the account', () => deploys(stage));
  await kept('every function runs on Node 24 and arm64, under a role of its own', async () => {
    const functions = await functionsOf(stage);
    assert.equal(functions.length, 6);
    assert.equal(new Set(functions.map(({ Role }) => Role)).size, functions.length);
    for (const { Runtime, Architectures } of functions) {
      assert.deepEqual([Runtime, ...Architectures], ['nodejs24.x', 'arm64']);
    }
  });
  await kept('it says where messages go, where dead letters wait and what is kept', async () => {
    const xml = await stage.calls.query('cloudformation', {
      Action: 'DescribeStacks',
      StackName: STACK,
    });
    const outputs = elementsIn(xml, 'OutputKey');
    for (const key of ['TopicArn', 'LedgerTable', 'DeadLetterQueueUrl']) {
      assert.ok(outputs.includes(key), `no output ${key}`);
    }
  });
}

export async function deployingAgain(stage: Stage, otherPolicy: string): Promise<void> {
  await stage.kept('npm run deploy again finds nothing to change', async () => {
    const { output, ok } = await deploy(stage);
    assert.ok(ok && output.includes('No changes to deploy'), output);
  });
  await stage.needed('another policy is another deploy, and the ledger keeps all', async () => {
    const before = await ledgerOf(stage);
    await stage.project.writePolicy(otherPolicy);
    await deploys(stage);
    assert.deepEqual(missing(before, await ledgerOf(stage)), []);
  });
}
