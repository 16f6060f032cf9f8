/** The Free Tier API at the wire: JSON 1.0, as its API reference shows it. */
import { afterEach, describe, expect, it } from 'vitest';
import { awsFreeTier } from '../../src/lib/cloud/aws/free-tier.ts';
import { toIso } from '../../src/lib/model/instant.ts';
import { type Answers, type FakeAws, startFakeAws } from '../cli/fake-aws.ts';
import type { WireReply } from './wire.ts';
import { jsonRefusal, ok } from './xml.ts';

let aws: FakeAws | null = null;
afterEach(async () => {
  await aws?.stop();
  aws = null;
});

async function freeTier(answers: Answers) {
  aws = await startFakeAws(answers);
  return awsFreeTier({
    endpoint: aws.endpoint,
    credentials: () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
    sleep: async () => {},
  });
}

const plan = (document: object): WireReply => ok(JSON.stringify(document));

const FREE = {
  accountId: '123456789012',
  accountPlanType: 'FREE',
  accountPlanStatus: 'ACTIVE',
  accountPlanRemainingCredits: { amount: 87.31, unit: 'USD' },
  accountPlanExpirationDate: '2027-02-01T00:00:00.000Z',
};

const HOURS = {
  service: 'Amazon Elastic Compute Cloud',
  operation: 'RunInstances',
  usageType: 'Global-BoxUsage:freetier.micro',
  region: 'global',
  actualUsageAmount: 412.5,
  forecastedUsageAmount: 803,
  limit: 750,
  unit: 'Hrs',
  description: '750.0 Hrs for free for 12 months (Global-BoxUsage:freetier.micro)',
  freeTierType: '12 Months Free',
};

describe('the plan of an account', () => {
  it('is free until a day, with credits', async () => {
    const { planState } = await freeTier({ GetAccountPlanState: () => plan(FREE) });
    const state = await planState();
    expect(state).toMatchObject({
      complete: true,
      items: [{ kind: 'free', remaining: 87_310_000 }],
    });
    expect(state.complete && toIso(state.items[0]?.endsAt ?? (0 as never))).toBe(
      '2027-02-01T00:00:00.000Z',
    );
  });

  it('that is paid ends never; a time may come as seconds', async () => {
    const paid = { ...FREE, accountPlanType: 'PAID', accountPlanExpirationDate: 1_801_440_000 };
    const { planState } = await freeTier({ GetAccountPlanState: () => plan(paid) });
    expect(await planState()).toMatchObject({ items: [{ kind: 'paid', endsAt: null }] });
  });

  it('has no amount that is not in dollars', async () => {
    const odd = { ...FREE, accountPlanRemainingCredits: { amount: 100, unit: 'POINTS' } };
    const { planState } = await freeTier({ GetAccountPlanState: () => plan(odd) });
    expect(await planState()).toMatchObject({ items: [{ remaining: null }] });
  });

  it.each([
    [jsonRefusal('ResourceNotFoundException', 'No plan.'), 'not-found'],
    [jsonRefusal('AccessDeniedException', 'Not authorized.'), 'access-denied'],
    [jsonRefusal('ThrottlingException', 'Rate exceeded'), 'throttled'],
    [jsonRefusal('ValidationException', 'What?'), 'no-answer'],
    [ok('<html>proxy</html>'), 'unreadable-page'],
    [plan({ accountPlanType: 'GOLD' }), 'unreadable-page'],
  ])('is not known after %j', async (reply, code) => {
    const { planState } = await freeTier({ GetAccountPlanState: () => reply });
    expect(await planState()).toMatchObject({ complete: false, fault: { code } });
  });

  it('names the permission that is missing', async () => {
    const { planState } = await freeTier({
      GetAccountPlanState: () => jsonRefusal('AccessDeniedException', 'No.'),
    });
    expect(await planState()).toMatchObject({
      fault: { permission: 'freetier:GetAccountPlanState' },
    });
  });
});

describe('what AWS counts itself', () => {
  it('comes page by page; a line that is none costs no other', async () => {
    const pages = [
      { freeTierUsages: [HOURS, { ...HOURS, limit: 0 }, 'nothing'], nextToken: 'more' },
      {
        freeTierUsages: [
          { ...HOURS, usageType: 'Global-EBS:SnapshotUsage', actualUsageAmount: '8' },
          { ...HOURS, usageType: 'Global-EBS:VolumeUsage', actualUsageAmount: 8 },
        ],
      },
    ];
    const { usage } = await freeTier({ GetFreeTierUsage: () => plan(pages.shift() ?? {}) });
    expect(await usage()).toEqual({
      complete: true,
      items: [
        {
          usageType: 'Global-BoxUsage:freetier.micro',
          operation: 'RunInstances',
          kind: '12 Months Free',
          used: 412.5,
          limit: 750,
          unit: 'Hrs',
        },
        expect.objectContaining({ usageType: 'Global-BoxUsage:freetier.micro', limit: 0 }),
        expect.objectContaining({ usageType: '', isOdd: true }),
        expect.objectContaining({ usageType: 'Global-EBS:SnapshotUsage', isOdd: true }),
        expect.objectContaining({ usageType: 'Global-EBS:VolumeUsage', used: 8 }),
      ],
    });
    expect(aws?.calls).toEqual(['GetFreeTierUsage', 'GetFreeTierUsage']);
  });
});
