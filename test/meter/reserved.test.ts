/** Which instances Reserved Instances pay for: AWS's own rules and examples (apply_ri.html). */
import { describe, expect, it } from 'vitest';
import { reservedShares } from '../../src/lib/meter/reserved.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { ReservedInstances } from '../../src/lib/model/reserved-instance.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { reserved } from '../build/reserved.ts';

type Few = readonly Partial<Instance>[];

/** The share of each, in the order given: the first group runs, each other one is off. */
function shares(bought: readonly Partial<ReservedInstances>[], running: Few, off: Few = []) {
  const all = [...running, ...off].map((one, index) =>
    instance({ id: instanceId(index + 1), ...one }),
  );
  const groups = [all.slice(0, running.length), ...all.slice(running.length).map((one) => [one])];
  const found = reservedShares(bought.map(reserved), groups, NOON);
  return all.map(({ id }) => found.get(id) ?? 0);
}

const SMALL = { type: 't2.small' };
const LARGE = { type: 't2.large' };
const MEDIUM = { type: 't2.medium' };

describe('a regional Reserved Instance of Linux with default tenancy', () => {
  it('of a t2.medium pays for two t2.small, or for half a t2.large', () => {
    expect(shares([MEDIUM], [SMALL, SMALL, SMALL])).toEqual([1, 1, 0]);
    expect(shares([MEDIUM], [LARGE])).toEqual([0.5]);
  });

  it('pays for the smallest first, whatever else runs of its family', () => {
    expect(shares([MEDIUM], [LARGE, SMALL])).toEqual([0.25, 1]);
  });

  it('pays for no other family, platform or tenancy, for no spot, and not after its end', () => {
    expect(shares([MEDIUM], [{ type: 't3.small' }])).toEqual([0]);
    expect(shares([MEDIUM], [{ ...MEDIUM, platform: 'windows' }])).toEqual([0]);
    expect(shares([MEDIUM], [{ ...MEDIUM, tenancy: 'dedicated' }])).toEqual([0]);
    expect(shares([MEDIUM], [{ ...MEDIUM, lifecycle: 'spot' }])).toEqual([0]);
    expect(shares([{ ...MEDIUM, endsAt: NOON }], [MEDIUM])).toEqual([0]);
  });

  it('adds up with others of its family', () => {
    const bought = [{ ...SMALL, count: 2 }, MEDIUM];
    expect(shares(bought, [LARGE])).toEqual([1]);
  });

  it('fits its own size alone where it is of bare metal, or of a GPU family', () => {
    expect(shares([{ type: 'm5.metal' }], [{ type: 'm5.large' }, { type: 'm5.metal' }])).toEqual([
      0, 1,
    ]);
    expect(shares([{ type: 'g5.2xlarge' }], [{ type: 'g5.xlarge' }])).toEqual([0]);
    expect(shares([{ type: 'm5.large', count: 500 }], [{ type: 'm5.metal' }])).toEqual([0]);
  });
});

describe('one that fits no other size', () => {
  it('is one of Windows, in any zone', () => {
    const windows = { platform: 'windows', type: 't3.large' } as const;
    const zone = { availabilityZone: 'ap-northeast-2c' };
    const smaller = { ...windows, type: 't3.micro' };
    expect(shares([windows], [{ ...windows, ...zone }, smaller])).toEqual([1, 0]);
  });

  it('is one of an Availability Zone, and it goes to that zone first', () => {
    const zonal = { ...LARGE, availabilityZone: 'ap-northeast-2a' };
    const there = { ...LARGE, availabilityZone: 'ap-northeast-2a' };
    const elsewhere = { ...LARGE, availabilityZone: 'ap-northeast-2c' };
    const smaller = { ...SMALL, availabilityZone: 'ap-northeast-2a' };
    expect(shares([zonal], [elsewhere, there, smaller])).toEqual([0, 1, 0]);
    expect(shares([LARGE, zonal], [elsewhere, there])).toEqual([1, 1]);
  });
});

describe('what is off', () => {
  it('is paid for by what those that run leave over, in the order given', () => {
    const micro = { type: 't3.micro' };
    expect(shares([{}], [micro], [micro])).toEqual([1, 0]);
    expect(shares([{ count: 2 }], [micro], [micro, micro])).toEqual([1, 1, 0]);
    expect(shares([{}], [], [{ type: 't3.small' }, { type: 't3.nano' }])).toEqual([0.5, 0]);
  });
});
