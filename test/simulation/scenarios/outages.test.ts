/** Ticks that come late, twice or not at all. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin } from '../scenario.ts';

const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });
const NIGHTLY = { policy: 'nightly: { stop: "22:00", start: "07:00" }', account: box };

describe('an edge that nobody answered in time', () => {
  test.each([
    ['a minute', '21:59', '22:01', '22:05 stop'],
    ['half an hour', '21:50', '22:20', '22:20 stop'],
    ['five hours', '21:50', '+1 02:50', '+1 02:50 stop'],
  ])('is answered after an outage of %s', async (_, ...times) => {
    const [from, to, stop] = times;
    const night = begin(NIGHTLY);
    night.outage(from, to);
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([stop, '+1 07:00 start']);
  });

  test('is warned of first, when nobody could be warned before it', async () => {
    const night = begin(NIGHTLY);
    night.outage('21:30', '23:00');
    await night.until('+1 06:00');
    expect(night.told('about-to-stop').map(({ at }) => at)).toEqual(['23:00']);
    expect(night.turns('box')).toEqual(['23:15 stop']);
  });

  test('is missed when it is older than `catchUp`, and the digest says so', async () => {
    const night = begin({ ...NIGHTLY, policy: 'nightly: { stop: "22:00" }' });
    night.outage('21:30', '+1 05:00');
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
    const [digest] = night.world.topic.mails.filter(({ subject }) => /Nov/.test(subject));
    expect(digest?.text).toContain('22:00');
    await night.until('+1 23:00');
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });

  test('is one edge after three days: only the newest counts', async () => {
    const night = begin(NIGHTLY);
    night.outage('21:30', '+3 20:00');
    await night.until('+4 12:00');
    expect(night.turns('box')).toEqual(['+3 22:00 stop', '+4 07:00 start']);
    expect(night.digests()).toEqual(['2026-11-05', '2026-11-06']);
  });
});

test('late and doubled ticks change nothing but the minute', async () => {
  const night = begin({ ...NIGHTLY, faults: { tickLate: 0.5, tickDuplicated: 1 } });
  await night.until('+2 12:00');
  const kinds = night.turns('box').map((turn) => turn.split(' ').at(-1));
  expect(kinds).toEqual(['stop', 'start', 'stop', 'start']);
  expect(night.told('stopped')).toHaveLength(2);
  expect(night.digests()).toEqual(['2026-11-03', '2026-11-04']);
});

test('a warning nobody watched over is void: after an outage people are warned anew', async () => {
  const idle = begin({ account: (setup) => setup.instance({ name: 'box', load: DEAD }) });
  await idle.until('13:20');
  expect(idle.told('about-to-stop')).toHaveLength(1);
  idle.outage('13:20', '15:00');
  await idle.until('15:04');
  expect(idle.state('box')).toBe('running');
  expect(idle.told('about-to-stop').map(({ at }) => at)).toEqual(['13:10', '15:00']);
  await idle.until('16:00');
  expect(idle.state('box')).toBe('stopped');
});

test('no events at all: the clock alone does everything', async () => {
  const night = begin({ ...NIGHTLY, faults: { eventLost: 1 } });
  night.at('23:10', (hands) => hands.start('box'));
  await night.until('+2 12:00');
  expect(night.turns('box')).toEqual([
    '22:00 stop',
    '23:10 start',
    '+1 22:00 stop',
    '+2 07:00 start',
  ]);
});
