/** What returns each day is told in full once: an ordinary night must not drown the story. */
import type { AllowanceNews } from '../../lib/model/allowance-news.ts';
import type { Happening } from './story.ts';

/** How much there is to say of something. */
export type Weight =
  /** Something new. */
  | 'event'
  /** Something new, of a kind that has been explained: a line alone. */
  | 'brief'
  /** As on the days before: a line on a day that has a story, nothing else. */
  | 'routine'
  /** Said already, or of no interest to anybody but the owner's mailbox. */
  | 'echo';

export type Weigh = (happening: Happening) => Weight;

/** Remembers what has been told; each happening is weighed once, in order. */
export function createWeigh(): Weigh {
  const seen = new Set<string>();
  return (happening) => {
    const returning = returningOf(happening);
    if (returning === null) return 'event';
    if (seen.has(returning.key)) return returning.again;
    seen.add(returning.key);
    return 'event';
  };
}

interface Returning {
  readonly key: string;
  readonly again: Exclude<Weight, 'event'>;
}

function returningOf(happening: Happening): Returning | null {
  if (happening.kind === 'digest') return { key: 'digest', again: 'echo' };
  // What joins the list later is in each morning's mail: it makes no day of its own.
  if (happening.kind === 'found') return { key: 'found', again: 'routine' };
  if (happening.kind !== 'notice') return null;
  const { notice } = happening;
  switch (notice.kind) {
    case 'about-to-stop':
    case 'stopped':
    case 'started': {
      const { reason, subject } = notice.facts;
      const key = `${notice.kind} ${subject.instanceId}`;
      if (reason.key === 'stop-edge-near') return { key, again: 'echo' };
      const isScheduled = reason.key === 'stop-edge' || reason.key === 'start-edge';
      return isScheduled ? { key, again: 'routine' } : null;
    }
    case 'allowance-threshold':
      return returningAllowance(notice.facts);
    case 'own-trouble':
      return { key: `${notice.facts.trouble} ${notice.facts.family}`, again: 'echo' };
    default:
      return null;
  }
}

/** One allowance is explained; of all, when it runs out and that it is used up make a day. */
function returningAllowance(facts: AllowanceNews): Returning | null {
  if (facts.news !== 'threshold') return null;
  const isOnTheWay = facts.of === 'used' && facts.percent < 100;
  return { key: 'threshold', again: isOnTheWay ? 'routine' : 'brief' };
}
