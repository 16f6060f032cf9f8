/**
 * Claim: the meter takes less than 300 ms and 100 MB for 12 months of an account with 500
 * instances, which ran 100,000 times.
 *
 *     node bench/meter.ts
 */
import { shippedPrices } from '../src/lib/config/price-document.ts';
import { meter } from '../src/lib/meter/meter.ts';
import { priceTable } from '../src/lib/meter/price.ts';
import { instant } from '../src/lib/model/instant.ts';
import type { MeteredInstance, MeteredUsage } from '../src/lib/model/metered-usage.ts';

const INSTANCES = 500;
const RUNS_EACH = 200;
const MONTHS = 12;
const GOAL_MS = 300;
const GOAL_MB = 100;
const YEAR = Date.UTC(2025, 6, 1);
const YEAR_MS = 365 * 86_400_000;
const SPACING_MS = YEAR_MS / RUNS_EACH;
const TYPES = ['t3.micro', 't2.micro', 't3.small', 'm7i.large'];

/** What Node and the tables take is not the meter's. */
const startedWithMb = process.resourceUsage().maxRSS / 1_000;

const instances = Array.from(
  { length: INSTANCES },
  (_, number): MeteredInstance => ({
    id: `i-${number}`,
    type: TYPES[number % TYPES.length] ?? '',
    region: 'ap-northeast-2',
    platform: number % 5 === 0 ? 'windows' : 'linux',
    schedule: null,
    runs: Array.from({ length: RUNS_EACH }, (__, run) => {
      const from = YEAR + run * SPACING_MS + number * 1_000;
      return { from: instant(from), to: instant(from + (SPACING_MS * ((run % 9) + 1)) / 10) };
    }),
  }),
);
const usage: MeteredUsage = {
  plan: { kind: 'legacy', accountCreated: instant(YEAR) },
  instances,
  volumes: instances.map(({ id, region }) => ({
    id: `vol-of-${id}`,
    type: 'gp3',
    region,
    sizeGiB: 8,
    iops: null,
    throughputMiBps: null,
    from: instant(YEAR),
    to: null,
  })),
  addresses: instances.map(({ id, region }) => ({
    id: `eip-of-${id}`,
    region,
    kind: 'elastic',
    isInUse: true,
    instanceId: id,
    from: instant(YEAR),
    to: null,
  })),
};
const prices = priceTable(shippedPrices().rows, {});
const ends = Array.from({ length: MONTHS }, (_, month) =>
  instant(Date.UTC(2025, 7 + month, 1) - 1),
);

const begin = performance.now();
const reports = ends.map((end) => meter(usage, end, prices));
const elapsedMs = performance.now() - begin;
const ownMb = process.resourceUsage().maxRSS / 1_000 - startedWithMb;
const isMet = elapsedMs < GOAL_MS && ownMb < GOAL_MB;

console.log(`The meter over ${MONTHS} months, ${INSTANCES * RUNS_EACH} runs`);
console.log(
  `${Math.round(elapsedMs)} ms, ${Math.round(ownMb)} MB with the runs themselves, over the ` +
    `${Math.round(startedWithMb)} MB of Node  ${isMet ? 'goal met' : 'BELOW THE GOAL'}`,
);
if (reports.length !== MONTHS || !isMet) process.exitCode = 1;
