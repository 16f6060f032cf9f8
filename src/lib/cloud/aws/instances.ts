import { DescribeInstancesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import {
  isInstanceId,
  isNetworkInterfaceId,
  isSecurityGroupId,
  isVolumeId,
} from '../../model/ids.ts';
import {
  type AttachedVolume,
  INSTANCE_STATES,
  type Instance,
  type NetworkInterface,
  type PrivateAddress,
} from '../../model/instance.ts';
import { idDocument, ifAny, parseDocuments, tagsDocument, timeDocument } from './documents.ts';
import { readPages } from './pages.ts';

/** Unpaginated, the call draws on a bucket half the size: 1,000 is the most of a page. */
const PAGE_SIZE = 1_000;

/** AWS's own addresses say `amazon`; an Elastic IP is owned by the account that allocated it. */
const AMAZON = 'amazon';

const privateAddressDocument = z
  .object({
    PrivateIpAddress: z.string(),
    Primary: z.boolean(),
    Association: z.object({ PublicIp: z.string(), IpOwnerId: z.string() }).optional(),
  })
  .transform(
    ({ PrivateIpAddress, Primary, Association }): PrivateAddress => ({
      address: PrivateIpAddress,
      primary: Primary,
      publicIp: Association?.PublicIp ?? null,
      elastic: Association !== undefined && Association.IpOwnerId !== AMAZON,
      // DescribeInstances names the address only; its allocation is in DescribeAddresses.
      allocationId: null,
    }),
  );

/** Of what a service of AWS runs in the owner's account. */
const operatorDocument = z
  .object({ Managed: z.boolean().default(false), Principal: z.string().optional() })
  .default({ Managed: false });

const interfaceDocument = z
  .object({
    NetworkInterfaceId: idDocument(isNetworkInterfaceId, 'a network interface'),
    Attachment: z.object({ DeviceIndex: z.number() }),
    Groups: z.array(z.object({ GroupId: idDocument(isSecurityGroupId, 'a security group') })),
    PrivateIpAddresses: z.array(privateAddressDocument).default([]),
    Ipv6Addresses: z.array(z.object({ Ipv6Address: z.string() })).default([]),
    Operator: operatorDocument,
  })
  .transform(
    (document): NetworkInterface => ({
      id: document.NetworkInterfaceId,
      deviceIndex: document.Attachment.DeviceIndex,
      securityGroupIds: document.Groups.map(({ GroupId }) => GroupId),
      privateAddresses: document.PrivateIpAddresses,
      ipv6Addresses: document.Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address),
      managedBy: document.Operator.Managed ? (document.Operator.Principal ?? 'AWS') : null,
    }),
  );

const attachedVolumeDocument = z
  .object({
    DeviceName: z.string(),
    Ebs: z.object({
      VolumeId: idDocument(isVolumeId, 'a volume'),
      DeleteOnTermination: z.boolean(),
      AttachTime: timeDocument.optional(),
    }),
  })
  .transform(
    ({ DeviceName, Ebs }): AttachedVolume => ({
      volumeId: Ebs.VolumeId,
      device: DeviceName,
      deleteOnTermination: Ebs.DeleteOnTermination,
      attachedAt: Ebs.AttachTime ?? null,
    }),
  );

/** What has a default here is missing from a terminated instance, or from a plain one. */
const instanceFields = z.object({
  InstanceId: idDocument(isInstanceId, 'an instance'),
  State: z.object({ Name: z.enum(INSTANCE_STATES) }),
  InstanceType: z.string(),
  Platform: z.string().default('linux'),
  LaunchTime: timeDocument,
  StateReason: z.object({ Code: ifAny(z.string()), Message: z.string().default('') }).optional(),
  StateTransitionReason: z.string().default(''),
  Tags: tagsDocument,
  InstanceLifecycle: z
    .enum(['spot', 'scheduled', 'capacity-block', 'interruptible-capacity-reservation'])
    .optional(),
  SpotInstanceRequestId: ifAny(z.string()),
  Placement: z.object({
    AvailabilityZone: z.string(),
    Tenancy: z.enum(['default', 'dedicated', 'host']).default('default'),
  }),
  RootDeviceType: z.enum(['ebs', 'instance-store']),
  Operator: operatorDocument,
  HibernationOptions: z
    .object({ Configured: z.boolean().default(false) })
    .default({ Configured: false }),
  SourceDestCheck: z.boolean().default(true),
  NetworkInterfaces: z.array(interfaceDocument).default([]),
  BlockDeviceMappings: z.array(attachedVolumeDocument).default([]),
});

const reasonOf = ({ StateReason }: z.infer<typeof instanceFields>): Instance['stateReason'] =>
  StateReason?.Code ? { code: StateReason.Code, message: StateReason.Message } : null;

const instanceDocument = instanceFields.transform(
  (document): Instance => ({
    id: document.InstanceId,
    state: document.State.Name,
    launchTime: document.LaunchTime,
    stateReason: reasonOf(document),
    stateTransitionReason: document.StateTransitionReason,
    type: document.InstanceType,
    platform: document.Platform.toLowerCase() === 'windows' ? 'windows' : 'linux',
    tags: document.Tags,
    lifecycle: document.InstanceLifecycle ?? 'on-demand',
    spotRequestId: document.SpotInstanceRequestId ?? null,
    tenancy: document.Placement.Tenancy,
    rootDevice: document.RootDeviceType,
    operator: {
      managed: document.Operator.Managed,
      principal: document.Operator.Principal ?? null,
    },
    hibernationConfigured: document.HibernationOptions.Configured,
    sourceDestCheck: document.SourceDestCheck,
    availabilityZone: document.Placement.AvailabilityZone,
    interfaces: document.NetworkInterfaces,
    volumes: document.BlockDeviceMappings,
  }),
);

const reservationDocument = z.object({ Instances: z.array(z.unknown()) });

/** All instances of the Region, terminated ones too, for as long as AWS shows them. */
export async function readInstances(client: EC2Client): Promise<readonly Instance[]> {
  const reservations = await readPages(async (token) => {
    const page = await client.send(
      new DescribeInstancesCommand({ MaxResults: PAGE_SIZE, NextToken: token }),
    );
    return { documents: page.Reservations, nextToken: page.NextToken };
  });
  const documents = parseDocuments(reservationDocument, reservations, 'ReservationId');
  return parseDocuments(
    instanceDocument,
    documents.flatMap(({ Instances }) => Instances),
    'InstanceId',
  );
}
