/** What the reader of a message can answer with one link; what it is called is for the language. */
import type { DigestContent, Standing } from '../../model/digest.ts';
import type { InstanceId } from '../../model/ids.ts';
import type { Instant } from '../../model/instant.ts';
import type { HoldAction, LinkAction, LinkWish } from '../../model/link.ts';
import type { Notice } from '../../model/notice.ts';
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

export function noticeOffer(notice: Notice, words: OfferWords, view: View): Offered | null {
  const { kind, dedupeKey: of, at, facts } = notice;
  if (kind === 'about-to-stop') {
    const { subject, stopAt } = facts;
    const about = { id: subject.instanceId, answers: KEEP_ON, stopAt, of, at };
    return offered(about, words.keepOn, view);
  }
  if (kind !== 'stopped') return null;
  const about = { id: facts.subject.instanceId, answers: START, stopAt: null, of, at };
  return offered(about, words.start, view);
}

type Day = Pick<DigestContent, 'date' | 'at'>;

/** A hold that a digest shows. */
export function releaseOffer(
  { instanceId: id }: Standing,
  { date, at }: Day,
  { words, view }: { readonly words: OfferWords; readonly view: View },
): Offered | null {
  const about = { id, answers: RELEASE, stopAt: null, of: `digest:${date}:${id}`, at };
  return offered(about, words.release, view);
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
