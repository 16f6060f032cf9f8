/** The owner's switch: paused is not broken, and what it covers is not made up for. */
import { describe, expect, test } from 'vitest';
import type { DigestPorts } from '../../../src/lib/cloud/cloud.ts';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import type { Control } from '../../../src/lib/model/ledger.ts';
import { keyOfItem } from '../../../src/lib/record/place.ts';
import { watchedDigestPorts } from '../../rights/watched-ports.ts';
import { browserOf } from '../browser.ts';
import { begin, type Scenario } from '../scenario.ts';
import { tamper } from '../tampered.ts';

const NIGHTLY = 'nightly: { stop: "22:00", start: "07:00" }';
const PAUSED = { paused: true, mode: null } as const;
const LOWERED = { paused: false, mode: 'observe' } as const;
const OFF = { paused: false, mode: null } as const;

const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });

const furnished = (setup: Setup): void => {
  box(setup);
  setup.instance({ name: 'forgotten', load: DEAD, tags: { 'tierkeeper:schedule': 'none' } });
  setup.instance({
    name: 'web',
    load: steady(),
    tags: { 'tierkeeper:schedule': 'none', 'tierkeeper:eip': setup.allocationId('web-ip') },
  });
  setup.address('web-ip');
};

const ACTS = /^cloud\.(power|associate|notebookPower)|^alarms\.(put|remove)/;

/** All that was changed outside the ledger. */
const deedsIn = ({ world }: Scenario): readonly string[] =>
  world.journal
    .of('call')
    .flatMap(({ actor, verb }) => (actor.kind === 'invocation' ? [verb] : []));

describe('a pause', () => {
  test('stops and starts nothing, and what it covered is not made up for', async () => {
    const night = begin({ policy: NIGHTLY, account: furnished });
    night.control('13:12', PAUSED);
    night.control('22:30', OFF);
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual([]);
    expect(night.turns('forgotten')).toEqual(['22:55 stop']);
    await night.until('+1 23:00');
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });

  test('of a night, resumed at noon: the next night is the first that counts', async () => {
    const night = begin({ policy: NIGHTLY, account: furnished, begins: '11:58' });
    night.control('11:59', PAUSED);
    night.control('+1 12:00', OFF);
    await night.until('+1 12:00');
    expect(deedsIn(night)).toEqual([]);
    expect(night.told('about-to-stop')).toEqual([]);
    await night.until('+2 06:00');
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
    expect(night.turns('forgotten')).toEqual(['+1 12:20 stop']);
    expect(night.world.account.addresses.list()[0]?.association).not.toBeNull();
  });

  test('is not made up for where no pass saw it: it covered the edge all the same', async () => {
    const night = begin({ policy: NIGHTLY, account: box });
    night.outage('21:51', '22:29');
    night.control('21:55', PAUSED);
    night.control('22:10', OFF);
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual([]);
  });

  test('that ends a moment before an edge leaves that edge to be answered', async () => {
    const night = begin({ policy: NIGHTLY, account: box });
    night.control('15:00', PAUSED);
    night.control('21:58', OFF);
    await night.until('+1 06:00');
    // It is warned of first, as late as it is.
    expect(night.turns('box')).toEqual(['22:20 stop']);
  });

  test('goes on looking, and says every day that it is one', async () => {
    const days = begin({ policy: `${NIGHTLY}\ntell: { emptyDay: none }`, account: box });
    days.control('12:01', PAUSED);
    await days.until('+2 12:00');
    const digests = days.world.topic.mails.filter(({ text }) => text.includes('Paused since'));
    expect(digests).toHaveLength(2);
    expect(days.digests()).toHaveLength(2);
    const [lease] = days.items('lease');
    expect(lease?.lastSweepAt).toBeGreaterThan(days.time('+2 11:50'));
  });

  test('is read by every pass first, and once more before it acts', async () => {
    const passes: string[][] = [];
    const seen = (ports: DigestPorts): DigestPorts => {
      const asked: string[] = [];
      passes.push(asked);
      return watchedDigestPorts(ports, (call, make) => {
        asked.push(call);
        return make();
      });
    };
    const night = begin({ policy: NIGHTLY, account: furnished, watch: { through: seen } });
    await night.until('+1 12:00');
    const looking = passes.filter((asked) => asked.includes('cloud.instances'));
    const blind = looking.filter(
      (asked) => asked.indexOf('cloud.instances') < asked.indexOf('ledger.query account'),
    );
    expect([looking.length > 250, blind]).toEqual([true, []]);
    const acting = passes.filter((asked) => asked.some((call) => ACTS.test(call)));
    const rash = acting.filter((asked) => {
      const before = asked.slice(
        0,
        asked.findIndex((call) => ACTS.test(call)),
      );
      // The switch is the one item of the account's that is got by its key.
      return before.lastIndexOf('ledger.get account') < before.lastIndexOf('cloud.instances');
    });
    expect([acting.length, rash]).toEqual([4, []]);
  });

  test.each([
    ['a pause', PAUSED],
    ['a lowered mode', LOWERED],
  ])('%s between the intent and the call keeps it from being made', async (_, to) => {
    const night = begin({ policy: NIGHTLY, account: box });
    const { world, options } = night;
    tamper(world, options, {
      ports: (ports) => ({
        ...ports,
        ledger: {
          ...ports.ledger,
          put: async (write, expectation) => {
            const written = await ports.ledger.put(write, expectation);
            if (write.item.kind === 'intent') await turnNow(night, to);
            return written;
          },
        },
      }),
    });
    await night.until('+1 06:00');
    expect(deedsIn(night)).toEqual([]);
    expect(night.turns('box')).toEqual([]);
    expect(night.items('intent')).toEqual([]);
    const results = night.items('outcomes').flatMap(({ outcomes }) => outcomes);
    expect(results.map(({ result }) => result)).toEqual(['held']);
  });

  test('takes what is pressed meanwhile, and goes by it when it has ended', async () => {
    const night = begin({ policy: NIGHTLY, account: box });
    const browser = browserOf(night);
    night.control('21:45', PAUSED);
    browser.press('21:50', 'tomorrow', { stopAt: '22:00' });
    night.control('21:55', OFF);
    await night.until('+1 06:00');
    expect(browser.answers.map(({ status }) => status)).toEqual([200]);
    expect(night.turns('box')).toEqual([]);
    await night.until('+1 23:00');
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });
});

describe('a mode that is lowered', () => {
  test('and let act again counts like a switch from observe to act', async () => {
    const night = begin({ policy: NIGHTLY, account: furnished });
    night.control('13:12', LOWERED);
    night.control('22:30', OFF);
    await night.until('22:30');
    expect(deedsIn(night).filter((verb) => verb !== 'associate')).toEqual([]);
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual([]);
    expect(night.turns('forgotten')).toEqual(['22:55 stop']);
  });

  test('is said in the digest, where the policy says act', async () => {
    const days = begin({ policy: NIGHTLY, account: box });
    days.control('12:01', LOWERED);
    await days.until('+1 12:00');
    const [digest] = days.world.topic.mails;
    expect(digest?.subject).toContain('lowered to observing');
    expect(digest?.text).toContain('npx tierkeeper mode policy');
  });
});

async function turnNow(
  { world, options: { account, region } }: Scenario,
  to: Pick<Control, 'paused' | 'mode'>,
): Promise<void> {
  const item: Control = { kind: 'control', at: world.now(), ...to };
  const key = keyOfItem({ account, region }, item);
  const { ledger } = world.portsFor({ kind: 'person', name: 'owner' });
  await ledger.put({ key, item, expiresAt: null }, 'any');
}
