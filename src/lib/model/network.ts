import type { InstanceId, NatGatewayId, SecurityGroupId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Tags } from './tag.ts';

export interface IngressRule {
  /** `tcp`, `udp`, `icmp`, or `-1` for all protocols and ports. */
  readonly protocol: string;
  /** Null with protocol `-1`: all ports. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  /** IPv4 and IPv6 ranges; what it lets in by prefix list or other group is not read. */
  readonly cidrs: readonly string[];
}

export interface SecurityGroup {
  readonly id: SecurityGroupId;
  readonly name: string;
  readonly tags: Tags;
  readonly ingress: readonly IngressRule[];
}

/** An instance registered with a load balancer (a target group, or a Classic Load Balancer). */
export interface LoadBalancerTarget {
  readonly instanceId: InstanceId;
  /** The name of the target group or Classic Load Balancer. */
  readonly group: string;
}

export interface SpotRequest {
  /** `sir-…`. */
  readonly id: string;
  /** Only a persistent request lets its instance be stopped. */
  readonly type: 'one-time' | 'persistent';
}

export type AddressFamily = 'ipv4' | 'ipv6';

/** A NAT gateway that is there; it bills by the hour, whether anything passes or not. */
export interface NatGateway {
  readonly id: NatGatewayId;
  readonly createdAt: Instant;
  /** Public IPv4 addresses, which bill besides; none where it is private. */
  readonly publicIps: readonly string[];
  /** What it sent on in the last 24 hours; null where that is not wholly known. */
  readonly bytesOut: number | null;
  readonly tags: Tags;
}

export const LOAD_BALANCER_TYPES = ['application', 'network', 'gateway', 'classic'] as const;
export type LoadBalancerType = (typeof LOAD_BALANCER_TYPES)[number];

/** A load balancer of either generation. */
export interface LoadBalancer {
  readonly name: string;
  /** Null for a Classic Load Balancer, which goes by its name. */
  readonly arn: string | null;
  readonly type: LoadBalancerType;
  readonly createdAt: Instant;
  /** Anything registered, healthy or not; null where that was not asked of all its groups. */
  readonly hasTargets: boolean | null;
  /** Read only where it has no targets; empty otherwise. */
  readonly tags: Tags;
}
