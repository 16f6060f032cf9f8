/**
 * Random people, events, faults and policies against a small model of who may be stopped when.
 * `MODEL_RUNS=2000 npx vitest run test/properties/people-and-faults` for more. A failure prints
 * what people did, what the model says of it, and `seed`, `path` and `replayPath`: given as
 * MODEL_SEED, MODEL_PATH and MODEL_REPLAY they live it again.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { World } from '../../src/lib/cloud/simulated/world.ts';
import { hours, type Instant, instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { HistoryOptions } from '../../src/lib/wiring/history.ts';
import { blindTo, deafToProtection, seeing } from '../simulation/broken/senses.ts';
import type { Crime } from '../simulation/broken/verdicts.ts';
import { violationsOf } from '../simulation/checkers/all-laws.ts';
import { tamper } from '../simulation/tampered.ts';
import { BIRTH, type Count, DOINGS, type Step, stepsOf } from './model/commands.ts';
import { idleHands, unwarned } from './model/crimes.ts';
import { deploy } from './model/deployed.ts';
import type { Terms, Timetable } from './model/terms.ts';

const FEW = 60;
const RUNS = Number(process.env['MODEL_RUNS'] ?? FEW);
const SEED = Number(process.env['MODEL_SEED'] ?? (RUNS === FEW ? 20_261_122 : Date.now()));
const PATH = process.env['MODEL_PATH'];
const REPLAY = process.env['MODEL_REPLAY'] ?? '';

const quarter = fc.integer({ min: 0, max: 95 }).map((count) => count * 15);
const warn = fc.constantFrom(minutes(0), minutes(15), minutes(30));
const always = [1, 2, 3, 4, 5, 6, 7];

const timetable = (name: string): fc.Arbitrary<Timetable> =>
  fc
    .record({
      name: fc.constant(name),
      days: fc.constantFrom(always, always, [1, 2, 3, 4, 5], [6, 7]),
      opens: quarter,
      closes: quarter,
      start: fc.constantFrom('ours', 'all', 'none'),
      enforce: fc.constant(name === 'strict'),
      warn,
    })
    .filter(({ opens, closes }) => opens !== closes);

const nightly: fc.Arbitrary<Timetable> = fc
  .record({
    name: fc.constant('nightly'),
    days: fc.constant(always),
    opens: fc.option(quarter),
    closes: quarter,
    start: fc.constant('ours' as const),
    enforce: fc.constant(false),
    warn,
  })
  .filter(({ opens, closes }) => opens !== closes);

const idle = fc.record({
  window: fc.constantFrom(minutes(30), minutes(60)),
  grace: fc.constantFrom(minutes(10), minutes(20)),
});

const terms: fc.Arbitrary<Terms> = fc.record({
  timetables: fc.tuple(nightly, timetable('office'), timetable('strict')),
  fallback: fc.constantFrom('nightly', 'office', 'strict'),
  idle: fc.option(idle),
  stopsPerPass: fc.constantFrom(2, 50),
});

const MONDAY = instant(Date.parse('2026-11-02T00:00:00Z'));
const begins: fc.Arbitrary<Instant> = fc
  .tuple(fc.nat(7 * 24), fc.nat(59))
  .map(([hour, minute]) => plus(plus(MONDAY, hours(hour)), minutes(minute)));

const beginnings = fc.record({
  policy: terms,
  at: begins,
  born: fc.array(BIRTH, { minLength: 1, maxLength: 4 }),
});

const commandsOf = (doings: readonly fc.Arbitrary<Step>[]) =>
  fc.commands(stepsOf(doings), { maxCommands: 50, size: 'max', replayPath: REPLAY });

type Prepare = (world: World, options: HistoryOptions) => void;

interface Options {
  readonly prepare?: Prepare;
  /** How often each reason was given. */
  readonly reasons?: Map<string, number>;
  readonly doings?: readonly fc.Arbitrary<Step>[];
}

/** Holds are what people say most. */
const ALL = [...Object.values(DOINGS), DOINGS.hold, DOINGS.load];

const property = ({ prepare, reasons = new Map(), doings = ALL }: Options = {}) =>
  fc.asyncProperty(beginnings, commandsOf(doings), async ({ policy, at, born }, steps) => {
    const model: Count = { boxes: born.length, judged: 0, reasons };
    const real = deploy(policy, at, { prepare, born });
    await fc.asyncModelRun(() => ({ model, real }), steps);
    if (prepare === undefined) expect(violationsOf(await real.pass(minutes(5)))).toEqual([]);
  });

const REASONS = [
  'enforced',
  'hold-wants-running',
  'hold-wants-stopped',
  'idle',
  'start-edge',
  'stop-edge',
];

test('whatever people and faults do, who must be stopped is, and nobody else', async () => {
  const replay = PATH === undefined ? {} : { path: PATH };
  const reasons = new Map<string, number>();
  await fc.assert(property({ reasons }), { numRuns: RUNS, seed: SEED, ...replay });
  // A run that stops nobody proves nothing: together they gave every reason there is.
  const isWhole = PATH === undefined && RUNS >= FEW;
  expect(isWhole ? [...reasons.keys()].toSorted() : REASONS).toEqual(REASONS);
}, 600_000);

interface Bug {
  readonly crime: Crime;
  /** What people do that brings it to light. */
  readonly doings: readonly fc.Arbitrary<Step>[];
  readonly says: RegExp;
}

const { hold, holdTag, control, tagging, protect, power, load } = DOINGS;

/** The product with something wrong in its hands, and what the model says of it. */
const BUGS: Readonly<Record<string, Bug>> = {
  'does not read holds': {
    crime: () => ({ ports: blindTo('hold') }),
    doings: [hold],
    says: /a hold is open|a hold has answered/,
  },
  'does not read the switch': {
    crime: () => ({ ports: blindTo('control') }),
    doings: [control],
    says: /switched acting off/,
  },
  'does not see tags': {
    crime: () => ({ ports: seeing(() => ({ tags: {} })) }),
    doings: [tagging, holdTag],
    says: /not ours|its tag|cannot be read|no schedule|not asked about/,
  },
  'does not ask for stop protection': {
    crime: () => ({ ports: deafToProtection }),
    doings: [protect],
    says: /stop-protected/,
  },
  'takes what was started just now for old': {
    crime: () => ({
      ports: seeing(({ launchTime }) => ({ launchTime: minus(launchTime, hours(9)) })),
    }),
    doings: [power, load],
    says: /started only now|long enough|decided otherwise|warned/,
  },
  'warns nobody': {
    crime: (_, { policy }) => ({ policy: unwarned(policy) }),
    doings: [power],
    says: /nobody was warned in time/,
  },
  'only says that it stops': {
    crime: () => ({ ports: idleHands }),
    doings: [load],
    says: /has not been stopped|and runs/,
  },
};

describe('the model finds out the product that', () => {
  test.each(Object.entries(BUGS))(
    '%s',
    { timeout: 120_000 },
    async (_, { crime, doings, says }) => {
      const prepare: Prepare = (world, options) => tamper(world, options, crime(world, options));
      const found = await fc.check(property({ prepare, doings }), {
        numRuns: 400,
        seed: SEED,
        endOnFailure: true,
      });
      expect(found.failed).toBe(true);
      expect(String(found.errorInstance)).toMatch(says);
    },
  );
});
