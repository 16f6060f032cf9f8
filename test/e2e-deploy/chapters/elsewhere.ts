/** Another Region of the account, and one of another account, from the tick to the mail. */
import assert from 'node:assert/strict';
import * as z from 'zod';
import { elementsIn } from '../emulated-calls.ts';
import { type Hands, handsIn, launch, publish, type Seat, stateOf } from '../hands.ts';
import { inventory } from '../inventory.ts';
import { FAR, SHOP } from '../policy.ts';
import { eventually } from '../promises.ts';
import type { Queue } from '../queue.ts';
import { deleteSpoke, deploySpoke } from '../spoke.ts';
import { ledgerOf, logOf, missing, STACK, type Stage, tick } from '../stage.ts';
import { deploys } from './deploying.ts';
import { spoilLease } from './failing.ts';
import { kindsIn, Told } from './waking.ts';

export interface Elsewhere {
  readonly far: Hands;
  readonly shop: Hands;
  /** An instance of each. */
  readonly ids: { readonly far: string; readonly shop: string };
}

const QUEUE = `${STACK}-scopes`;

/** A message that failed comes again after twelve minutes: nobody waits that long here. */
const AGAIN_AFTER_SECONDS = 4;

export async function lettingIn(stage: Stage): Promise<void> {
  await stage.needed('the spoke template makes a role in another account', async () => {
    const admission = { action: 'CreateStack', externalId: 'of-another-hub' } as const;
    const outputs = await deploySpoke(stage, SHOP, admission);
    assert.deepEqual(outputs, [`arn:aws:iam::${SHOP.account}:role/tierkeeper-spoke`]);
  });
  await stage.needed('and nothing but rules in another Region of ours', async () => {
    assert.deepEqual(await deploySpoke(stage, FAR, { action: 'CreateStack' }), []);
  });
}

export async function launchElsewhere({ endpoint, calls }: Stage): Promise<Elsewhere> {
  await calls.json('sqs', 'AmazonSQS.SetQueueAttributes', {
    QueueUrl: `http://127.0.0.1/123456789012/${QUEUE}`,
    Attributes: { VisibilityTimeout: String(AGAIN_AFTER_SECONDS) },
  });
  const [far, shop] = [handsIn(endpoint, FAR), handsIn(endpoint, SHOP)];
  const ids = { far: await launch(far, 'far-office'), shop: await launch(shop, 'shop-office') };
  return { far, shop, ids };
}

const partitionOf = (kind: string, { account, region }: Seat): string =>
  `${kind}#${account}#${region}`;

const knows = async (stage: Stage, seat: Seat, id: string): Promise<boolean> =>
  (await ledgerOf(stage)).some(
    ({ pk, sk }) => pk === partitionOf('live', seat) && sk === `instance#${id}`,
  );

const untilKnown = (stage: Stage, seat: Seat, id: string): Promise<true> =>
  eventually(async () => (await knows(stage, seat, id)) || undefined, {
    what: `item of ${id} in the ledger`,
  });

export async function seeing(stage: Stage, { ids }: Elsewhere): Promise<void> {
  await stage.needed('the same tick has the other Region looked at, by way of the queue', () =>
    untilKnown(stage, FAR, ids.far),
  );
  await stage.kept('an account that expects another external id lets nobody in', async () => {
    const refused = await eventually(
      async () => (await logOf(stage, 'scope-queued')).find(({ message }) => message === 'refused'),
      { what: 'refusal in the log of scope-queued' },
    );
    assert.partialDeepStrictEqual(refused, { account: SHOP.account, region: SHOP.region });
    assert.match(String(refused['fault']), /not authorized to perform: sts:AssumeRole/);
    assert.equal(await knows(stage, SHOP, ids.shop), false);
  });
  await stage.needed('with the one of the policy its role is assumed, and it is seen', async () => {
    await deploySpoke(stage, SHOP, { action: 'UpdateStack' });
    await tick(stage);
    await untilKnown(stage, SHOP, ids.shop);
  });
}

const Revision = z.looseObject({ revision: z.number() });

/** A number that every pass of that place makes greater. */
const looksAt = async (stage: Stage, seat: Seat): Promise<number> => {
  const lease = (await ledgerOf(stage)).find(
    ({ pk, sk }) => pk === partitionOf('live', seat) && sk === 'lease',
  );
  return Revision.parse(lease).revision;
};

