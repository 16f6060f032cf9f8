import { DescribeSecurityGroupsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { isSecurityGroupId, type SecurityGroupId } from '../../model/ids.ts';
import type { IngressRule, SecurityGroup } from '../../model/network.ts';
import { idDocument, parseDocuments, tagsDocument } from './documents.ts';
import { readByFilter } from './pages.ts';

const ruleDocument = z
  .object({
    IpProtocol: z.string(),
    FromPort: z.number().optional(),
    ToPort: z.number().optional(),
    IpRanges: z.array(z.object({ CidrIp: z.string() })).default([]),
    Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string() })).default([]),
  })
  .transform(
    (document): IngressRule => ({
      protocol: document.IpProtocol,
      fromPort: document.FromPort ?? null,
      toPort: document.ToPort ?? null,
      cidrs: [
        ...document.IpRanges.map(({ CidrIp }) => CidrIp),
        ...document.Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
      ],
    }),
  );

const groupDocument = z
  .object({
    GroupId: idDocument(isSecurityGroupId, 'a security group'),
    GroupName: z.string(),
    Tags: tagsDocument,
    IpPermissions: z.array(ruleDocument).default([]),
  })
  .transform(
    (document): SecurityGroup => ({
      id: document.GroupId,
      name: document.GroupName,
      tags: document.Tags,
      ingress: document.IpPermissions,
    }),
  );

export async function readSecurityGroups(
  client: EC2Client,
  ids: readonly SecurityGroupId[],
): Promise<readonly SecurityGroup[]> {
  const documents = await readByFilter('group-id', ids, async (request) => {
    const page = await client.send(new DescribeSecurityGroupsCommand(request));
    return { documents: page.SecurityGroups, nextToken: page.NextToken };
  });
  return parseDocuments(groupDocument, documents, 'GroupId');
}
