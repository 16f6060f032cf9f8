import { describe, expect, it } from 'vitest';
import {
  idOf,
  isInstanceId,
  isSecurityGroupId,
  isVolumeId,
  type VolumeId,
} from '../../src/lib/model/ids.ts';
import { instanceId } from './ec2-documents.ts';
import { listOf, type WireReply } from './wire.ts';
import { wiredCloud } from './wired-cloud.ts';
import { ec2Answer, ec2Refusal, ok, queryRefusal } from './xml.ts';

const volumeId = (number: number): VolumeId =>
  idOf(isVolumeId, `vol-${String(number).padStart(17, '0')}`);

const volumeXml = (id: string, more = ''): string =>
  `<item><volumeId>${id}</volumeId><size>8</size><status>in-use</status>` +
  '<volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput>' +
  '<createTime>2026-11-20T09:00:00.000Z</createTime><encrypted>false</encrypted>' +
  `${more}</item>`;

describe('volumes', () => {
  it('are asked for by filter, 200 at a time, each once', async () => {
    const { cloud, requests } = wiredCloud((request) => {
      const volumes = listOf(request, 'Filter.1.Value').map((id) => volumeXml(id));
      return ec2Answer(request.action, `<volumeSet>${volumes.join('')}</volumeSet>`);
    });
    const ids = Array.from({ length: 450 }, (_, index) => volumeId(index));
    const family = await cloud.volumes([...ids, volumeId(0)]);
    expect(family.complete && family.items.map(({ id }) => id)).toEqual(ids);
    expect(requests.map((request) => listOf(request, 'Filter.1.Value').length)).toEqual([
      200, 200, 50,
    ]);
  });

  it('are not asked for at all where nobody names one', async () => {
    const { cloud, requests } = wiredCloud(({ action }) => ec2Answer(action, '<volumeSet/>'));
    expect(await cloud.volumes([])).toEqual({ complete: true, items: [] });
    expect(requests).toEqual([]);
  });

  it('show provisioned IOPS only for the types that have them', async () => {
    const gp2 = volumeXml(volumeId(2)).replace('gp3', 'gp2');
    const { cloud } = wiredCloud(({ action }) =>
      ec2Answer(action, `<volumeSet>${volumeXml(volumeId(1))}${gp2}</volumeSet>`),
    );
    const family = await cloud.volumes([volumeId(1), volumeId(2)]);
    expect(family.complete && family.items.map(({ iops }) => iops)).toEqual([3_000, null]);
  });

  it('held by compute that AWS runs are in use without an instance of the owner', async () => {
    const held =
      '<attachmentSet><item><status>attached</status>' +
      '<associatedResource>arn:aws:ecs:task/1</associatedResource></item></attachmentSet>';
    const { cloud } = wiredCloud(({ action }) =>
      ec2Answer(action, `<volumeSet>${volumeXml(volumeId(1), held)}</volumeSet>`),
    );
    const family = await cloud.volumes([volumeId(1)]);
    expect(family).toMatchObject({ items: [{ state: 'in-use', attachments: [] }] });
  });

  it('are incomplete where the call is denied, and the fault names the permission', async () => {
    const { cloud } = wiredCloud(() => ec2Refusal('UnauthorizedOperation', 'No.', 403));
    expect(await cloud.volumes([volumeId(1)])).toMatchObject({
      complete: false,
      fault: { code: 'access-denied', permission: 'ec2:DescribeVolumes' },
    });
  });
});

describe('addresses', () => {
  it('are free, on an instance, or on a gateway that AWS runs', async () => {
    const address = (number: number, holder: string): string =>
      `<item><publicIp>203.0.113.${number}</publicIp><domain>vpc</domain>` +
      `<allocationId>eipalloc-0000000000000000${number}</allocationId>` +
      `<networkBorderGroup>ap-northeast-2</networkBorderGroup>${holder}</item>`;
    const addresses = [
      address(1, ''),
      address(
        2,
        `<associationId>eipassoc-2</associationId><instanceId>${instanceId(2)}</instanceId>` +
          '<networkInterfaceId>eni-0123456789abcdef0</networkInterfaceId>' +
          '<privateIpAddress>10.0.0.5</privateIpAddress>',
      ),
      address(3, '<associationId>eipassoc-3</associationId><instanceId/>'),
    ];
    const { cloud } = wiredCloud(({ action }) =>
      ec2Answer(action, `<addressesSet>${addresses.join('')}</addressesSet>`),
    );
    const family = await cloud.addresses();
    expect(family.complete && family.items.map(({ association }) => association)).toEqual([
      null,
      {
        associationId: 'eipassoc-2',
        instanceId: instanceId(2),
        networkInterfaceId: 'eni-0123456789abcdef0',
        privateIpAddress: '10.0.0.5',
      },
      {
        associationId: 'eipassoc-3',
        instanceId: null,
        networkInterfaceId: null,
        privateIpAddress: null,
      },
    ]);
  });
});

