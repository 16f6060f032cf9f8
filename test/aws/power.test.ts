import { describe, expect, it } from 'vitest';
import type { Answer, PowerCall } from '../../src/lib/cloud/cloud.ts';
import { type InstanceId, idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { instanceId } from './ec2-documents.ts';
import { listOf, type WireReply, type WireRequest } from './wire.ts';
import { type WiredCloud, wiredCloud } from './wired-cloud.ts';
import { ec2Answer, ec2Refusal } from './xml.ts';

const id = (number: number): InstanceId => idOf(isInstanceId, instanceId(number));
const ids = (count: number): readonly InstanceId[] =>
  Array.from({ length: count }, (_, index) => id(index));

const stop = (instanceIds: readonly InstanceId[]): PowerCall => ({
  verb: 'stop',
  instanceIds,
  hibernate: false,
});
const start = (instanceIds: readonly InstanceId[]): PowerCall => ({
  verb: 'start',
  instanceIds,
  hibernate: false,
});

const accepts = ({ action }: WireRequest): WireReply => ec2Answer(action, '<instancesSet/>');

/** EC2 as it is: one bad id in a call, and nothing of the call is done. */
function refusing(bad: ReadonlyMap<InstanceId, WireReply>): WiredCloud & { done: string[] } {
  const done: string[] = [];
  const wired = wiredCloud((request) => {
    const asked = listOf(request, 'InstanceId');
    const refusal = [...bad].find(([one]) => asked.includes(one))?.[1];
    if (refusal) return refusal;
    done.push(...asked);
    return accepts(request);
  });
  return { ...wired, done };
}

const codesOf = (answers: ReadonlyMap<InstanceId, Answer>): Record<string, string> =>
  Object.fromEntries(
    [...answers].flatMap(([one, answer]) => (answer.accepted ? [] : [[one, answer.fault.code]])),
  );

const denialOf = (one: InstanceId): WireReply =>
  ec2Refusal(
    'UnauthorizedOperation',
    'You are not authorized to perform this operation. User: arn:aws:sts::123456789012:' +
      'assumed-role/sweep/sweep is not authorized to perform: ec2:StopInstances on resource: ' +
      `arn:aws:ec2:ap-northeast-2:123456789012:instance/${one} with an explicit deny`,
    403,
  );

describe('stopping many', () => {
  it('stops 250 with three calls', async () => {
    const { cloud, requests, done } = refusing(new Map());
    const answers = await cloud.power(stop(ids(250)));
    expect([...answers.values()].every(({ accepted }) => accepted)).toBe(true);
    expect(done).toEqual(ids(250));
    expect(requests.map((request) => listOf(request, 'InstanceId').length)).toEqual([100, 100, 50]);
  });

  it('asks for hibernation only where it is wanted, and never forces', async () => {
    const { cloud, requests } = refusing(new Map());
    await cloud.power(stop([id(1)]));
    await cloud.power({ ...stop([id(2)]), hibernate: true });
    expect(requests.map(({ parameters }) => parameters.get('Hibernate'))).toEqual([
      undefined,
      'true',
    ]);
    expect(requests.some(({ parameters }) => parameters.has('Force'))).toBe(false);
  });

  it('makes no call for nobody', async () => {
    const { cloud, requests } = refusing(new Map());
    expect((await cloud.power(stop([]))).size).toBe(0);
    expect(requests).toHaveLength(0);
  });

  it('sets aside the one that the message names, and then stops the others', async () => {
    const message = `The instance '${id(7)}' is not in a state from which it can be stopped.`;
    const bad = new Map([[id(7), ec2Refusal('IncorrectInstanceState', message)]]);
    const { cloud, requests, done } = refusing(bad);
    const answers = await cloud.power(stop(ids(50)));
    expect(codesOf(answers)).toEqual({ [id(7)]: 'wrong-state' });
    expect(done).toHaveLength(49);
    expect(requests).toHaveLength(2);
  });

  it('finds the one bad id of fifty that no message names', async () => {
    const bad = new Map([[id(31), ec2Refusal('UnsupportedOperation', 'Not supported.')]]);
    const { cloud, requests, done } = refusing(bad);
    const answers = await cloud.power(stop(ids(50)));
    expect(codesOf(answers)).toEqual({ [id(31)]: 'unsupported' });
    expect(new Set(done)).toEqual(new Set(ids(50).filter((one) => one !== id(31))));
    expect(requests.length).toBeLessThanOrEqual(13);
  });

  it('gives a one-time spot, a protected and a vanished instance each its own fault', async () => {
    const bad = new Map([
      [
        id(2),
        ec2Refusal(
          'UnsupportedOperation',
          `You can't stop the Spot Instance '${id(2)}' because it is associated with a one-time ` +
            'Spot Instance request. You can only stop Spot Instances associated with persistent ' +
            'Spot Instance requests.',
        ),
      ],
      [
        id(4),
        ec2Refusal(
          'OperationNotPermitted',
          `The instance '${id(4)}' may not be stopped. Modify its 'disableApiStop' instance ` +
            'attribute and try again.',
        ),
      ],
      [
        id(6),
        ec2Refusal('InvalidInstanceID.NotFound', `The instance ID '${id(6)}' does not exist`),
      ],
    ]);
    const { cloud, done } = refusing(bad);
    expect(codesOf(await cloud.power(stop(ids(8))))).toEqual({
      [id(2)]: 'unsupported',
      [id(4)]: 'stop-protected',
      [id(6)]: 'not-found',
    });
    expect(done).toHaveLength(5);
  });

  it('sets aside those that IAM denies, and stops the others', async () => {
    const bad = new Map([3, 5].map((number) => [id(number), denialOf(id(number))]));
    const { cloud, done } = refusing(bad);
    const answers = await cloud.power(stop(ids(10)));
    expect(codesOf(answers)).toEqual({ [id(3)]: 'access-denied', [id(5)]: 'access-denied' });
    expect(answers.get(id(3))).toMatchObject({ fault: { permission: 'ec2:StopInstances' } });
    expect(done).toHaveLength(8);
  });
});

describe('starting many', () => {
  it('starts ten at a time, and lets a full zone hold nobody else', async () => {
    const bad = new Map([[id(12), ec2Refusal('InsufficientInstanceCapacity', 'Full.', 500)]]);
    const { cloud, done } = refusing(bad);
    expect(codesOf(await cloud.power(start(ids(20))))).toEqual({ [id(12)]: 'no-capacity' });
    expect(done).toHaveLength(19);
  });
});

describe('the pace of power calls', () => {
  it('stays below half of what StartInstances is given', async () => {
    const { cloud, requests, waits } = refusing(new Map());
    await cloud.power(start(ids(100)));
    const seconds = waits.reduce((sum, wait) => sum + wait, 0) / 1_000;
    // A bucket of 5 that refills at 2 a second: half of both is 2.5 at once, then 1 a second.
    expect(requests.length - 2.5).toBeLessThanOrEqual(seconds);
  });

  it('lets a small account go without any wait', async () => {
    const { cloud, waits } = refusing(new Map());
    await cloud.power(stop(ids(50)));
    await cloud.power(start(ids(5)));
    expect(waits).toEqual([]);
  });

  it('waits out a throttled call, and then stops all', async () => {
    const { cloud, waits } = wiredCloud((request, index) =>
      index === 0 ? ec2Refusal('RequestLimitExceeded', 'Slow down.', 503) : accepts(request),
    );
    const answers = await cloud.power(stop(ids(3)));
    expect(codesOf(answers)).toEqual({});
    expect(waits).toHaveLength(1);
  });

  it('leaves all for later when AWS goes on throttling', async () => {
    const { cloud, requests } = wiredCloud(() =>
      ec2Refusal('RequestLimitExceeded', 'Slow down.', 503),
    );
    const answers = await cloud.power(stop(ids(150)));
    expect(new Set(Object.values(codesOf(answers)))).toEqual(new Set(['throttled']));
    expect(answers.size).toBe(150);
    expect(requests).toHaveLength(3);
  });
});

describe('an answer that nobody expects', () => {
  it('is thrown, but only when all others have gone through', async () => {
    const bad = new Map([[id(5), ec2Refusal('InvalidMoonPhase', 'The moon is wrong.')]]);
    const { cloud, done } = refusing(bad);
    await expect(cloud.power(stop(ids(10)))).rejects.toThrow(
      `AWS refused ${id(5)}: InvalidMoonPhase: The moon is wrong.`,
    );
    expect(done).toHaveLength(9);
  });

  it('is thrown at once when AWS itself has failed', async () => {
    const { cloud, requests } = wiredCloud(() => ec2Refusal('InternalError', 'Oops.', 500));
    await expect(cloud.power(stop(ids(10)))).rejects.toThrow('Oops.');
    expect(requests).toHaveLength(1);
  });

  it('is thrown at once when the connection breaks', async () => {
    const { cloud } = wiredCloud(() => Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    await expect(cloud.power(stop(ids(10)))).rejects.toThrow('reset');
  });

  it('is thrown when it was accepted and cannot be read: it may be done or not', async () => {
    const { cloud } = wiredCloud(() => ({ status: 200, body: '<StopInstancesResponse><inst' }));
    await expect(cloud.power(stop(ids(2)))).rejects.toThrow('XML parse error');
  });
});
