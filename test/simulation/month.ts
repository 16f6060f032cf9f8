/** 31 days of an account of some size, deployed and acting, with every unit counted. */
import type { DigestPorts, LedgerStore } from '../../src/lib/cloud/cloud.ts';
import { DEAD, office, steady } from '../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import { bytesOf, readUnits, writeUnits } from '../../src/lib/cloud/simulated/table-capacity.ts';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import { between, days, type Instant, instant, minutes } from '../../src/lib/model/instant.ts';
import type { History, HistoryOptions } from '../../src/lib/wiring/history.ts';
import { runHistory } from '../../src/lib/wiring/history.ts';
import type { Log } from '../../src/lib/wiring/sweep-handler.ts';
import { STACK } from './checkers/own-stack.ts';

const ZONE = 'Asia/Seoul';
const HOME = 'ap-northeast-2';
/** Those that every account has. */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'ap-northeast-1'],
  ...['ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
];
/** A Monday of a month of 31 days. */
const BEGINS = instant(Date.parse('2026-12-07T00:00:00+09:00'));

const POLICY = parsePolicyDocument({
  mode: 'act',
  zone: ZONE,
  nightly: { stop: '22:00', start: '07:00' },
  tell: { slack: { webhook: '/tierkeeper/slack' } },
});

/** A third forgotten, a third busy all day, a third at office hours; some with an Elastic IP. */
function furnish(setup: Setup, instances: number): void {
  const loads = [DEAD, steady(), office(ZONE)];
  for (let index = 0; index < instances; index += 1) {
    const load = loads[index % loads.length] ?? DEAD;
    setup.instance({ name: `server-${index}`, load }, { since: setup.localTime(-9, '10:00') });
  }
  for (const region of REGIONS) setup.region(region, {});
}

/** Units of the table in five minutes: DynamoDB saves up what five minutes do not use. */
const BUCKET = minutes(5);
const BUCKET_SECONDS = 300;

export interface Capacity {
  /** Of what five minutes of the provisioned units are. */
  readonly writePercent: number;
  readonly readPercent: number;
}

interface Meters {
  readonly through: (ports: DigestPorts) => DigestPorts;
  readonly log: Log;
  capacity(): Capacity;
  logBytes(): number;
}

interface Units {
  add(at: Instant, units: number): void;
  /** Of the busiest five minutes. */
  percentOf(provisioned: number): number;
}

function unitsBySpan(): Units {
  const spans = new Map<number, number>();
  return {
    add: (at, units) => {
      const span = Math.floor(at / BUCKET);
      spans.set(span, (spans.get(span) ?? 0) + units);
    },
    percentOf: (provisioned) =>
      (100 * Math.max(0, ...spans.values())) / (provisioned * BUCKET_SECONDS),
  };
}

const counting =
  (writes: Units, reads: Units) =>
  ({ ledger, clock }: DigestPorts): LedgerStore => ({
    get: async (key) => {
      const found = await ledger.get(key);
      reads.add(clock.now(), readUnits(bytesOf(found)));
      return found;
    },
    query: async (partition, options) => {
      const page = await ledger.query(partition, options);
      const bytes = page.items.reduce((sum, { item }) => sum + bytesOf(item), 0);
      reads.add(clock.now(), readUnits(bytes, options.consistent));
      return page;
    },
    put: (write, expectation) => {
      writes.add(clock.now(), writeUnits(bytesOf(write)));
      return ledger.put(write, expectation);
    },
    delete: (key, expectation) => {
      writes.add(clock.now(), 1);
      return ledger.delete(key, expectation);
    },
  });

function meters(): Meters {
  const [writes, reads] = [unitsBySpan(), unitsBySpan()];
  const count = counting(writes, reads);
  let logged = 0;
  const line: Log['info'] = (message, fields) => {
    logged += message.length + bytesOf(fields);
  };
  return {
    through: (ports) => ({ ...ports, ledger: count(ports) }),
    log: { info: line, warn: line },
    capacity: () => ({
      writePercent: writes.percentOf(STACK.writeUnits),
      readPercent: reads.percentOf(STACK.readUnits),
    }),
    logBytes: () => logged,
  };
}

export interface Month {
  readonly history: History;
  readonly capacity: Capacity;
  /** What our own lines took, without what Lambda writes beside them. */
  readonly logBytes: number;
  /** How much of a month was lived. */
  readonly share: number;
}

/** The same numbers for the same arguments: nothing fails, and nobody does anything. */
export async function liveMonth(instances: number, lasting = 31): Promise<Month> {
  const { capacity, logBytes, ...watch } = meters();
  const options: HistoryOptions = {
    seed: 1,
    startAt: BEGINS,
    days: lasting,
    account: idOf(isAccountId, '123456789012'),
    region: HOME,
    zone: ZONE,
    setup: (setup) => furnish(setup, instances),
    prepare: (world) => world.hands('owner').confirmSubscription(),
    faults: 'none',
    policy: POLICY,
    prices: priceTable(shippedPrices().rows, {}),
    deployed: true,
    watch,
  };
  const history = await runHistory(options);
  const share = between(history.from, history.until) / days(31);
  return { history, capacity: capacity(), logBytes: logBytes(), share };
}

/** The sizes that docs/cost.md shows, and how many of a month's days of each are lived for it. */
export const MONTHS = [
  { instances: 8, days: 31 },
  { instances: 50, days: 7 },
  { instances: 500, days: 2 },
] as const;
