/**
 * What AWS Health says of EC2, where no read of ours could say it: AWS's own words, told as such.
 * https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html
 */
import type { Instant } from './instant.ts';

/** `other`: a category that AWS has made since. */
export const BULLETIN_CATEGORIES = [
  'issue',
  'investigation',
  'accountNotification',
  'scheduledChange',
  'other',
] as const;
export type BulletinCategory = (typeof BULLETIN_CATEGORIES)[number];

/** Nothing is ever decided by it. */
export interface Bulletin {
  /** Of what happens; each message about it has the same. */
  readonly eventArn: string;
  /** Of one message: its pages have the same, and its copy for another Region. */
  readonly communicationId: string;
  /** `AWS_EC2_OPERATIONAL_ISSUE`. */
  readonly code: string;
  readonly category: BulletinCategory;
  readonly isOver: boolean;
  readonly startsAt: Instant | null;
  /** The beginning of AWS's text, on one line. */
  readonly text: string;
  /** Ids that AWS names; `moreEntities` others are not listed. */
  readonly entities: readonly string[];
  readonly moreEntities: number;
}
