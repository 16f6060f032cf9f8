/** "Not now": before the intent, between intent and call, and too late. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { HoldWish } from '../../../src/lib/cloud/simulated/people.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { hours, minutes } from '../../../src/lib/model/instant.ts';
import { begin } from '../scenario.ts';
import { tamper } from '../tampered.ts';

const box =
  (tags: Readonly<Record<string, string>> = {}) =>
  (setup: Setup): unknown =>
    setup.instance({ name: 'box', load: steady(), tags });

const NIGHTLY = { policy: 'nightly: { stop: "22:00", start: "07:00" }', account: box() };

const wish = (change: Partial<HoldWish> = {}): HoldWish => ({
  want: 'leave',
  why: 'a release',
  lasts: hours(3),
  postpones: false,
  ...change,
});

describe('a hold from a link', () => {
  test('before the edge answers it: nothing happens, neither then nor later', async () => {
    const night = begin(NIGHTLY);
    night.at('21:50', (hands) => hands.hold('box', wish()));
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
    await night.until('+1 23:00');
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });

  test('of an hour more only postpones the edge', async () => {
    const night = begin(NIGHTLY);
    night.at('21:50', (hands) => hands.hold('box', wish({ lasts: minutes(60), postpones: true })));
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual(['22:50 stop', '+1 07:00 start']);
  });

  test('that lands between intent and call is heeded', async () => {
    const night = begin(NIGHTLY);
    tamper(night.world, night.options, {
      ports: (ports): Ports => ({
        ...ports,
        ledger: {
          ...ports.ledger,
          put: async (write, expectation) => {
            const answer = await ports.ledger.put(write, expectation);
            if (write.item.kind !== 'intent') return answer;
            night.world.hands('haru').hold('box', wish());
            // Let the link's own write come first: what is asked here is what it changes.
            for (let time = 0; time < 5; time += 1) await ports.ledger.get(write.key);
            return answer;
          },
        },
      }),
    });
    await night.until('22:30');
    expect(night.state('box')).toBe('running');
    const [batch] = night.items('outcomes');
    expect(batch?.outcomes.map(({ result }) => result)).toEqual(['held']);
    expect(night.items('intent')).toEqual([]);
  });

  test('that comes too late starts the instance again if that is what it wants', async () => {
    const night = begin(NIGHTLY);
    night.at('22:04', (hands) => hands.hold('box', wish({ want: 'running' })));
    await night.until('+1 00:30');
    expect(night.turns('box')).toEqual(['22:00 stop', '22:05 start']);
  });

  test('ends an idle warning: after it people are warned anew', async () => {
    const day = begin({ account: (setup) => setup.instance({ name: 'box', load: DEAD }) });
    day.at('13:15', (hands) => hands.hold('box', wish({ lasts: hours(1) })));
    await day.until('15:00');
    expect(day.told('about-to-stop').map(({ at }) => at)).toEqual(['13:10', '14:15']);
    expect(day.turns('box')).toEqual(['14:35 stop']);
  });
});

describe('the tag tierkeeper:hold-until', () => {
  test('holds to the end of its date, in the zone of the policy', async () => {
    const account = box({ 'tierkeeper:hold-until': '2026-11-03' });
    const nights = begin({ ...NIGHTLY, account });
    await nights.until('+2 23:00');
    expect(nights.turns('box')).toEqual(['+2 22:00 stop']);
  });

  test('that nobody can read leaves the instance alone, and is told once', async () => {
    const account = box({ 'tierkeeper:hold-until': 'after the demo' });
    const nights = begin({ ...NIGHTLY, account });
    await nights.until('+3 12:00');
    expect(nights.turns('box')).toEqual([]);
    const mails = nights.world.topic.mails.filter(({ text }) => text.includes('after the demo'));
    expect(mails).toHaveLength(1);
  });
});

test('tierkeeper:keep keeps, and tierkeeper:ignore is not even told of', async () => {
  const nights = begin({
    ...NIGHTLY,
    account: (setup) => {
      for (const word of ['keep', 'ignore']) {
        const tags = { [`tierkeeper:${word}`]: 'true' };
        setup.instance({ name: word, load: DEAD, tags });
      }
    },
  });
  nights.at('+1 10:00', (hands) => hands.terminate('ignore'));
  await nights.until('+2 12:00');
  expect(nights.turns('keep')).toEqual([]);
  expect(nights.turns('ignore')).toEqual([]);
  expect(nights.told()).toEqual([]);
});
