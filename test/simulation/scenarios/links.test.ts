/** "Not now" by a link, at every awkward time: the world ends as the page said. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { seconds } from '../../../src/lib/model/instant.ts';
import { browserOf } from '../browser.ts';
import { begin, type Plot } from '../scenario.ts';
import { wallOf } from '../wall.ts';

const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });

const NIGHTLY: Plot = { policy: 'nightly: { stop: "22:00", start: "07:00" }', account: box };
/** In the message of 21:40, which all these links are from. */
const WARNED = { stopAt: '22:00' };

function nightOf(plot = NIGHTLY) {
  const night = begin(plot);
  const browser = browserOf(night);
  const wall = wallOf('Asia/Seoul', '2026-11-02');
  const said = (): readonly string[] =>
    browser.pressed().map(({ action, result, want, until }) => {
      return `${action}: ${result}, ${want} until ${wall.show(until)}`;
    });
  return { night, browser, said };
}

describe('before the stop', () => {
  test('an hour more is an hour more than it would have had', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'hour', WARNED);
    await night.until('+1 12:00');
    expect(said()).toEqual(['hour: held, leave until 23:00']);
    expect(night.turns('box')).toEqual(['23:00 stop', '+1 07:00 start']);
  });

  test('until tomorrow skips the night', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'tomorrow', WARNED);
    await night.until('+1 23:00');
    expect(said()).toEqual(['tomorrow: held, leave until +1 09:00']);
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });

  test('tonight skips tonight, and ends with the start of the morning', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'tonight', WARNED);
    await night.until('+1 23:00');
    expect(said()).toEqual(['tonight: held, leave until +1 07:00']);
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });

  test('tonight of a schedule without a start ends at 9 in the morning', async () => {
    const { night, browser, said } = nightOf({ ...NIGHTLY, policy: 'nightly: { stop: "22:00" }' });
    browser.press('21:50', 'tonight', WARNED);
    await night.until('+1 23:00');
    expect(said()).toEqual(['tonight: held, leave until +1 09:00']);
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });

  test('a date holds to its end', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'date', { ...WARNED, date: '2026-11-04' });
    await night.until('+3 23:00');
    expect(said()).toEqual(['date: held, leave until +3 00:00']);
    expect(night.turns('box')).toEqual(['+3 22:00 stop']);
  });

  test('a date that is over changes nothing', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'date', { ...WARNED, date: '2026-11-01' });
    await night.until('22:30');
    expect(browser.answers.map(({ status }) => status)).toEqual([400]);
    expect(said()).toEqual([]);
    expect(night.turns('box')).toEqual(['22:00 stop']);
  });

  test('what is released again is stopped as announced', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'tomorrow', WARNED);
    browser.press('21:55', 'release', WARNED);
    await night.until('22:30');
    expect(said()).toEqual([
      'tomorrow: held, leave until +1 09:00',
      'release: released, leave until 21:55',
    ]);
    expect(night.turns('box')).toEqual(['22:00 stop']);
  });

  test('an hour that is released is over, and the stop that it held off comes', async () => {
    const { night, browser } = nightOf();
    browser.press('21:50', 'hour', WARNED);
    browser.press('22:20', 'release', WARNED);
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual(['22:20 stop']);
  });

  test('a night that was skipped stays skipped when the hold is released in it', async () => {
    const { night, browser } = nightOf();
    browser.press('21:50', 'tonight', WARNED);
    browser.press('22:20', 'release', WARNED);
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
  });

  test('an idle warning gives way for its hour, and is given anew', async () => {
    const idle = { account: (setup: Setup) => setup.instance({ name: 'box', load: DEAD }) };
    const { night, browser, said } = nightOf(idle);
    browser.press('13:15', 'hour', { stopAt: '13:30' });
    await night.until('16:00');
    expect(said()).toEqual(['hour: held, leave until 14:30']);
    expect(night.told('about-to-stop').map(({ at }) => at)).toEqual(['13:10', '14:30']);
    expect(night.turns('box')).toEqual(['14:50 stop']);
  });
});

