import { setTimeout as wait } from 'node:timers/promises';
import type { Time } from '../cloud/aws/ports.ts';
import { instant } from '../model/instant.ts';

/** The machine's own. */
export const MACHINE_TIME: Time = {
  clock: { now: () => instant(Date.now()) },
  sleep: async (duration) => void (await wait(duration)),
};
