/** What people and machines did, as far as it says who may be stopped. No word of ours is in it. */
import { type Instant, minus, seconds } from '../../../src/lib/model/instant.ts';
import type { Hold } from '../../../src/lib/model/ledger.ts';
import type { Tags } from '../../../src/lib/model/tag.ts';
import type { Terms, Timetable } from './terms.ts';

/** A value that changes: each holds until the next one's beginning. */
export type Course<Value> = readonly { readonly from: Instant; readonly value: Value }[];

/** Somebody turned an instance on or off, and it went that way. */
export interface Turn {
  readonly at: Instant;
  readonly to: 'running' | 'stopped';
  readonly by: 'person' | 'us';
  /** Why we did it; null for a person. */
  readonly why: string | null;
}

/** A mail about an instance that somebody got. */
export interface Letter {
  readonly at: Instant;
  readonly kind: string;
  /** The edge that a warning is about; null where it is about none. */
  readonly edge: Instant | null;
}

export interface Box {
  readonly name: string;
  /** Of an Auto Scaling group, a one-time spot request and the like, all its life. */
  readonly foreign: boolean;
  readonly tags: Course<Tags>;
  readonly stopProtected: Course<boolean>;
  readonly busy: Course<boolean>;
  /** Placed by link; a newer one takes the place of an older one. */
  readonly holds: readonly Hold[];
  readonly turns: readonly Turn[];
  readonly gone: boolean;
  readonly letters: readonly Letter[];
  /** Whatever a person did to it. */
  readonly deeds: readonly Instant[];
}

export interface Story {
  readonly terms: Terms;
  readonly began: Instant;
  /** Whether the owner's switch lets anything be done. */
  readonly acting: Course<boolean>;
  readonly metricsRefused: Course<boolean>;
  /** When a pass came to its end. */
  readonly looks: readonly Instant[];
  /** Lost ticks, crashes, switches, refusals: what excuses a delay. */
  readonly troubles: readonly Instant[];
}

export function valueAt<Value>(course: Course<Value>, at: Instant): Value | undefined {
  return course.findLast(({ from }) => from <= at)?.value;
}

export const lastTurn = ({ turns }: Box, to: Turn['to'], at: Instant): Turn | undefined =>
  turns.findLast((turn) => turn.to === to && turn.at < at);

export const isRunning = ({ turns }: Box, at: Instant): boolean =>
  turns.findLast((turn) => turn.at < at)?.to === 'running';

export function flag({ tags }: Box, key: string, at: Instant): boolean {
  const value = valueAt(tags, at)?.[`tierkeeper:${key}`];
  return value !== undefined && value !== 'false';
}

export const tag = ({ tags }: Box, key: string, at: Instant): string | undefined =>
  valueAt(tags, at)?.[`tierkeeper:${key}`];

/** What the tag names, else the default; `unknown` where it names nothing. */
export function timetableOf({ terms }: Story, box: Box, at: Instant): Timetable | null | 'unknown' {
  const named = tag(box, 'schedule', at);
  const name = named ?? terms.fallback;
  if (name === null || name === 'none') return null;
  return terms.timetables.find((one) => one.name === name) ?? 'unknown';
}

/** What an answer of AWS or a person's sentence takes to reach a decision. */
export const ON_ITS_WAY = seconds(30);

/**
 * Since when an instance has been looked after as it is now: since it was last seen ignored, not
 * acted for, or under another timetable. Whatever fell due before that is nobody's.
 */
export function adoptedSince(story: Story, box: Box, at: Instant): Instant {
  const wayAt = (when: Instant): string => {
    const timetable = timetableOf(story, box, when);
    const name = timetable === 'unknown' ? '?' : (timetable?.name ?? 'none');
    const cared = valueAt(story.acting, when) === true && !flag(box, 'ignore', when);
    return cared ? name : 'not';
  };
  const now = wayAt(at);
  const born = box.tags[0]?.from ?? story.began;
  const other = story.looks.findLast(
    (look) =>
      look <= at && look >= born && wayAt(look) !== now && wayAt(minus(look, ON_ITS_WAY)) !== now,
  );
  if (other === undefined) return born;
  const changes = [...box.tags, ...story.acting].map(({ from }) => from).toSorted((a, b) => a - b);
  return changes.find((from) => from >= other && wayAt(from) === now) ?? other;
}
