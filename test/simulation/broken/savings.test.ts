/** Law 14 finds the product that claims more than it saved. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { InstanceId } from '../../../src/lib/model/ids.ts';
import type { Instance } from '../../../src/lib/model/instance.ts';
import { type Instant, milliseconds } from '../../../src/lib/model/instant.ts';
import type { LedgerItem } from '../../../src/lib/model/ledger.ts';
import { savingsAreTrue } from '../checkers/savings-are-true.ts';
import { losing } from '../tampered.ts';
import { type Story, verdicts } from './verdicts.ts';

/** Stopped at ten, and started by a person at eleven, who stops it at midnight. */
const NIGHT: Story = {
  policy: 'nightly: { stop: "22:00" }',
  begins: '20:00',
  account: (setup) => setup.instance({ name: 'box', load: steady() }),
  deeds: (scenario) => {
    scenario.at('23:00', (hands) => hands.start('box'));
    scenario.at('+1 00:00', (hands) => hands.stop('box'));
  },
  ends: '+1 06:00',
};

/** Each launch looks like the first one. */
function seesNoLaunch(): (ports: Ports) => Ports {
  const first = new Map<InstanceId, Instant>();
  const unlaunched = (one: Instance): Instance => {
    const launchTime = first.get(one.id) ?? one.launchTime;
    first.set(one.id, launchTime);
    return { ...one, launchTime };
  };
  return (ports) => {
    const { cloud } = ports;
    const instances: Ports['cloud']['instances'] = async () => {
      const found = await cloud.instances();
      return found.complete ? { ...found, items: found.items.map(unlaunched) } : found;
    };
    return { ...ports, cloud: { ...cloud, instances } };
  };
}

const countsTwice = losing((item): LedgerItem => {
  if (item.kind !== 'instance' || item.savings === undefined) return item;
  const months = item.savings.months.map(({ month, times }) => ({
    month,
    times: times.map((time) => ({ ...time, off: milliseconds(time.off * 2) })),
  }));
  return { ...item, savings: { ...item.savings, months } };
});

describe('law 14, savings are true', () => {
  test.each([
    { what: 'sees nobody start what it stopped', ports: seesNoLaunch() },
    { what: 'counts what is counted once more', ports: countsTwice },
  ])('finds a product that $what', async ({ ports }) => {
    const { honest, broken } = await verdicts(savingsAreTrue, NIGHT, () => ({ ports }));
    expect(honest).toEqual([]);
    expect(broken).toEqual([expect.stringMatching(/^box: \d+ ms are said to be saved, \d+ were$/)]);
  });
});
