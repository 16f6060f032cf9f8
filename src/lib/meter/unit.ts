/** Units of the time line in the unit of a limit: hours, or GiB-months. */
import type { LimitName } from '../model/meter.ts';
import type { Month } from './month.ts';

export const HOUR_MS = 3_600_000;

export const unitMs = (name: LimitName, { from, to }: Pick<Month, 'from' | 'to'>): number =>
  name === 'volumeGibMonths' ? to - from : HOUR_MS;
