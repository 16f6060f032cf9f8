/** What Tierkeeper does, and the words for how that ended. */

export type ActionVerb = 'stop' | 'start' | 'associate';

export const OUTCOME_RESULTS = [
  /** Seen `stopped`, `running`, or associated. */
  'stopped',
  'started',
  'associated',
  /** A hold, a pause or a lower mode arrived between intent and call. */
  'held',
  /** DisableApiStop. */
  'protected',
  /** AWS refused: see the fault. */
  'refused',
  /** Went back to stopped: see AWS's state reason in the fault. */
  'fell-back',
  /** Ten minutes in `stopping` or `pending`. */
  'stuck',
  /** The instance or address is not there any more. */
  'gone',
  /** The pass ended between intent and call; decided anew. */
  'interrupted',
] as const;
export type OutcomeResult = (typeof OUTCOME_RESULTS)[number];

/** How the newest edge was answered. */
export const EDGE_ANSWERS = [
  'adopted',
  'stopped',
  'started',
  'already',
  'person',
  'held',
  'protected',
  'not-ours',
  'retained',
  'missed',
  'gave-up',
  'observed',
] as const;
export type EdgeAnswer = (typeof EDGE_ANSWERS)[number];
