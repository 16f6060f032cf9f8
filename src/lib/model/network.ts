import type { InstanceId, SecurityGroupId } from './ids.ts';

export interface IngressRule {
  /** `tcp`, `udp`, `icmp`, or `-1` for all protocols and ports. */
  readonly protocol: string;
  /** Null with protocol `-1`: all ports. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  /** IPv4 and IPv6 ranges. */
  readonly cidrs: readonly string[];
}

export interface SecurityGroup {
  readonly id: SecurityGroupId;
  readonly name: string;
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
