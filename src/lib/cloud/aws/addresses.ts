import { DescribeAddressesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type { Address } from '../../model/address.ts';
import { isAllocationId, isInstanceId, isNetworkInterfaceId } from '../../model/ids.ts';
import { idDocument, ifAny, parseDocuments, tagsDocument } from './documents.ts';
import { readPages } from './pages.ts';

const addressFields = z.object({
  AllocationId: idDocument(isAllocationId, 'an address'),
  PublicIp: z.string(),
  AssociationId: ifAny(z.string()),
  // Missing where the holder is a NAT gateway or a load balancer.
  InstanceId: ifAny(idDocument(isInstanceId, 'an instance')),
  NetworkInterfaceId: ifAny(idDocument(isNetworkInterfaceId, 'a network interface')),
  PrivateIpAddress: ifAny(z.string()),
  // The Region itself, but for addresses of Local and Wavelength Zones.
  NetworkBorderGroup: ifAny(z.string()),
  Tags: tagsDocument,
});

const associationOf = (document: z.infer<typeof addressFields>): Address['association'] =>
  document.AssociationId
    ? {
        associationId: document.AssociationId,
        instanceId: document.InstanceId ?? null,
        networkInterfaceId: document.NetworkInterfaceId ?? null,
        privateIpAddress: document.PrivateIpAddress ?? null,
      }
    : null;

const addressDocument = (region: string) =>
  addressFields.transform(
    (document): Address => ({
      allocationId: document.AllocationId,
      publicIp: document.PublicIp,
      association: associationOf(document),
      networkBorderGroup: document.NetworkBorderGroup ?? region,
      tags: document.Tags,
    }),
  );

/** DescribeAddresses has no pages: it answers with all of them. */
export async function readAddresses(
  client: EC2Client,
  region: string,
): Promise<readonly Address[]> {
  const documents = await readPages(async () => {
    const { Addresses } = await client.send(new DescribeAddressesCommand({}));
    return { documents: Addresses, nextToken: undefined };
  });
  return parseDocuments(addressDocument(region), documents, 'AllocationId');
}
