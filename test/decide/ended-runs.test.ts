import { describe, expect, it } from 'vitest';
import { goneInstance, runsAfter } from '../../src/lib/decide/ended-runs.ts';
import { hours, minus } from '../../src/lib/model/instant.ts';
import { NOON } from '../build/at.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { record } from '../build/ledger.ts';

const STARTED = minus(NOON, hours(9));
const RUN = { from: minus(NOON, hours(40)), to: minus(NOON, hours(30)) };
const running = instance({ launchTime: STARTED });

describe('of an instance that is gone', () => {
  it('what it ran is kept, with what it was billed as', () => {
    const spot = { ...running, lifecycle: 'spot', platform: 'windows' } as const;
    const ended = record({ ...spot, state: 'terminated' }, { runs: [RUN] });
    expect(goneInstance(ended, NOON, NOON)).toMatchObject({
      type: 't3.micro spot',
      platform: 'windows',
      runs: [RUN],
    });
  });

  it('a run that nobody saw end went on until the Region was last looked at', () => {
    const lastLook = minus(NOON, hours(2));
    const unseen = record(running, { runs: [RUN] });
    expect(goneInstance(unseen, lastLook, NOON)?.runs).toEqual([
      RUN,
      { from: STARTED, to: lastLook },
    ]);
    expect(goneInstance(unseen, null, NOON)?.runs).toEqual([RUN, { from: STARTED, to: STARTED }]);
  });

  it('nothing is kept where it has never run', () => {
    expect(goneInstance(record(instance({ state: 'terminated' })), NOON, NOON)).toBeNull();
  });
});

describe('a run that has ended', () => {
  it('remembers the addresses that its stop has freed', () => {
    const privateAddresses = [privateAddress({ publicIp: '203.0.113.1' })];
    const interfaces = [networkInterface({ privateAddresses })];
    const known = record({ ...running, interfaces });
    const { runs } = runsAfter(known, { ...running, state: 'stopped', interfaces: [] }, NOON);
    expect(runs).toEqual([{ from: STARTED, to: NOON, addresses: 1 }]);
  });
});
