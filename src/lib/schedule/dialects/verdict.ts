import type { PowerState } from '../../model/schedule.ts';

/** What a reference product would do at an instant. */
export type Verdict = PowerState | 'no-change';