async function looksAgain(stage: Stage, seat: Seat, wake: () => Promise<unknown>): Promise<void> {
  const before = await looksAt(stage, seat);
  await wake();
  await eventually(async () => (await looksAt(stage, seat)) > before || undefined, {
    what: `pass of ${seat.region}`,
  });
}

/** What is returned is called when there has been time for three tries. */
export async function failingElsewhere(stage: Stage): Promise<() => Promise<void>> {
  const mend = await spoilLease(stage, FAR);
  await stage.kept('a place whose pass fails holds no other up', () =>
    looksAgain(stage, SHOP, () => tick(stage)),
  );
  return async () => {
    await givenUp(stage);
    await mend();
    await stage.kept('and sends it again: the place is looked at', () =>
      looksAgain(stage, FAR, async () => {
        const { ok, output } = await stage.project.tierkeeper('trouble', 'replay', '--all');
        assert.ok(ok, output);
      }),
    );
  };
}

async function givenUp(stage: Stage): Promise<void> {
  await stage.kept('after three tries its cause stands in the log of its function', async () => {
    const failures = await eventually(
      async () => {
        const lines = await logOf(stage, 'scope-queued');
        const failed = lines.filter(({ message }) => message === 'the pass failed');
        return failed.length >= 3 ? failed : undefined;
      },
      { what: 'third failure in the log of scope-queued' },
    );
    for (const one of failures) {
      assert.match(JSON.stringify(one), /us-east-1.lease was written by a newer Tierkeeper/);
    }
  });
  await stage.kept('npx tierkeeper trouble lists its message among the dead letters', async () => {
    const output = await eventually(
      async () => {
        const listed = await stage.project.tierkeeper('trouble');
        assert.ok(listed.ok, listed.output);
        return listed.output.includes('scope-queued') ? listed.output : undefined;
      },
      { what: 'dead letter of the queue' },
    );
    assert.match(output, /Clock Ticked of [^,]+ in account 123456789012,\s+us-east-1/);
  });
}

export async function wokenElsewhere(
  { kept }: Stage,
  { shop, ids }: Elsewhere,
  queue: Queue,
): Promise<void> {
  await kept('an event of the other account comes by its rule and our bus, and stops there', () =>
    publish(shop, 'instance-running', ids.shop).then(() => untilStopped(shop, ids.shop)),
  );
  await kept('home tells of it, by the name of the account', async () => {
    await publish(shop, 'instance-stopped', ids.shop);
    const told = await eventually(
      async () => (await queue.receive()).find((one) => kindsIn([one]).includes('stopped')),
      { what: 'mail of the stop' },
    );
    assert.deepEqual(kindsIn([told]), ['pass', 'stopped']);
    assert.match(Told.parse(told).Subject, /\[shop us-west-2\] shop-office/);
  });
}

const untilStopped = (hands: Hands, id: string): Promise<true> =>
  eventually(async () => (await stateOf(hands, id)) === 'stopped' || undefined, {
    what: `stop of ${id}`,
  });

export async function tickingElsewhere(stage: Stage, { far, ids }: Elsewhere): Promise<void> {
  await stage.kept('a tick stops what should be off in the other Region', async () => {
    await tick(stage);
    await untilStopped(far, ids.far);
  });
}

export async function lettingGo(stage: Stage, homeAlone: string): Promise<void> {
  const { kept, project } = stage;
  await kept('without other places in the policy, their queue and function are gone', async () => {
    const [before, items] = [await inventory(stage), await ledgerOf(stage)];
    await project.writePolicy(homeAlone);
    await deploys(stage);
    assert.deepEqual(
      await inventory(stage),
      before.filter((name) => !/scope/i.test(name)),
    );
    assert.deepEqual(missing(items, await ledgerOf(stage)), []);
  });
  await kept('a spoke that is deleted leaves nothing', async () => {
    await Promise.all([FAR, SHOP].map((seat) => deleteSpoke(stage, seat)));
    const { calls } = handsIn(stage.endpoint, SHOP);
    const roles = elementsIn(await calls.query('iam', { Action: 'ListRoles' }), 'RoleName');
    assert.deepEqual(
      [...roles, ...(await inventory(stage))].filter((name) => name.includes('spoke')),
      [],
    );
  });
}
