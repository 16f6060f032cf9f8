/** What is decided about a target. */
export const VERDICTS = [
  'stop',
  'start',
  'warn',
  'withdraw',
  'associate',
  'tell',
  'leave',
  'defer',
] as const;
export type Verdict = (typeof VERDICTS)[number];
