import { describe, expect, test } from 'vitest';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { minutes } from '../../src/lib/model/instant.ts';

describe('schedules of the policy', () => {
  test('a schedule that names no zone has that of the policy', () => {
    const { schedules } = parsePolicyDocument({
      zone: 'Asia/Seoul',
      schedules: {
        office: { running: ['mon-fri 09:00-19:00'] },
        abroad: { running: ['mon-fri 09:00-19:00'], zone: 'Europe/Berlin' },
      },
    });
    expect(schedules['office']?.zone).toBe('Asia/Seoul');
    expect(schedules['abroad']?.zone).toBe('Europe/Berlin');
  });

  test('a schedule is called what its key says', () => {
    const { schedules } = parsePolicyDocument({
      schedules: { 'day shift': { stopped: ['daily 19:00-07:00'] } },
    });
    expect(schedules['day shift']?.name).toBe('day shift');
  });

  test('the short form is compiled, and warns fifteen minutes before unless told otherwise', () => {
    const { nightly } = parsePolicyDocument({
      zone: 'Asia/Seoul',
      nightly: { stop: '22:00', start: '07:00', days: 'mon-fri' },
    });
    expect(nightly).toMatchObject({ name: 'nightly', zone: 'Asia/Seoul', warn: minutes(15) });
    expect(nightly?.running).toHaveLength(1);
  });

  test('a nightly stop without a morning start is a single moment', () => {
    const { nightly } = parsePolicyDocument({ nightly: { stop: '22:00', warn: '0m' } });
    expect(nightly?.running).toEqual([]);
    expect(nightly?.moments).toMatchObject([{ at: 22 * 60, to: 'stopped' }]);
    expect(nightly?.warn).toBe(0);
  });

  test('the default may be the short form by its name', () => {
    const policy = parsePolicyDocument({ nightly: { stop: '22:00' }, default: 'nightly' });
    expect(policy.default).toBe('nightly');
  });

  test('notebooks have a night of their own', () => {
    const { nightly, notebooks } = parsePolicyDocument({
      notebooks: { nightly: { stop: '20:00' } },
    });
    expect(nightly).toBeNull();
    expect(notebooks.nightly?.moments).toMatchObject([{ at: 20 * 60 }]);
  });
});