describe('the link that a mail prints', () => {
  test('is opened and pressed before the stop, and the night is skipped', async () => {
    const { night, browser, said } = nightOf();
    browser.pressMailed('21:50', 'tonight');
    await night.until('+1 06:00');
    expect(browser.answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(browser.answers[0]?.body).toContain('About to stop');
    expect(said()).toEqual(['tonight: held, leave until +1 07:00']);
    expect(night.turns('box')).toEqual([]);
  });

  test('is, after the stop, one that starts it again', async () => {
    const { night, browser, said } = nightOf();
    browser.pressMailed('22:30', 'start');
    await night.until('+1 06:00');
    expect(browser.answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(said()).toEqual(['start: held, running until +1 07:00']);
    expect(night.turns('box')).toEqual(['22:00 stop', '22:30 start']);
  });
});

describe('between the intent and the call', () => {
  const moments = Array.from({ length: 45 }, (_, index) => index * 0.4);

  test('whatever the moment of 45, the page tells what came of the press', async () => {
    const seen = new Set<string>();
    for (const moment of moments) {
      const { night, browser, said } = nightOf();
      browser.press('22:00', 'tonight', { ...WARNED, after: seconds(moment) });
      await night.until('22:30');
      const turns = night.turns('box').map((turn) => turn.replace(/.* /, ''));
      expect(night.state('box'), `after ${moment} s`).toBe('running');
      expect(browser.answers.map(({ status }) => status)).toEqual([200]);
      const [result = ''] = said();
      // What is told to be held has never been stopped.
      if (/: held/.test(result)) expect(turns, `after ${moment} s`).toEqual([]);
      seen.add(`${result.replace(/,.*/, '')} ${turns.join(' ')}`.trim());
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['tonight: held', 'tonight: starts-again stop start']),
    );
  });
});

describe('too late', () => {
  test.each(['22:01', '22:06', '22:30'])('tonight, at %s: it is started again', async (text) => {
    const { night, browser, said } = nightOf();
    browser.press(text, 'tonight', WARNED);
    await night.until('+1 12:00');
    expect(said()).toEqual(['tonight: starts-again, running until +1 07:00']);
    expect(night.turns('box')).toHaveLength(2);
    expect(night.state('box')).toBe('running');
  });

  test('an hour more: it runs for its hour, and is then warned of and stopped', async () => {
    const { night, browser, said } = nightOf();
    browser.press('22:10', 'hour', WARNED);
    await night.until('+1 12:00');
    expect(said()).toEqual(['hour: starts-again, running until 23:10']);
    expect(night.told('about-to-stop').map(({ at }) => at)).toEqual(['21:40', '23:10']);
    expect(night.turns('box')).toEqual([
      '22:00 stop',
      '22:10 start',
      '23:25 stop',
      '+1 07:00 start',
    ]);
  });

  test('until tomorrow and a date start it, too', async () => {
    for (const action of ['tomorrow', 'date'] as const) {
      const { night, browser } = nightOf();
      browser.press('22:10', action, { ...WARNED, date: '2026-11-03' });
      await night.until('+1 08:30');
      expect(night.turns('box')).toEqual(['22:00 stop', '22:10 start']);
    }
  });

  test('the next morning: it runs already, and is left running', async () => {
    const { night, browser, said } = nightOf();
    browser.press('+1 08:00', 'hour', WARNED);
    await night.until('+1 12:00');
    expect(said()).toEqual(['hour: held, leave until +1 09:00']);
    expect(night.turns('box')).toEqual(['22:00 stop', '+1 07:00 start']);
  });
});

describe('start it again', () => {
  test('after the stop: it runs to the next edge, and then as ever', async () => {
    const { night, browser, said } = nightOf();
    browser.press('22:30', 'start');
    await night.until('+1 23:00');
    expect(said()).toEqual(['start: held, running until +1 07:00']);
    expect(night.turns('box')).toEqual(['22:00 stop', '22:30 start', '+1 22:00 stop']);
  });

  test('shortly before an edge: it has an hour, and the edge comes after that', async () => {
    const { night, browser, said } = nightOf();
    browser.press('+1 06:30', 'start');
    night.at('+1 21:20', (hands) => hands.stop('box'));
    browser.press('+1 21:30', 'start', { of: 'another' });
    await night.until('+1 23:30');
    expect(said()).toEqual([
      'start: held, running until +1 07:30',
      'start: held, running until +1 22:30',
    ]);
    expect(night.turns('box').slice(-2)).toEqual(['+1 21:30 start', '+1 22:50 stop']);
  });

  test('is nothing where a person has started it already', async () => {
    const { night, browser } = nightOf();
    night.at('22:31', (hands) => hands.start('box'));
    browser.press('22:33', 'start');
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual(['22:00 stop', '22:30 start']);
  });

  test('gives way to the person who stops it after that', async () => {
    const { night, browser } = nightOf();
    browser.press('22:30', 'start');
    night.at('22:50', (hands) => hands.stop('box'));
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual(['22:00 stop', '22:30 start', '22:50 stop']);
  });

  test('is refused while only observing, where nothing would start it', async () => {
    const policy = 'mode: observe\nnightly: { stop: "22:00" }';
    const { night, browser, said } = nightOf({ ...NIGHTLY, policy });
    night.at('22:30', (hands) => hands.stop('box'));
    browser.press('+1 10:00', 'start');
    await night.until('+1 12:00');
    expect(browser.answers.map(({ status }) => status)).toEqual([409]);
    expect(said()).toEqual([]);
    expect(night.state('box')).toBe('stopped');
  });
});

describe('somebody else', () => {
  test('who has stopped it means it: a hold does not start it', async () => {
    const { night, browser, said } = nightOf();
    night.at('21:52', (hands) => hands.stop('box'));
    browser.press('22:10', 'tonight', WARNED);
    await night.until('+1 06:00');
    expect(said()).toEqual(['tonight: held, leave until +1 07:00']);
    expect(night.turns('box')).toEqual(['21:50 stop']);
  });

  test('who has terminated it leaves nothing to hold', async () => {
    const { night, browser, said } = nightOf();
    night.at('21:42', (hands) => hands.terminate('box'));
    browser.press('21:55', 'tonight', WARNED);
    await night.until('22:30');
    expect(browser.answers.map(({ status }) => status)).toEqual([409]);
    expect(said()).toEqual([]);
  });
});

const writes = (night: ReturnType<typeof begin>) =>
  night.world.journal
    .of('ledger')
    .filter(({ actor }) => actor.kind === 'invocation' && actor.lambda === 'link-opened');

describe('more than one press', () => {
  test('of the same link is one: the answer is the same, and nothing more is written', async () => {
    const { night, browser } = nightOf();
    browser.press('21:50', 'hour', WARNED);
    browser.press('21:51', 'hour', WARNED);
    browser.press('22:30', 'hour', WARNED);
    await night.until('+1 06:00');
    const [first, ...others] = browser.answers.map(({ body }) => body);
    expect(others).toEqual([first, first]);
    expect(writes(night).map(({ item }) => item?.kind)).toEqual(['hold', 'press']);
    expect(night.turns('box')).toEqual(['23:00 stop']);
  });

  test('at once, as a finger presses twice, is one, too', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'hour', WARNED);
    browser.press('21:50', 'hour', WARNED);
    await night.until('+1 06:00');
    expect(said()).toEqual(['hour: held, leave until 23:00']);
    expect(browser.answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(night.turns('box')).toEqual(['23:00 stop']);
  });

  test('of another action is another wish, and the last one stands', async () => {
    const { night, browser } = nightOf();
    browser.press('21:50', 'tonight', WARNED);
    browser.press('21:52', 'release', WARNED);
    browser.press('21:54', 'tonight', WARNED);
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual([]);
  });

  test('of two messages: the last one stands, whichever message it is of', async () => {
    const { night, browser, said } = nightOf();
    browser.press('21:50', 'tomorrow', { ...WARNED, of: 'one' });
    browser.press('21:52', 'release', { ...WARNED, of: 'other' });
    browser.press('21:54', 'tomorrow', { ...WARNED, of: 'one' });
    await night.until('+1 08:00');
    expect(said()).toHaveLength(2);
    expect(night.turns('box')).toEqual([]);
  });

  test('writes to no partition but that of holds', async () => {
    const { night, browser } = nightOf();
    for (const action of ['hour', 'tonight', 'release', 'start'] as const) {
      browser.press('21:50', action, WARNED);
    }
    await night.until('22:30');
    expect(writes(night).length).toBeGreaterThan(5);
    expect(writes(night).filter(({ key }) => !key.partition.startsWith('hold#'))).toEqual([]);
  });
});
