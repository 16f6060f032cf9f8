/**
 * Claim: 200 accounts with 4 Regions each and 100,000 instances in all are looked after within the
 * five minutes of a tick, by at most 6 functions at once.
 *
 *     node bench/scopes.ts
 *
 * The product's own handlers over simulated accounts, with the latencies of AWS in virtual time.
 * What a pass computes is measured here, the simulated account included, and taken times 3.4: a
 * function of 512 MB has 0.29 of a CPU. Of one function's passes only one computes at a time.
 * Prices are those of us-east-1, without what is free. `--short` is a tenth of the accounts.
 */
import type { LedgerStore } from '../src/lib/cloud/cloud.ts';
import { DEAD, office, steady } from '../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../src/lib/cloud/simulated/setup.ts';
import { milliseconds, minutes, seconds } from '../src/lib/model/instant.ts';
import { SCOPES_AT_ONCE } from '../src/lib/wiring/publishers.ts';
import { type ManyPlaces, manyPlaces } from '../test/simulation/many-places.ts';

const SHORT = process.argv.includes('--short');
const ACCOUNTS = SHORT ? 20 : 200;
const REGIONS = ['home', 'us-east-1', 'eu-west-1', 'eu-north-1'];
const INSTANCES_EACH = 125;
const GOAL_SECONDS = 300;
const CPU_FACTOR = 3.4;
/** A tick every five minutes of the longest month. */
const TICKS_PER_MONTH = 8_928;

const accounts = Array.from(
  { length: ACCOUNTS },
  (_, index) => `{ id: "${100_000_000_001 + index}" }`,
);
const POLICY = `mode: act
zone: Asia/Seoul
nightly: { stop: "22:00", start: "07:00" }
sweep: { on: false }
select: { regions: [${REGIONS.join(', ')}], accounts: [${accounts.join(', ')}] }
`;

/** A third forgotten, a third busy all day, a third at office hours. */
function furnish(setup: Setup): void {
  const loads = [DEAD, steady(), office(setup.zone)];
  for (let index = 0; index < INSTANCES_EACH; index += 1) {
    const load = loads[index % loads.length] ?? DEAD;
    setup.instance({ name: `server-${index}`, load }, { since: setup.localTime(-9, '10:00') });
  }
}

const ledger = { gets: 0, queries: 0, writes: 0, readUnits: 0, writeUnits: 0 };
const bytesOf = (value: unknown): number => JSON.stringify(value).length;

const metered = (store: LedgerStore): LedgerStore => ({
  get: async (key) => {
    const found = await store.get(key);
    ledger.gets += 1;
    ledger.readUnits += Math.max(1, Math.ceil(bytesOf(found) / 4_096));
    return found;
  },
  query: async (partition, options) => {
    const page = await store.query(partition, options);
    ledger.queries += 1;
    const units = Math.max(1, Math.ceil(bytesOf(page.items) / 4_096));
    ledger.readUnits += options.consistent ? units : units / 2;
    return page;
  },
  put: async (write, expectation) => {
    ledger.writes += 1;
    ledger.writeUnits += Math.ceil(bytesOf(write.item) / 1_024);
    return store.put(write, expectation);
  },
  delete: async (key, expectation) => {
    ledger.writes += 1;
    ledger.writeUnits += 1;
    return store.delete(key, expectation);
  },
});

type Counts = ReadonlyMap<string, number>;

function callsOf({ worlds }: ManyPlaces): Counts {
  const counts = new Map<string, number>();
  const add = (name: string, many: number): void =>
    void counts.set(name, (counts.get(name) ?? 0) + many);
  for (const { journal } of worlds.values()) {
    for (const { operation, requests = 1 } of journal.of('read')) add(operation, requests);
    for (const { verb } of journal.of('call')) add(verb, 1);
  }
  return counts;
}

function forget({ worlds, home, queue }: ManyPlaces): void {
  for (const { journal } of [home, ...worlds.values()]) journal.clear();
  Object.assign(ledger, { gets: 0, queries: 0, writes: 0, readUnits: 0, writeUnits: 0 });
  Object.assign(queue.used, { invocations: 0, mostAtOnce: 0, milliseconds: 0 });
}

