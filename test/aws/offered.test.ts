import { describe, expect, test } from 'vitest';
import { readOffered } from '../../src/lib/cloud/aws/estate/offered.ts';

const failing = (name: string, more: object = {}) =>
  readOffered('rds:DescribeDBInstances', () =>
    Promise.reject(Object.assign(new Error('AWS said no'), { name }, more)),
  );

describe('a service of the daily sweep', () => {
  test.each([
    'InvalidAction',
    'OptInRequired',
    'SubscriptionRequiredException',
    'UnrecognizedClientException',
  ])('has nothing in a Region that answers %s', async (name) => {
    expect(await failing(name)).toEqual({ complete: true, items: [] });
  });

  test('has nothing in a Region where it has no endpoint', async () => {
    expect(await failing('Error', { code: 'ENOTFOUND' })).toEqual({ complete: true, items: [] });
  });

  test('is unread where its endpoint hangs', async () => {
    const read = await failing('TimeoutError');
    expect(read).toMatchObject({ complete: false, fault: { code: 'no-answer' } });
  });

  test('is unread where the role may not ask, and names what it lacks', async () => {
    const read = await failing('AccessDenied');
    expect(read).toMatchObject({
      complete: false,
      fault: { code: 'access-denied', permission: 'rds:DescribeDBInstances' },
    });
  });

  test('throws what nobody expects', async () => {
    await expect(failing('TypeError')).rejects.toThrow('AWS said no');
  });
});
