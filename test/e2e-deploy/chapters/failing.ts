import assert from 'node:assert/strict';
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { instant } from '../../../src/lib/model/instant.ts';
import { eventOf } from '../../e2e/events.ts';
import { emulated } from '../../emulators/emulator.ts';
import { publish, type Seat } from '../hands.ts';
import { eventually } from '../promises.ts';
import { type Queue, queueCalled, received } from '../queue.ts';
import { HOME, logOf, STACK, type Stage, TABLE } from '../stage.ts';

/** What Lambda sends on when it gives up. */
const DeadLetter = z.looseObject({
  requestPayload: z.unknown(),
  responsePayload: z.looseObject({ errorMessage: z.string() }),
});

/**
 * The lease as a later version would have left it: then no pass can be made of that place, and none
 * is. What is returned takes it back.
 */
export async function spoilLease(
  { dynamodb }: Stage,
  { account, region }: Seat,
): Promise<() => Promise<void>> {
  const Key = { pk: { S: `live#${account}#${region}` }, sk: { S: 'lease' } };
  const { Item: before } = await dynamodb.send(new GetItemCommand({ TableName: TABLE, Key }));
  const Item = { ...before, ...Key, schemaVersion: { N: '999' } };
  await dynamodb.send(new PutItemCommand({ TableName: TABLE, Item }));
  return async () => {
    await dynamodb.send(new PutItemCommand({ TableName: TABLE, Item: before }));
  };
}

export async function failing(stage: Stage, queue: Queue): Promise<void> {
  const { calls, kept } = stage;
  await kept('an event that cannot be read is counted, and changes nothing', async () => {
    await publish(stage, 'malformed-instance-id');
    const line = await eventually(
      async () => (await logOf(stage, 'instance-changed')).find((one) => 'NoopWakes' in one),
      { what: 'NoopWakes in the log of instance-changed' },
    );
    assert.partialDeepStrictEqual(line, { message: 'nothing to look at', NoopWakes: 1 });
  });

  const deadLetters = queueCalled(calls, `${STACK}-dead-letters`);
  await kept(
    'an event that fails for good waits among the dead letters, with its cause',
    async () => {
      const mend = await spoilLease(stage, HOME);
      const event = eventOf('instance-running', { at: instant(Date.now()) });
      const path = `/2015-03-31/functions/${STACK}-instance-changed/invocations`;
      await calls.rest('lambda', `POST ${path}`, z.looseObject({}).parse(event));
      const [letter] = await received(deadLetters, 'dead letter');
      const { requestPayload, responsePayload } = DeadLetter.parse(letter);
      assert.deepEqual(requestPayload, event);
      assert.match(responsePayload.errorMessage, /written by a newer Tierkeeper/);
      await mend();
    },
  );
  await tellsOfItself(stage, queue);
}

async function tellsOfItself({ endpoint, kept }: Stage, queue: Queue): Promise<void> {
  const cloudwatch = new CloudWatchClient(emulated(endpoint));
  const alarms = [
    ['nobody-looked', 'that nobody has looked for 15 minutes is told'],
    ['dead-letter', 'that a dead letter waits is told'],
  ] as const;
  for (const [name, sentence] of alarms) {
    await kept(`${sentence} by CloudWatch itself, over the topic`, async () => {
      const AlarmName = `tierkeeper-health-prod-${name}`;
      await queue.receive();
      const state = { AlarmName, StateValue: 'ALARM', StateReason: 'as if' } as const;
      await cloudwatch.send(new SetAlarmStateCommand(state));
      const messages = await received(queue, 'message about the alarm');
      assert.match(JSON.stringify(messages), new RegExp(AlarmName));
    });
  }
}
