/** What was decided can be read afterwards, and costs next to no writes. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { incomplete } from '../../../src/lib/model/family.ts';
import { fault } from '../../../src/lib/model/fault.ts';
import { readDecisionLog } from '../../../src/lib/record/decision-log.ts';
import { decisionLogKey, oldDecisionLogKey } from '../../../src/lib/record/place.ts';
import { begin, type Scenario } from '../scenario.ts';
import { tamper } from '../tampered.ts';

const box = {
  policy: 'nightly: { stop: "22:00", start: "07:00" }',
  account: (setup: Parameters<Parameters<typeof begin>[0]['account']>[0]) =>
    setup.instance({ name: 'box', load: steady() }),
};

const writesIn = (night: Scenario): number =>
  night.world.journal
    .of('ledger')
    .filter(({ item, change }) => change === 'put' && item?.kind === 'decision-log').length;

describe('the decision log', () => {
  test('tells of a night in the order in which it went, and why', async () => {
    const night = begin(box);
    await night.until('+1 08:00');
    const [log] = night.items('decision-log');
    const told = (log?.recent ?? []).map(({ name, verdict, reason }) => [
      name,
      verdict,
      reason.key,
    ]);
    expect(told.toReversed().filter(([, verdict]) => verdict !== 'leave')).toEqual([
      ['box', 'warn', 'stop-edge-near'],
      ['box', 'stop', 'stop-edge'],
      ['box', 'start', 'start-edge'],
    ]);
    expect(log?.standing).toHaveLength(1);
  });

  test('is written when a decision changes, and not with every pass', async () => {
    const night = begin(box);
    await night.until('21:00');
    const before = writesIn(night);
    await night.until('21:40');
    expect(writesIn(night)).toBe(before);
    await night.until('+1 21:00');
    expect(writesIn(night)).toBeLessThan(25);
  });

  test('keeps what it knew while AWS does not show the instances', async () => {
    const night = begin(box);
    const blind = (ports: Ports): Ports => ({
      ...ports,
      cloud: {
        ...ports.cloud,
        instances: async () =>
          night.world.now() < night.time('21:00')
            ? ports.cloud.instances()
            : incomplete(fault('access-denied', 'not allowed')),
      },
    });
    tamper(night.world, night.options, { ports: blind });
    await night.until('21:00');
    const [before] = night.items('decision-log');
    await night.until('21:30');
    expect(night.items('decision-log')).toEqual([before]);
  });

  const withOldLog = async () => {
    const night = begin(box);
    await night.until('21:00');
    const { ledger, account } = night.world;
    const place = { account: account.id, region: account.region };
    const [item] = night.items('decision-log');
    if (item === undefined) throw new Error('there is no log');
    const [old, current] = [oldDecisionLogKey(place), decisionLogKey(place)];
    ledger.put({ key: old, item, expiresAt: null }, 'any');
    // Deployed anew, no function keeps anything.
    tamper(night.world, night.options, {});
    return { night, item, place, old, current };
  };

  test('of version 0.1.0 is read where that left it, and moved out of the way', async () => {
    const { night, item, place, old, current } = await withOldLog();
    const { ledger } = night.world;
    ledger.delete(current, 'any');
    const store = night.world.portsFor({ kind: 'person', name: 'onlooker' }).ledger;
    const found = readDecisionLog({ store, place });
    await night.until('21:01');
    expect(await found).toEqual(item);
    await night.until('21:30');
    expect(ledger.get(old)).toBeNull();
    expect(ledger.get(current)?.item).toEqual(item);
  });

  test('is in one place, also where a pass was cut off as it had been moved', async () => {
    const { night, item, old, current } = await withOldLog();
    await night.until('21:30');
    expect(night.world.ledger.get(old)).toBeNull();
    expect(night.world.ledger.get(current)?.item).toEqual(item);
  });

  test('that cannot be written holds no message and doubles none', async () => {
    const [sound, broken] = [begin(box), begin(box)];
    const failing = (ports: Ports): Ports => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        put: async (write, expectation) => {
          if (write.item.kind !== 'decision-log') return ports.ledger.put(write, expectation);
          throw new Error('the table takes no more');
        },
      },
    });
    tamper(broken.world, broken.options, { ports: failing });
    for (const night of [sound, broken]) await night.until('+1 12:00');
    const subjects = ({ world }: Scenario): readonly string[] =>
      world.topic.mails.map(({ subject }) => subject);
    expect(subjects(broken)).toEqual(subjects(sound));
    expect(broken.turns('box')).toEqual(sound.turns('box'));
    expect(broken.items('decision-log')).toEqual([]);
  });
});
