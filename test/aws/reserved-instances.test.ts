/** Reserved Instances at the wire: moto 5.2.5 does not have the call. */
import { EC2Client } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { readReservedInstances } from '../../src/lib/cloud/aws/estate/reserved-instances.ts';
import { readFamily } from '../../src/lib/cloud/aws/pages.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { type WireReply, wire } from './wire.ts';
import { ec2Answer, ec2Refusal } from './xml.ts';

const ACTION = 'ec2:DescribeReservedInstances';

/** As the example of API_DescribeReservedInstances.html has it. */
const purchase = (more: Readonly<Record<string, string>> = {}): string => {
  const fields = {
    ...{ reservedInstancesId: 'e5a2ff3b-7d14-494f-90af-0b5d0EXAMPLE', instanceType: 't3.small' },
    ...{ start: '2026-03-03T14:29:07.000Z', end: '2027-03-03T14:29:06.000Z' },
    ...{ duration: '31536000', fixedPrice: '61.0', usagePrice: '0.0', instanceCount: '2' },
    ...{ productDescription: 'Linux/UNIX', state: 'active', instanceTenancy: 'default' },
    ...{ currencyCode: 'USD', offeringType: 'No Upfront', scope: 'Region', ...more },
  };
  const inside = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<item>${inside.join('')}</item>`;
};

const answer = (...items: readonly string[]): WireReply =>
  ec2Answer(
    'DescribeReservedInstances',
    `<reservedInstancesSet>${items.join('')}</reservedInstancesSet>`,
  );

async function read(reply: WireReply) {
  const { settings, requests } = wire(() => reply);
  const client = new EC2Client(settings);
  const family = await readFamily(ACTION, () => readReservedInstances(client));
  return { family, requests };
}

const itemsIn = async (...items: readonly string[]) => {
  const { family } = await read(answer(...items));
  return family.complete ? family.items : family.fault;
};

describe('Reserved Instances', () => {
  it('are read with what they fit and until when, of those in force alone', async () => {
    const { family, requests } = await read(answer(purchase()));
    expect(family).toMatchObject({
      complete: true,
      items: [
        {
          id: 'e5a2ff3b-7d14-494f-90af-0b5d0EXAMPLE',
          ...{ count: 2, type: 't3.small', platform: 'linux', tenancy: 'default' },
          availabilityZone: null,
          endsAt: instant(Date.parse('2027-03-03T14:29:06.000Z')),
        },
      ],
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.parameters.get('Filter.1.Value.1')).toBe('active');
  });

  it('of one zone say which', async () => {
    const zonal = { scope: 'Availability Zone', availabilityZone: 'us-east-1a' };
    const windows = { productDescription: 'Windows (Amazon VPC)' };
    expect(await itemsIn(purchase({ ...zonal, ...windows }))).toMatchObject([
      { availabilityZone: 'us-east-1a', platform: 'windows' },
    ]);
  });

  it('that are over, or of a system that no list of instances names, are left out', async () => {
    const others = [
      purchase({ state: 'retired' }),
      purchase({ state: 'queued' }),
      purchase({ productDescription: 'Red Hat Enterprise Linux' }),
      purchase({ productDescription: 'Windows with SQL Server Standard' }),
      purchase({ instanceTenancy: 'host' }),
    ];
    expect(await itemsIn(...others)).toEqual([]);
    expect(await itemsIn()).toEqual([]);
  });

  it('that do not parse are not taken for none', async () => {
    expect(await itemsIn(purchase({ instanceCount: 'two' }))).toMatchObject({
      code: 'unreadable-page',
    });
  });

  it('that may not be read name the permission', async () => {
    const refusal = ec2Refusal('UnauthorizedOperation', 'You are not authorized.', 403);
    const { family } = await read(refusal);
    expect(family).toMatchObject({
      complete: false,
      fault: { code: 'access-denied', permission: ACTION },
    });
  });
});
