/** Clocks that are wrong, first days at any hour, and the instances that AWS itself turns off. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { type Duration, minutes, plus } from '../../../src/lib/model/instant.ts';
import { begin, type Scenario } from '../scenario.ts';
import { tamper } from '../tampered.ts';

const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });
const NIGHTLY = { policy: 'nightly: { stop: "22:00", start: "07:00" }', account: box };

/** Between these times the functions' clocks are wrong by so much; AWS's own are right. */
function wrongClock(night: Scenario, [from, to]: readonly [string, string], by: Duration): void {
  const [since, until] = [night.time(from), night.time(to)];
  tamper(night.world, night.options, {
    ports: (ports) => ({
      ...ports,
      clock: {
        now: () => {
          const now = ports.clock.now();
          return now >= since && now < until ? plus(now, by) : now;
        },
      },
    }),
  });
}
const back = (by: Duration): Duration => minutes(-by / minutes(1));

interface Step {
  readonly name: string;
  readonly span: readonly [string, string];
  readonly by: Duration;
  readonly stop?: string;
}

describe('a clock that steps', () => {
  const hour = minutes(60);
  const steps: readonly Step[] = [
    {
      name: 'back a minute at the edge',
      span: ['21:59', '22:04'],
      by: back(minutes(1)),
      stop: '22:05',
    },
    { name: 'back an hour after the edge', span: ['22:04', '22:31'], by: back(hour) },
    { name: 'back a day after the edge', span: ['22:04', '22:31'], by: back(minutes(1_440)) },
    { name: 'forward a minute at the edge', span: ['21:54', '22:01'], by: minutes(1) },
    // The warning went out at 22:30 by the wrong clock, and its fifteen minutes are kept.
    { name: 'forward an hour before the edge', span: ['21:29', '21:34'], by: hour, stop: '22:50' },
  ];
  test.each(steps)('$name still makes one stop and one start', async (step) => {
    const night = begin(NIGHTLY);
    wrongClock(night, step.span, step.by);
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([`${step.stop ?? '22:00'} stop`, '+1 07:00 start']);
  });

  test('forward a day loses the edges of that day, and not those after it', async () => {
    const night = begin(NIGHTLY);
    wrongClock(night, ['14:00', '14:06'], minutes(1_440));
    await night.until('+2 12:00');
    expect(night.turns('box')).toEqual(['+1 22:00 stop', '+2 07:00 start']);
  });
});

test('a start in the second of two hours alike comes after an edge of the first', async () => {
  const night = begin({
    policy: 'nightly: { stop: "01:30", start: "06:00" }',
    zone: 'America/New_York',
    begins: '2026-11-01 00:10',
    account: box,
  });
  const onceMore = plus(night.time('01:59'), minutes(13));
  night.world.account.engine.at(onceMore, () => night.world.hands('somebody').start('box'));
  await night.until('12:00');
  expect(night.turns('box')).toEqual(['01:30 stop', '01:10 start']);
});

const DAYTIME = `schedules: { day: { running: ["daily 07:00-22:00"], start: all } }
default: day`;

describe('a first day', () => {
  test.each(Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:15`))(
    'that begins at %s answers no edge from before',
    async (begins) => {
      const first = begin({
        policy: DAYTIME,
        begins,
        account: (setup) => {
          setup.instance({ name: 'on', load: steady() });
          setup.instance({ name: 'off', load: steady() }, { state: 'stopped' });
        },
      });
      await first.until('+1 23:00');
      const later = ['07:00 start', '22:00 stop', '+1 07:00 start', '+1 22:00 stop'];
      const edges = later.filter((turn) => turn.startsWith('+') || begins < turn);
      const from = (verb: string) => edges.slice(edges.findIndex((turn) => turn.endsWith(verb)));
      expect(first.turns('on')).toEqual(from('stop'));
      expect(first.turns('off')).toEqual(from('start'));
    },
  );
});
