import assert from 'node:assert/strict';
import * as z from 'zod';
import { launch, publish, stateOf } from '../hands.ts';
import { eventually } from '../promises.ts';
import { type Queue, received } from '../queue.ts';
import { fire, HOME, ledgerOf, logOf, type Stage } from '../stage.ts';

/** What the owner's queue got. */
export const Told = z.object({
  Subject: z.string(),
  Message: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Value: z.string() })).default({}),
});
const Document = z.looseObject({
  kind: z.string(),
  notices: z.array(z.looseObject({ kind: z.string(), facts: z.unknown() })),
});

export const kindsIn = (messages: readonly unknown[]): readonly string[] =>
  messages.flatMap((message) => {
    const document = Document.parse(JSON.parse(Told.parse(message).Message));
    return [document.kind, ...document.notices.map(({ kind }) => kind)];
  });

/** Other places tell over the same topic, whenever they have looked. */
const isOfHome = (message: unknown): boolean => {
  const { account, region } = Told.parse(message).MessageAttributes;
  return account?.Value === HOME.account && region?.Value === HOME.region;
};

export interface Instances {
  readonly office: string;
  readonly ignored: string;
}

export const launchAll = async (stage: Stage): Promise<Instances> => ({
  office: await launch(stage, 'office'),
  ignored: await launch(stage, 'not-yours', { 'tierkeeper:ignore': 'true' }),
});

export async function ticking(stage: Stage, { office }: Instances): Promise<void> {
  await stage.needed(
    'the schedule wakes its function, which writes down what is there',
    async () => {
      await fire(stage, 'Tick');
      await eventually(
        async () => {
          const items = await ledgerOf(stage);
          return items.find(({ sk }) => sk === `instance#${office}`);
        },
        { what: `item of ${office} in the ledger` },
      );
    },
  );
  await stage.kept('a look that came to its end is one beat of the heartbeat', async () => {
    const beat = await eventually(
      async () => (await logOf(stage, 'clock-ticked')).find((line) => '_aws' in line),
      { what: 'metric in the log of clock-ticked' },
    );
    assert.partialDeepStrictEqual(beat, { cause: 'clock', RegionLooksCompleted: 1 });
  });
}

export async function stopping(
  stage: Stage,
  { office, ignored }: Instances,
  queue: Queue,
): Promise<void> {
  await queue.receive();
  await stage.kept(
    'an event of EC2 wakes its function, which stops what should be off',
    async () => {
      await publish(stage, 'instance-running', office);
      await eventually(async () => (await stateOf(stage, office)) === 'stopped' || undefined, {
        what: `stop of ${office}`,
      });
    },
  );
  await stage.kept(
    'the stop is told when it is seen: over the topic, to whoever subscribed',
    async () => {
      await publish(stage, 'instance-stopped', office);
      const messages = await received(queue, 'message in the queue', isOfHome);
      assert.deepEqual(kindsIn(messages), ['pass', 'stopped']);
    },
  );
  await stage.kept('what is tagged tierkeeper:ignore runs on', async () => {
    assert.equal(await stateOf(stage, ignored), 'running');
  });
}

export async function reporting(stage: Stage, { office }: Instances, queue: Queue): Promise<void> {
  await stage.kept('an alarm wakes its function', async () => {
    await publish(stage, 'alarm-to-alarm', office);
    await eventually(
      async () => (await logOf(stage, 'alarm-changed')).find(({ cause }) => cause === 'alarm'),
      { what: 'pass in the log of alarm-changed' },
    );
  });
  await stage.kept('the digest comes when its schedule says so, and once a day', async () => {
    await fire(stage, 'Digest');
    const messages = await received(queue, 'digest in the queue', isOfHome);
    assert.equal(kindsIn(messages)[0], 'digest');
    await fire(stage, 'Digest');
    await eventually(
      async () => (await logOf(stage, 'digest-due')).filter(({ cause }) => cause === 'day')[1],
      { what: 'second pass in the log of digest-due' },
    );
    assert.deepEqual((await queue.receive()).filter(isOfHome), []);
  });
}
