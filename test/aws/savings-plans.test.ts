/** Savings Plans at the wire: REST JSON, as its API reference shows it; moto has none. */
import { afterEach, describe, expect, it } from 'vitest';
import { readSavingsPlans } from '../../src/lib/cloud/aws/estate/savings-plans.ts';
import { readAnyhow } from '../../src/lib/cloud/aws/pages.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { inFrontOf } from '../cli/in-front-of.ts';

const ACTION = 'savingsplans:DescribeSavingsPlans';
const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

async function read(...replies: readonly Reply[]) {
  const left = [...replies];
  const server = await inFrontOf('', () => left.shift() ?? { status: 500, body: '' });
  stop = () => server.stop();
  const options = { endpoint: server.endpoint, credentials: KEYS };
  const family = await readAnyhow(ACTION, () => readSavingsPlans(options));
  return { family, passed: server.passed };
}

/** As API_SavingsPlan.html has it. */
const COMPUTE = {
  offeringId: '3d9d1d3c-6a1a-4b0a-9bb5-0f2c1EXAMPLE',
  savingsPlanId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  savingsPlanArn:
    'arn:aws:savingsplans::123456789012:savingsplan/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  description: '1 year No Upfront Compute Savings Plan',
  start: '2026-03-03T14:29:07.000Z',
  end: '2027-03-03T14:29:06.000Z',
  state: 'active',
  savingsPlanType: 'Compute',
  paymentOption: 'No Upfront',
  productTypes: ['Fargate', 'EC2', 'Lambda'],
  currency: 'USD',
  commitment: '0.12500',
  upfrontPaymentAmount: '0',
  recurringPaymentAmount: '0.12500',
  termDurationInSeconds: 31_536_000,
  tags: {},
};

const FAMILY = {
  ...COMPUTE,
  ...{ savingsPlanId: 'sp-family', savingsPlanType: 'EC2Instance', state: 'queued' },
  ...{ region: 'us-east-1', ec2InstanceFamily: 't3', productTypes: ['EC2'], commitment: '1' },
};

const page = (savingsPlans: readonly object[], more: object = {}): Reply => ({
  status: 200,
  body: JSON.stringify({ savingsPlans, nextToken: null, ...more }),
});

const itemsIn = async (...plans: readonly object[]) => {
  const { family } = await read(page(plans));
  return family.complete ? family.items : family.fault;
};

describe('Savings Plans', () => {
  it('are read with what they pay for, how much an hour, and from when to when', async () => {
    expect(await itemsIn(COMPUTE, FAMILY)).toEqual([
      {
        id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
        scope: { of: 'compute' },
        commitmentMicroUsdPerHour: 125_000,
        startsAt: instant(Date.UTC(2026, 2, 3, 14, 29, 7)),
        endsAt: instant(Date.UTC(2027, 2, 3, 14, 29, 6)),
      },
      expect.objectContaining({
        id: 'sp-family',
        scope: { of: 'family', family: 't3', region: 'us-east-1' },
        commitmentMicroUsdPerHour: 1_000_000,
      }),
    ]);
  });

  it('are asked for by one signed request, of those that are owed or will be', async () => {
    const { passed } = await read(page([COMPUTE]));
    expect(passed).toHaveLength(1);
    const [{ method, path, headers, body } = { method: '', path: '', headers: {}, body: '' }] =
      passed;
    expect([method, path]).toEqual(['POST', '/DescribeSavingsPlans']);
    expect(headers.authorization).toContain('/us-east-1/savingsplans/aws4_request');
    const states = ['active', 'payment-pending', 'pending-return', 'queued'];
    expect(JSON.parse(body)).toEqual({ states, maxResults: 1_000 });
  });

  it('are read to the last page', async () => {
    const { family, passed } = await read(
      page([COMPUTE], { nextToken: 'bW9yZQ==' }),
      page([FAMILY]),
    );
    expect(family).toMatchObject({ complete: true, items: [{}, { id: 'sp-family' }] });
    expect(JSON.parse(passed[1]?.body ?? '')).toMatchObject({ nextToken: 'bW9yZQ==' });
  });

  it('that pay for no instance say for what', async () => {
    const others = ['SageMaker', 'Database'].map((savingsPlanType) => ({
      ...{ ...COMPUTE, savingsPlanType },
    }));
    expect(await itemsIn(...others)).toMatchObject([
      { scope: { of: 'other', type: 'SageMaker' } },
      { scope: { of: 'other', type: 'Database' } },
    ]);
  });

  it('in another currency have no amount', async () => {
    const [yuan] = [await itemsIn({ ...COMPUTE, currency: 'CNY' })].flat();
    expect(yuan).toMatchObject({ commitmentMicroUsdPerHour: null, scope: { of: 'compute' } });
  });

  it.each([
    ['a type that is not known', { savingsPlanType: 'Quantum' }, 'savingsPlanType', 'Quantum'],
    ['no type', { savingsPlanType: undefined }, 'savingsPlanType', ''],
    ['no end', { end: undefined }, 'end', ''],
    ['a start that is no time', { start: 'soon' }, 'start', 'soon'],
    ['a commitment that is no amount', { commitment: '-1' }, 'commitment', '-1'],
    ['a commitment that is no text', { commitment: 3 }, 'commitment', '3'],
    ['a family without a Region', { ...FAMILY, region: undefined }, 'region', ''],
  ])('with %s are odd, and cost no other', async (_, more, ...[odd, value]) => {
    const found = await itemsIn({ ...COMPUTE, ...more }, FAMILY);
    expect(found).toMatchObject([
      { odd, value },
      { id: 'sp-family', scope: { of: 'family' } },
    ]);
  });

  it('may be denied, by the name of what is missing', async () => {
    const body = JSON.stringify({ message: 'User: x is not authorized to perform that' });
    const headers = { 'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/' };
    const { family } = await read({ status: 403, headers, body });
    expect(family).toMatchObject({
      complete: false,
      fault: { code: 'access-denied', permission: ACTION },
    });
  });

  it.each([
    ['a failure of AWS', { status: 500, body: '{"message":"no"}' }, 'no-answer'],
    ['what is no JSON', { status: 200, body: '<html/>' }, 'unreadable-page'],
    ['a page without its list', { status: 200, body: '{}' }, 'unreadable-page'],
    ['a page of another shape', { status: 200, body: '[1]' }, 'unreadable-page'],
  ])('are a fault after %s, and nothing is thrown', async (_, reply, code) => {
    expect((await read(reply)).family).toMatchObject({ complete: false, fault: { code } });
  });

  it('are a fault where nobody answers', async () => {
    const options = { endpoint: 'http://127.0.0.1:9', credentials: KEYS };
    const family = await readAnyhow(ACTION, () => readSavingsPlans(options));
    expect(family).toMatchObject({ complete: false, fault: { code: 'no-answer' } });
  });
});
