import {
  DescribeLoadBalancersCommand,
  type ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import { readPages } from './pages.ts';
import { LOAD_BALANCER_PAGE } from './target-groups.ts';

/** Classic Load Balancers as they are, with their instances. */
export const listClassicBalancers = (
  client: ElasticLoadBalancingClient,
): Promise<readonly unknown[]> =>
  readPages(async (Marker) => {
    const request = { PageSize: LOAD_BALANCER_PAGE, Marker };
    const page = await client.send(new DescribeLoadBalancersCommand(request));
    return { documents: page.LoadBalancerDescriptions, nextToken: page.NextMarker };
  });
