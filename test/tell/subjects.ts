/** Whom the examples of messages speak of. */
import { idOf, isInstanceId, isVolumeId } from '../../src/lib/model/ids.ts';
import type { Subject } from '../../src/lib/model/notice.ts';

export const instanceId = (n: number) =>
  idOf(isInstanceId, `i-${n.toString(16).padStart(17, '0')}`);
export const volumeId = (n: number) => idOf(isVolumeId, `vol-${n.toString(16).padStart(17, '0')}`);

export const subject = (name: string, n = 1): Subject => ({
  instanceId: instanceId(n),
  name,
  type: 't3.micro',
});
