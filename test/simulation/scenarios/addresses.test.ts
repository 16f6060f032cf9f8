/** What an owner hears of addresses, and of disks that a stop erases. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin, type Scenario } from '../scenario.ts';

const declared = (setup: Setup): Readonly<Record<string, string>> => ({
  'tierkeeper:eip': setup.allocationId('web-ip'),
});

const textOf = ({ world }: Scenario): string =>
  world.topic.mails.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join(' ');

describe('an address', () => {
  test('that was released while it was declared is told, once', async () => {
    const days = begin({
      account: (setup) => {
        setup.instance({ name: 'web', load: steady(), tags: declared(setup) });
        setup.address('web-ip', { on: 'web' });
      },
    });
    days.at('12:31', (hands) => {
      hands.disassociate('web-ip');
      hands.release('web-ip');
    });
    await days.until('+1 12:00');
    expect(days.told('address-missing').map(({ name }) => name)).toEqual(['web']);
    expect(textOf(days)).toContain('released, or never there');
  });

  test('that a terminated instance held comes with the command for its one namesake', async () => {
    const day = begin({
      account: (setup) => {
        setup.instance({ name: 'web', load: steady() });
        setup.address('web-ip', { on: 'web' });
      },
    });
    day.at('12:32', (hands) => hands.replace('web'));
    await day.until('13:00');
    const [address] = day.world.account.addresses.list();
    const claim = `Key=tierkeeper:eip,Value=${address?.allocationId}`;
    expect(textOf(day)).toContain(`create-tags --resources ${day.idOf('web')} --tags ${claim}`);
    expect(address?.association).toBeNull();
  });

  test('that is Elastic is named with what it costs idle, before the stop', async () => {
    const day = begin({
      policy: 'nightly: { stop: "13:00", warn: 15m }',
      account: (setup) => {
        setup.instance({ name: 'web', load: steady() });
        setup.address('web-ip', { on: 'web' });
      },
    });
    await day.until('13:30');
    expect(textOf(day)).toMatch(/counts\s+as\s+idle\s+and\s+costs\s+3\.65\s+USD\s+a\s+month/);
    expect(textOf(day)).not.toContain('AWS assigned it');
  });
});

describe('instance-store disks', () => {
  const box = (setup: Setup): unknown =>
    setup.instance({ name: 'box', load: DEAD, type: 'm5d.large' });
  const nightly = 'nightly: { stop: "13:00", warn: 15m }';

  test('keep an instance from being stopped', async () => {
    const day = begin({ policy: nightly, account: box });
    await day.until('13:30');
    expect(day.state('box')).toBe('running');
  });

  test('are erased where the policy accepts that, and the warning says so before', async () => {
    const day = begin({ policy: `${nightly}\nvolumes: { instanceStore: lose }`, account: box });
    await day.until('12:55');
    expect(textOf(day)).toContain('erases what is on its instance-store disks');
    expect(day.state('box')).toBe('running');
    await day.until('13:30');
    expect(day.state('box')).toBe('stopped');
  });
});
