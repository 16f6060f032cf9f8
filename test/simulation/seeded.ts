/** Histories drawn from a number: account, people, policy and start, all from the seed. */
import { FIVE_DAYS, randomAccount } from '../../src/lib/cloud/simulated/accounts/random.ts';
import type { FaultOptions, FaultPreset } from '../../src/lib/cloud/simulated/faults.ts';
import type { LaunchSpec } from '../../src/lib/cloud/simulated/launch-spec.ts';
import { DEAD, type Load, steady } from '../../src/lib/cloud/simulated/loads.ts';
import type { Hands } from '../../src/lib/cloud/simulated/people.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import { days, type Instant, inHours, instant, plus } from '../../src/lib/model/instant.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import type { HistoryOptions } from '../../src/lib/wiring/history.ts';

const ACCOUNT = idOf(isAccountId, '123456789012');
const PRICES = priceTable(shippedPrices().rows, {});
/** Three days before the Sunday on which New York's clocks go back: some days have 25 hours. */
const AROUND = Date.parse('2026-10-29T00:00:00Z');
const ZONES = ['Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'UTC'] as const;

/** Policies that people write; parsed once, since the same few serve all seeds. */
const POLICIES: readonly (readonly [zone: string, policy: Policy])[] = ZONES.flatMap((zone) =>
  documents(zone).map((document) => [zone, parsePolicyDocument(document)] as const),
);

function documents(zone: string): readonly object[] {
  const schedules = {
    office: { running: ['mon-fri 09:00-19:00'] },
    night: { stopped: ['daily 23:00-06:30'], start: 'all', warn: '30m' },
    strict: { running: ['daily 08:00-20:00'], enforce: true, warn: '0m' },
  };
  const act = { mode: 'act', zone, schedules };
  return [
    { ...act, nightly: { stop: '22:00', start: '07:00' } },
    { ...act, idle: { window: '30m', grace: '10m', servers: 'stop' } },
    { ...act, nightly: { stop: '21:30', warn: '0m' }, limits: { stopsPerPass: 2, coolDown: '4h' } },
    { ...act, default: 'office', limits: { actionsPerHour: 4, shareFloor: 1, sharePercent: 20 } },
    { mode: 'observe', zone, schedules, nightly: { stop: '22:00', start: '07:00' } },
    { ...act, default: 'strict', idle: { hibernate: true } },
    { ...act, default: 'night', idle: { servers: 'stop' } },
  ];
}

export interface SeededOptions {
  readonly seed: number;
  readonly faults: FaultPreset | Partial<FaultOptions>;
  /** How many of its days are lived: all, unless given. */
  readonly lastsDays?: number | undefined;
}

const ALL_DAYS = inHours(FIVE_DAYS.lasts) / 24;

/** 5 days of 6 to 12 instances; a shorter one is the same up to its end. */
export function seeded({ seed, faults, lastsDays = ALL_DAYS }: SeededOptions): HistoryOptions {
  const [zone, policy] = POLICIES[seed % POLICIES.length] ?? never(seed);
  return {
    seed,
    faults,
    zone,
    policy,
    startAt: startOf(seed),
    days: lastsDays,
    account: ACCOUNT,
    region: 'ap-northeast-2',
    setup: randomAccount(FIVE_DAYS),
    prices: PRICES,
    deployed: true,
  };
}

/**
 * The same, for histories that are compared: load comes and goes only with people and office
 * hours. A burst in the minute of a stop is a withdrawal in one history and too late in the other.
 */
export function comparable(options: SeededOptions): HistoryOptions {
  const history = seeded(options);
  return { ...history, setup: (setup) => history.setup(calmed(setup)) };
}

const calm = (load: Load): Load => {
  if (load.shape === 'burst') return DEAD;
  return load.shape === 'cron' ? steady() : load;
};

const calmSpec = (spec: LaunchSpec): LaunchSpec => ({ ...spec, load: calm(spec.load ?? DEAD) });

const calmHands = (hands: Hands): Hands => ({
  ...hands,
  useFor: (name, load) => hands.useFor(name, calm(load)),
});

const calmed = (setup: Setup): Setup => ({
  ...setup,
  instance: (spec, placement) => setup.instance(calmSpec(spec), placement),
  person: (name, deeds) =>
    setup.person(
      name,
      deeds.map(({ at, does }) => ({ at, does: (hands) => does(calmHands(hands)) })),
    ),
});

/** Every hour of the day and several dates, at an odd minute: deployment comes at any time. */
const startOf = (seed: number): Instant =>
  plus(instant(AROUND + ((seed * 7) % 24) * 3_600_000 + (seed % 60) * 60_000), days(seed % 3));

function never(seed: number): never {
  throw new RangeError(`no policy for seed ${seed}`);
}
