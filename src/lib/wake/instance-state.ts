import * as z from 'zod';
import { complaintOf } from './complaint.ts';
import { InstanceIdText } from './instance-id.ts';
import type { Reading } from './reading.ts';

/** The state is not read: by the time of the pass it may be another one, so EC2 is asked. */
const InstanceState = z.object({ 'instance-id': InstanceIdText });

/** EC2 Instance State-change Notification. Best effort, in no promised order. */
export function readInstanceState(detail: unknown): Reading {
  const parsed = InstanceState.safeParse(detail);
  if (!parsed.success) return { why: complaintOf(parsed.error, ['detail']) };
  return {
    cause: 'instance',
    scope: { kind: 'instances', ids: [parsed.data['instance-id']] },
  };
}
