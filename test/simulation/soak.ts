/**
 * As many seeds as there is time for, on every core or on so many `--workers`:
 * `npm run soak -- --seeds 1000 --from 200 --faults heavy --days 5`.
 */
import { enableCompileCache } from 'node:module';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as z from 'zod';

const Faults = z.enum(['none', 'light', 'heavy']);

const Share = z.object({
  first: z.number(),
  end: z.number(),
  step: z.number(),
  faults: Faults,
  lastsDays: z.number(),
});
type Share = z.output<typeof Share>;

/** The lines of one seed; empty if no law was broken. */
const Report = z.array(z.string());

async function work({ first, end, step, faults, lastsDays }: Share): Promise<void> {
  // Whoever shares the seeds out needs nothing of what lives them.
  enableCompileCache();
  const { brokenLaws } = await import('./prove-seed.ts');
  for (let seed = first; seed < end; seed += step) {
    parentPort?.postMessage(await brokenLaws({ seed, faults, lastsDays }));
  }
}

function shares(): readonly Share[] {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '0' },
      faults: { type: 'string', default: 'heavy' },
      days: { type: 'string', default: '5' },
      workers: { type: 'string', default: `${availableParallelism()}` },
    },
  });
  const [from, seeds] = [Number(values.from), Number(values.seeds)];
  const [workers, lastsDays] = [Number(values.workers), Number(values.days)];
  const { data: faults } = Faults.safeParse(values.faults);
  if (![from, seeds, workers, lastsDays].every(Number.isInteger) || faults === undefined) {
    const numbers = '--seeds, --from, --days and --workers are whole numbers';
    throw new TypeError(`${numbers}, --faults is none, light or heavy`);
  }
  const step = Math.min(workers, seeds);
  return Array.from({ length: step }, (_, index) => {
    return { first: from + index, end: from + seeds, step, faults, lastsDays };
  });
}

/** Most of what a history makes is gone before this is full; what is there longer is copied. */
const resourceLimits = { maxYoungGenerationSizeMb: 192 };

function lead(): void {
  const began = performance.now();
  let [histories, violations] = [0, 0];
  const sum = (): string => {
    const perMinute = Math.round((histories * 60_000) / (performance.now() - began));
    return `${histories} histories, ${violations} violations, ${perMinute} histories a minute`;
  };
  for (const share of shares()) {
    const worker = new Worker(new URL(import.meta.url), { workerData: share, resourceLimits });
    worker.on('message', (message) => {
      const lines = Report.parse(message);
      histories += 1;
      // The last line is the command that lives it again.
      violations += Math.max(0, lines.length - 1);
      for (const line of lines) console.log(line);
      if (histories % 100 === 0) console.log(sum());
    });
  }
  process.on('exit', () => {
    console.log(sum());
    if (violations > 0) process.exitCode = 1;
  });
}

if (isMainThread) lead();
else await work(Share.parse(workerData));
