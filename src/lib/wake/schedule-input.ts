import type { Home } from './home.ts';

/** EventBridge Scheduler writes the time for which the schedule was due in its place. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** What our own schedules send; serverless.yml says the same, and its test compares the two. */
export const scheduleInput = (type: 'Clock Ticked' | 'Digest Due', { account, region }: Home) =>
  ({
    source: 'tierkeeper',
    'detail-type': type,
    account,
    region,
    time: SCHEDULED_TIME,
  }) as const;
