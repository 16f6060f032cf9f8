/** Target groups of load balancers, and what is registered with them. */
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { faultOf } from './fault.ts';
import { readPages } from './pages.ts';

/** The most that both generations of load balancers give at once. */
export const LOAD_BALANCER_PAGE = 400;

export const listTargetGroups = (
  client: ElasticLoadBalancingV2Client,
): Promise<readonly unknown[]> =>
  readPages(async (Marker) => {
    const request = { PageSize: LOAD_BALANCER_PAGE, Marker };
    const page = await client.send(new DescribeTargetGroupsCommand(request));
    return { documents: page.TargetGroups, nextToken: page.NextMarker };
  });

/** A group deleted since it was listed has no targets any more. */
export async function targetHealthOf(
  client: ElasticLoadBalancingV2Client,
  TargetGroupArn: string,
): Promise<readonly unknown[]> {
  try {
    const health = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return health.TargetHealthDescriptions ?? [];
  } catch (error) {
    if (faultOf(error, '')?.code === 'not-found') return [];
    throw error;
  }
}