/** From the tick until nothing waits and nothing runs. */
async function tick(places: ManyPlaces, name: string): Promise<number> {
  forget(places);
  const begun = performance.now();
  let took = 0;
  for (let second = 1; second < GOAL_SECONDS; second += 1) {
    await places.run(seconds(1));
    if (places.queue.used.invocations > 0 && places.queue.isIdle()) {
      took = second;
      break;
    }
  }
  const last = took === 0 ? GOAL_SECONDS + 1 : took;
  const { used } = places.queue;
  const real = `${Math.round((performance.now() - begun) / 1_000)} s to simulate`;
  const told = `${used.invocations} invocations, at most ${used.mostAtOnce} at once (${real})`;
  console.log(`${name.padEnd(34)}${String(last).padStart(5)} s   ${told}`);
  await places.run(seconds(GOAL_SECONDS - Math.min(last, GOAL_SECONDS - 1)));
  return last;
}

/** USD; Lambda on arm64 at 512 MB, SQS, DynamoDB on demand, GetMetricData. */
const PRICE = {
  gbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1_000_000,
  sqsRequest: 0.4 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  writeUnit: 0.625 / 1_000_000,
  metric: 0.01 / 1_000,
};

function printCost(places: ManyPlaces, calls: Counts): void {
  const { used } = places.queue;
  const size = places.worlds.size;
  const sqsRequests = Math.ceil(size / 10) + 2 * used.invocations;
  const rows: readonly (readonly [string, number, number])[] = [
    ['Lambda, GB-seconds', (used.milliseconds / 1_000) * 0.5, PRICE.gbSecond],
    ['Lambda, requests', used.invocations, PRICE.lambdaRequest],
    ['SQS, requests', sqsRequests, PRICE.sqsRequest],
    ['DynamoDB, read units', ledger.readUnits, PRICE.readUnit],
    ['DynamoDB, write units', ledger.writeUnits, PRICE.writeUnit],
    [
      'CloudWatch, metrics of GetMetricData',
      calls.get('cloudwatch:GetMetricData') ?? 0,
      PRICE.metric,
    ],
  ];
  const row = (name: string, aTick: string, aMonth: string): void =>
    console.log(`${name.padEnd(44)}${aTick.padStart(12)}${aMonth.padStart(14)}`);
  console.log('');
  row('a month of ticks like the last', 'a tick', 'USD a month');
  for (const [name, many, price] of rows) {
    const month = (many * price * TICKS_PER_MONTH).toFixed(2);
    row(name, Math.round(many).toLocaleString('en'), month);
  }
}

/** Passes of one account, without latency of its own: what is left is computing. */
async function computeMs(): Promise<number> {
  const few = POLICY.replace(/accounts: \[.*\]/, `accounts: [${accounts.slice(0, 2).join(', ')}]`);
  const places = manyPlaces({ policy: few, furnish });
  await places.run(minutes(5));
  const begun = performance.now();
  await places.run(minutes(10));
  return (performance.now() - begun) / (places.worlds.size + 1) / 2;
}

const measured = await computeMs();
const compute = milliseconds(Math.ceil(measured * CPU_FACTOR));
console.log(`computing of a pass: ${measured.toFixed(0)} ms here, ${compute} ms in a function\n`);
const places = manyPlaces({
  policy: POLICY,
  furnish,
  compute,
  mostAtOnce: SCOPES_AT_ONCE,
  metered,
});
places.home.hands('owner').confirmSubscription();
const instances = (places.worlds.size + 1) * INSTANCES_EACH;
// The first tick of the schedule is at the very beginning.
const times = [
  await tick(places, 'first tick: everything is new'),
  await tick(places, 'second tick'),
  await tick(places, 'third tick'),
];
const calls = callsOf(places);
const fleet = `${places.worlds.size} places, ${instances.toLocaleString('en')} instances`;
console.log(`\ncalls of the last tick, ${fleet}`);
for (const [name, count] of [...calls].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${name.padEnd(52)}${count.toLocaleString('en').padStart(12)}`);
}
const { gets, queries, writes } = ledger;
const ofLedger = [gets, queries, writes].join(', ');
console.log(`${'dynamodb: gets, queries, writes'.padEnd(52)}${ofLedger.padStart(16)}`);
printCost(places, calls);
const slowest = Math.max(...times);
const met = slowest <= GOAL_SECONDS && places.queue.deadLetters.length === 0;
console.log(
  `\nslowest tick ${slowest} s of ${GOAL_SECONDS}  ${met ? 'goal met' : 'BELOW THE GOAL'}`,
);
if (!met) process.exitCode = 1;
