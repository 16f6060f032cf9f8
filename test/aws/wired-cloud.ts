import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ec2Cloud } from '../../src/lib/cloud/aws/ec2.ts';
import { paceOf } from '../../src/lib/cloud/aws/pace.ts';
import type { Cloud } from '../../src/lib/cloud/cloud.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import { type Duration, instant, plus } from '../../src/lib/model/instant.ts';
import { type Answerer, type WireRequest, wire } from './wire.ts';

export interface WiredCloud {
  readonly cloud: Cloud;
  readonly requests: readonly WireRequest[];
  /** Each wait that was asked for, in order; none of them took any time. */
  readonly waits: readonly Duration[];
}

/** The adapter over a clock that only its own waiting moves. */
export function wiredCloud(answer: Answerer): WiredCloud {
  const { settings, requests } = wire(answer);
  const waits: Duration[] = [];
  let now = instant(Date.UTC(2026, 10, 22));
  const pace = paceOf({ now: () => now }, async (duration) => {
    waits.push(duration);
    now = plus(now, duration);
  });
  const cloud = ec2Cloud({
    account: idOf(isAccountId, '123456789012'),
    region: settings.region,
    client: new EC2Client(settings),
    loadBalancers: {
      classic: new ElasticLoadBalancingClient(settings),
      targetGroups: new ElasticLoadBalancingV2Client(settings),
    },
    sagemaker: new SageMakerClient(settings),
    pace,
  });
  return { cloud, requests, waits };
}
