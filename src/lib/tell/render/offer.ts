/** What the reader of a message can answer with one link; what it is called is for the language. */
import type { DigestContent, Standing } from '../../model/digest.ts';
import type { InstanceId } from '../../model/ids.ts';
import type { Instant } from '../../model/instant.ts';
import type { HoldAction, LinkAction, LinkWish } from '../../model/link.ts';
import type { Notice } from '../../model/notice.ts';
import type { Reason } from '../../model/reason.ts';
import { TAG } from '../../model/tag.ts';
import type { Offered, OfferWords } from './catalogue.ts';
import type { View } from './say.ts';

/** Said on the message, and what the page can do beyond it. */
interface Answers {
  readonly said: readonly HoldAction[];
  readonly beyond: readonly LinkAction[];
}

/** Too late, it is started again; and what was pressed can be taken back. */
const KEEP_ON: Answers = {
  said: ['hour', 'tomorrow', 'date', 'tonight'],
  beyond: ['start', 'release'],
};
const START: Answers = { said: ['start'], beyond: ['release'] };
/** It stays on by itself; but a hold spares it the next warning too. */
const LEAVE: Answers = { said: ['tomorrow', 'date'], beyond: ['release'] };
const RELEASE: Answers = { said: ['release'], beyond: [] };

interface About {
  readonly id: InstanceId;
  readonly answers: Answers;
  readonly stopAt: Instant | null;
  readonly of: string;
  readonly at: Instant;
}

function offered(about: About, label: string, { link }: View): Offered | null {
  const { id, answers, stopAt, of, at } = about;
  const actions = [...answers.said, ...answers.beyond];
  const wish: LinkWish = { resource: { kind: 'instance', id }, actions, stopAt, of, at };
  const url = link(wish);
  return url === null ? null : { label, url, actions: answers.said };
}

/** Null where nothing that is pressed would help. */
export function noticeOffer(notice: Notice, words: OfferWords, view: View): Offered | null {
  const { kind, dedupeKey: of, at, facts } = notice;
  switch (kind) {
    case 'about-to-stop': {
      const { subject, stopAt } = facts;
      const about = { id: subject.instanceId, answers: KEEP_ON, stopAt, of, at };
      return offered(about, words.keepOn, view);
    }
    case 'stopped': {
      const about = { id: facts.subject.instanceId, answers: START, stopAt: null, of, at };
      return offered(about, words.start, view);
    }
    case 'withdrawn': {
      const about = { id: facts.subject.instanceId, answers: LEAVE, stopAt: null, of, at };
      return offered(about, words.leave, view);
    }
    case 'started': {
      const about = { id: facts.subject.instanceId, answers: RELEASE, stopAt: null, of, at };
      return isHeldInLedger(facts.reason) ? offered(about, words.release, view) : null;
    }
    default:
      return null;
  }
}

type Day = Pick<DigestContent, 'date' | 'at'>;

interface OfferVoice {
  readonly words: OfferWords;
  readonly view: View;
}

/** What a digest shows as it is now: a stop that is still to come, or a hold. */
export function standingOffer(
  { instanceId: id, reason }: Standing,
  { date, at }: Day,
  { words, view }: OfferVoice,
): Offered | null {
  const about = { id, of: `digest:${date}:${id}`, at };
  const stopAt = announcedStop(reason);
  if (stopAt !== null) return offered({ ...about, answers: KEEP_ON, stopAt }, words.keepOn, view);
  if (!isHeldInLedger(reason)) return null;
  return offered({ ...about, answers: RELEASE, stopAt }, words.release, view);
}

function announcedStop({ key, evidence }: Reason): Instant | null {
  switch (key) {
    case 'stop-edge-waiting':
    case 'idle-waiting':
    case 'guard-waiting':
      return evidence.stopAt;
    default:
      return null;
  }
}

/** What a tag holds, no link releases: only to take the tag away does. */
export const isHeldByTag = (reason: Reason): boolean => holderOf(reason) === TAG.holdUntil;

function isHeldInLedger(reason: Reason): boolean {
  const holder = holderOf(reason);
  return holder !== null && holder !== TAG.holdUntil;
}

/** Who holds it; null for what is no hold. */
function holderOf({ key, evidence }: Reason): string | null {
  switch (key) {
    case 'held':
    case 'hold-wants-running':
    case 'hold-wants-stopped':
      return evidence.by;
    default:
      return null;
  }
}

/** The page of the whole account, which changes nothing. */
export function statusOffer({ date, at }: Day, words: OfferWords, view: View): Offered | null {
  const of = `digest:${date}`;
  const url = view.link({
    resource: { kind: 'account' },
    actions: ['status'],
    stopAt: null,
    of,
    at,
  });
  return url === null ? null : { label: words.status, url, actions: [] };
}