describe('security groups', () => {
  it('show IPv4 and IPv6 ranges, and all ports where a rule names none', async () => {
    const group =
      '<item><groupId>sg-0123456789abcdef0</groupId><groupName>web</groupName>' +
      '<tagSet><item><key>tierkeeper:ignore</key><value>true</value></item></tagSet>' +
      '<ipPermissions>' +
      '<item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>' +
      '<ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges>' +
      '<ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges></item>' +
      '<item><ipProtocol>-1</ipProtocol><groups><item><groupId>sg-1</groupId></item></groups>' +
      '<prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds>' +
      '</item></ipPermissions></item>';
    const { cloud } = wiredCloud(({ action }) =>
      ec2Answer(action, `<securityGroupInfo>${group}</securityGroupInfo>`),
    );
    const family = await cloud.securityGroups([idOf(isSecurityGroupId, 'sg-0123456789abcdef0')]);
    const [found] = family.complete ? family.items : [];
    expect(found?.tags).toEqual({ 'tierkeeper:ignore': 'true' });
    expect(found?.ingress).toEqual([
      { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['0.0.0.0/0', '::/0'] },
      { protocol: '-1', fromPort: null, toPort: null, cidrs: [] },
    ]);
  });
});

describe('spot requests', () => {
  it('are one-time or persistent', async () => {
    const request = (id: string, type: string): string =>
      `<item><spotInstanceRequestId>${id}</spotInstanceRequestId><type>${type}</type></item>`;
    const both = request('sir-1', 'one-time') + request('sir-2', 'persistent');
    const { cloud } = wiredCloud(({ action }) =>
      ec2Answer(action, `<spotInstanceRequestSet>${both}</spotInstanceRequestSet>`),
    );
    expect(await cloud.spotRequests(['sir-1', 'sir-2'])).toEqual({
      complete: true,
      items: [
        { id: 'sir-1', type: 'one-time' },
        { id: 'sir-2', type: 'persistent' },
      ],
    });
  });
});

const answer = (action: string, inside: string): WireReply =>
  ok(`<${action}Response><${action}Result>${inside}</${action}Result></${action}Response>`);

const groupXml = (name: string, type: string): string =>
  `<member><TargetGroupArn>arn:${name}</TargetGroupArn>` +
  `<TargetGroupName>${name}</TargetGroupName><TargetType>${type}</TargetType></member>`;

const healthXml = (...ids: readonly string[]): string => {
  const targets = ids.map((id) => `<member><Target><Id>${id}</Id></Target></member>`);
  return `<TargetHealthDescriptions>${targets.join('')}</TargetHealthDescriptions>`;
};

const NO_CLASSIC = answer('DescribeLoadBalancers', '<LoadBalancerDescriptions/>');

describe('load balancer targets', () => {
  it('come from every page of target groups, and from Classic Load Balancers', async () => {
    const { cloud } = wiredCloud(({ action, parameters }) => {
      if (action === 'DescribeLoadBalancers') {
        const instance = `<member><InstanceId>${instanceId(9)}</InstanceId></member>`;
        const balancer =
          '<member><LoadBalancerName>old</LoadBalancerName>' +
          `<Instances>${instance}</Instances></member>`;
        return answer(action, `<LoadBalancerDescriptions>${balancer}</LoadBalancerDescriptions>`);
      }
      if (action === 'DescribeTargetHealth') {
        return parameters.get('TargetGroupArn') === 'arn:web'
          ? answer(action, healthXml(instanceId(1), instanceId(1), instanceId(2)))
          : answer(action, healthXml(instanceId(3)));
      }
      return parameters.get('Marker') === undefined
        ? answer(
            action,
            `<TargetGroups>${groupXml('web', 'instance')}${groupXml('fn', 'lambda')}` +
              '</TargetGroups><NextMarker>more</NextMarker>',
          )
        : answer(action, `<TargetGroups>${groupXml('api', 'instance')}</TargetGroups>`);
    });
    expect(await cloud.loadBalancerTargets()).toEqual({
      complete: true,
      items: [
        { instanceId: instanceId(1), group: 'web' },
        { instanceId: instanceId(2), group: 'web' },
        { instanceId: instanceId(3), group: 'api' },
        { instanceId: instanceId(9), group: 'old' },
      ],
    });
  });

  it('have none of a group that went away since it was listed', async () => {
    const { cloud } = wiredCloud(({ action }) => {
      if (action === 'DescribeLoadBalancers') return NO_CLASSIC;
      if (action === 'DescribeTargetHealth') return queryRefusal('TargetGroupNotFound', 'Gone.');
      return answer(action, `<TargetGroups>${groupXml('web', 'instance')}</TargetGroups>`);
    });
    expect(await cloud.loadBalancerTargets()).toEqual({ complete: true, items: [] });
  });

  it('are incomplete where either service refuses', async () => {
    const { cloud } = wiredCloud(({ action }) =>
      action === 'DescribeLoadBalancers'
        ? queryRefusal('AccessDenied', 'No.', 403)
        : answer(action, '<TargetGroups/>'),
    );
    expect(await cloud.loadBalancerTargets()).toMatchObject({
      complete: false,
      fault: { permission: 'elasticloadbalancing:DescribeLoadBalancers' },
    });
  });
});

describe('stop protection', () => {
  it('is read for one instance at a time', async () => {
    const { cloud, requests } = wiredCloud(({ action }) =>
      ec2Answer(action, '<disableApiStop><value>true</value></disableApiStop>'),
    );
    const asked = await cloud.stopProtection(idOf(isInstanceId, instanceId(1)));
    expect(asked).toEqual({ protected: true });
    expect(requests[0]?.parameters.get('Attribute')).toBe('disableApiStop');
  });

  it('is a fault, not a no, where the answer lacks it', async () => {
    const { cloud } = wiredCloud(({ action }) => ec2Answer(action, ''));
    expect(await cloud.stopProtection(idOf(isInstanceId, instanceId(1)))).toMatchObject({
      fault: { code: 'unreadable-page' },
    });
  });
});
