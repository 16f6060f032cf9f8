import { itemsOf } from '../../model/family.ts';
import { between, days } from '../../model/instant.ts';
import { type Finder, isMeant, monthOf, nameTag, sumIfKnown } from './finder.ts';

/** What is younger is still being set up. */
const SET_UP = days(1);

/** Nothing went out through it in the last 24 hours. Its public addresses cost besides. */
export const idleNatGateways: Finder = ({ region, prices }) =>
  itemsOf(region.natGateways)
    .filter((gateway) => gateway.bytesOut === 0 && !isMeant(gateway))
    .map((gateway) => ({
      kind: 'idle-nat-gateway',
      id: gateway.id,
      name: nameTag(gateway),
      since: null,
      monthlyMicroUsd: sumIfKnown([
        monthOf(prices.natGatewayHour(region.region)),
        ...gateway.publicIps.map(() => monthOf(prices.publicIpv4Hour(region.region))),
      ]),
      facts: { addresses: gateway.publicIps.length },
    }));

/** Nothing is registered with it, healthy or not; it bills by the hour all the same. */
export const emptyLoadBalancers: Finder = ({ region, prices, now }) =>
  itemsOf(region.loadBalancers)
    .filter(
      ({ hasTargets, createdAt }) => hasTargets === false && between(createdAt, now) >= SET_UP,
    )
    .filter((balancer) => !isMeant(balancer))
    .map(({ name, arn, type }) => ({
      kind: 'empty-load-balancer',
      id: name,
      name: '',
      since: null,
      monthlyMicroUsd: monthOf(prices.loadBalancerHour({ type, region: region.region })),
      facts: { type, arn },
    }));
