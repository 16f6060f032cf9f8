/** Laws 8 and 9 find the product that changes alarms which it must leave alone. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { complete } from '../../../src/lib/model/family.ts';
import { observeTouchesNothing } from '../checkers/observe-touches-nothing.ts';
import { ownAlarmsOnly } from '../checkers/own-alarms-only.ts';
import { policyFrom } from '../scenario.ts';
import { type Story, verdicts } from './verdicts.ts';

const STORY: Story = {
  begins: '12:00',
  ends: '15:00',
  account: (setup) => {
    setup.instance({ name: 'box', load: steady() });
    setup.otherAlarm({ name: 'tierkeeper-by-hand' });
    setup.otherAlarm({ name: 'disk-full' });
  },
};

/** Takes every alarm for its own. */
const greedy = (ports: Ports): Ports => ({
  ...ports,
  alarms: {
    ...ports.alarms,
    list: async () => {
      const seen = await ports.alarms.list();
      if (!seen.complete) return seen;
      return complete(seen.items.map((alarm) => ({ ...alarm, managed: true })));
    },
  },
});

/** Gives its alarms names that anybody may have. */
const nameless = (ports: Ports): Ports => ({
  ...ports,
  alarms: {
    ...ports.alarms,
    put: (spec) => ports.alarms.put({ ...spec, name: spec.name.replace('tierkeeper-', '') }),
  },
});

describe('an alarm of somebody else', () => {
  test.each([
    ['deletes what it did not make', greedy, /delete alarm disk-full, which is not ours/],
    ['makes one under any name', nameless, /put alarm low-cpu-i-[0-9a-f]+, which is not ours/],
  ])('is not safe from a product that %s', async (_, ports, says) => {
    const { honest, broken } = await verdicts(ownAlarmsOnly, STORY, () => ({ ports }));
    expect(honest).toEqual([]);
    expect(broken.join('\n')).toMatch(says);
  });
});

describe('observing', () => {
  test('is broken by a product that makes alarms all the same', async () => {
    const story = { ...STORY, policy: 'mode: observe' };
    const policy = policyFrom('', 'Asia/Seoul');
    const { honest, broken } = await verdicts(observeTouchesNothing, story, () => ({ policy }));
    expect(honest).toEqual([]);
    expect(broken.join('\n')).toMatch(/put alarm tierkeeper-low-cpu-i-[0-9a-f]+ while observing/);
  });

  test('is broken by a product that does not read the switch', async () => {
    const blind = (ports: Ports): Ports => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        get: async (key) => (key.sort === 'control' ? null : ports.ledger.get(key)),
        query: async (partition, options) => {
          const page = await ports.ledger.query(partition, options);
          return { ...page, items: page.items.filter(({ item }) => item.kind !== 'control') };
        },
      },
    });
    const story: Story = {
      ...STORY,
      deeds: (day) => {
        day.control('12:30', { paused: false, mode: 'observe' });
        day.at('13:00', (hands) => void hands.launch({ name: 'new', load: steady() }));
      },
    };
    const { honest, broken } = await verdicts(observeTouchesNothing, story, () => ({
      ports: blind,
    }));
    expect(honest).toEqual([]);
    expect(broken.join('\n')).toMatch(/put alarm tierkeeper-low-cpu-i-[0-9a-f]+ while observing/);
  });
});
