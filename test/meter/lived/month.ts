/** A month of a simulated account, drawn from its seed: people do what costs by the second. */
import type { Hands } from '../../../src/lib/cloud/simulated/people.ts';
import type { Stream } from '../../../src/lib/cloud/simulated/random.ts';
import {
  type SimulatedAccount,
  simulatedAccount,
} from '../../../src/lib/cloud/simulated/simulated-account.ts';
import {
  days,
  type Instant,
  instant,
  minus,
  plus,
  seconds,
} from '../../../src/lib/model/instant.ts';
import { createWitness, type Witness } from './witness.ts';

const PLANS = ['legacy', 'credits', 'none'] as const;
export type LivedPlan = (typeof PLANS)[number];

export interface LivedMonth {
  readonly aws: SimulatedAccount;
  readonly from: Instant;
  readonly to: Instant;
  readonly region: string;
  readonly plan: LivedPlan;
  /** For `legacy` within a year of the month, so that some end in the middle of it. */
  readonly accountCreated: Instant;
  readonly witness: Witness;
}

interface Deed {
  readonly at: Instant;
  readonly does: (hands: Hands) => void;
}

const NAMES = ['api', 'web', 'batch', 'dev', 'old'] as const;
const DISKS = ['data', 'backup', 'scratch'] as const;
const ADDRESSES = ['front', 'spare', 'vpn'] as const;
const TYPES = ['t3.micro', 't3.micro', 't2.micro', 't3.small', 't4g.small', 't3.micro'] as const;
const VOLUME_TYPES = ['gp3', 'gp3', 'gp2', 'st1', 'io1', 'standard'] as const;

const diskSpec = (dice: Stream) => {
  const type = dice.pick(VOLUME_TYPES);
  const sizeGiB = dice.whole(1, 60);
  if (type === 'io1') return { type, sizeGiB, iops: 100 * dice.whole(1, 9) };
  const isFast = type === 'gp3' && dice.happens(0.3);
  return isFast ? { type, sizeGiB, iops: 4_000 } : { type, sizeGiB };
};

const launch = (dice: Stream, name: string) => (hands: Hands) =>
  void hands.launch({
    name,
    type: dice.pick(TYPES),
    platform: dice.happens(0.3) ? 'windows' : 'linux',
    hibernationConfigured: dice.happens(0.4),
    autoAssignsPublicIp: dice.happens(0.7),
    via: dice.pick(['console', 'api']),
    root: { sizeGiB: dice.whole(8, 30) },
    dataVolumes: dice.happens(0.3) ? [diskSpec(dice)] : [],
  });

/** Drawn when it is planned, so that no deed depends on what another one did. */
function deedOf(dice: Stream): (hands: Hands) => void {
  const [name, disk, address] = [dice.pick(NAMES), dice.pick(DISKS), dice.pick(ADDRESSES)];
  const drawn = diskSpec(dice);
  const hibernate = dice.happens(0.5);
  const deeds = [
    launch(dice, name),
    (hands: Hands) => hands.stop(name),
    (hands: Hands) => hands.stop(name, { hibernate }),
    (hands: Hands) => hands.start(name),
    (hands: Hands) => hands.start(name),
    (hands: Hands) => hands.shutDown(name),
    (hands: Hands) => hands.terminate(name),
    (hands: Hands) => void hands.createVolume(disk, drawn),
    (hands: Hands) => hands.resizeVolume(disk, drawn.sizeGiB),
    (hands: Hands) => hands.attachVolume(disk, name, '/dev/sdf'),
    (hands: Hands) => hands.detachVolume(disk),
    (hands: Hands) => hands.deleteVolume(disk),
    (hands: Hands) => void hands.allocate(address),
    (hands: Hands) => hands.associate(address, name),
    (hands: Hands) => hands.disassociate(address),
    (hands: Hands) => hands.release(address),
  ] as const;
  return dice.pick(deeds);
}

/** Started and stopped again within the minute that a start costs. */
const blink = (dice: Stream, at: Instant): readonly Deed[] => {
  const name = dice.pick(NAMES);
  const after = plus(at, seconds(dice.whole(20, 90)));
  return [
    { at, does: (hands) => hands.start(name) },
    { at: after, does: (hands) => hands.stop(name) },
  ];
};

/** An address and a volume have one life: nobody makes what is there already. */
const isThere = (aws: SimulatedAccount, { createVolume, allocate }: Hands): Partial<Hands> => ({
  createVolume: (name, spec) => {
    const id = aws.account.identity.volume(name);
    return aws.account.volumes.get(id) === undefined ? createVolume(name, spec) : id;
  },
  allocate: (name) => {
    const id = aws.account.identity.allocation(name);
    return aws.account.addresses.get(id) === undefined ? allocate(name) : id;
  },
});

function plan(dice: Stream, start: Instant, to: Instant): readonly Deed[] {
  const anyTime = (): Instant => instant(dice.whole(start, to - 1));
  const first: Deed[] = NAMES.slice(0, dice.whole(1, NAMES.length)).map((name) => ({
    at: plus(start, seconds(dice.whole(0, 3 * 86_400))),
    does: launch(dice, name),
  }));
  const some = Array.from({ length: dice.whole(4, 40) }, () => {
    return { at: anyTime(), does: deedOf(dice) };
  });
  const short = Array.from({ length: dice.whole(0, 4) }, () => blink(dice, anyTime())).flat();
  return [...first, ...some, ...short].filter(({ at }) => at < to).toSorted((a, b) => a.at - b.at);
}

/** February of a leap year among them. */
const monthFrom = (dice: Stream): readonly [Instant, Instant] => {
  const [year, month] = [dice.pick([2026, 2027, 2028]), dice.whole(0, 11)];
  return [instant(Date.UTC(year, month, 1)), instant(Date.UTC(year, month + 1, 1))];
};

const mornings = (from: Instant, to: Instant): Instant[] =>
  Array.from({ length: (to - from) / days(1) }, (_, day) => plus(from, days(day + 0.375)));

/** Somebody may look in once a day, at nine. */
export async function liveMonth(
  seed: number,
  sweep?: (aws: SimulatedAccount) => Promise<void>,
): Promise<LivedMonth> {
  const region = 'us-east-1';
  const dice = simulatedAccount({ seed }).account.chance.stream('a month');
  const [from, to] = monthFrom(dice);
  const startAt = minus(from, seconds(dice.whole(0, 6 * 86_400)));
  const aws = simulatedAccount({ seed, region, startAt, zone: 'UTC' });
  const witness = createWitness(aws);
  const hands = { ...aws.owner, ...isThere(aws, aws.owner) };
  const looks = sweep === undefined ? [] : mornings(from, to);
  const runTo = async (at: Instant): Promise<void> => {
    while ((looks[0] ?? to) < at) {
      await aws.account.engine.run(looks.shift() ?? at);
      await sweep?.(aws);
    }
    await aws.account.engine.run(at);
  };
  for (const { at, does } of plan(dice, startAt, to)) {
    await runTo(at);
    does(hands);
    witness.look();
  }
  await runTo(to);
  const accountCreated = instant(from - dice.whole(0, 400) * days(1) + dice.whole(0, 86_399_999));
  return { aws, from, to, region, plan: dice.pick(PLANS), accountCreated, witness };
}
