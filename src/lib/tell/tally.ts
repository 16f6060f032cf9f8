/** What a digest tells, counted. */
import type { Instant } from '../model/instant.ts';
import type { DigestRecord } from '../model/ledger.ts';
import type { NotebookNews, Notice } from '../model/notice.ts';
import type { ReasonKey } from '../model/reason.ts';
import { type Saved, STOP_CAUSES, type StopCause, type Tally } from '../model/tally.ts';
import { wasAccepted } from './delivery.ts';

export interface Told extends Pick<Tally, 'spent' | 'savedSoFar' | 'costSoFar'> {
  readonly notices: readonly Notice[];
  readonly saved: Saved;
  readonly since: Instant;
}

export function tallyOf({ notices, saved, since, ...money }: Told): Tally {
  const deeds = notices.map(deedOf);
  const count = (what: Deed): number => deeds.filter((deed) => deed === what).length;
  const causes = STOP_CAUSES.map((cause) => [cause, count(cause)] as const);
  return {
    since,
    stops: Object.fromEntries(causes.filter(([, stops]) => stops > 0)),
    starts: count('start'),
    failed: count('failed'),
    wouldStop: count('would-stop'),
    wouldStart: count('would-start'),
    ...saved,
    ...money,
  };
}

type Deed = StopCause | 'start' | 'failed' | 'would-stop' | 'would-start' | null;

function deedOf({ kind, facts }: Notice): Deed {
  switch (kind) {
    case 'stopped':
      return causeOf(facts.reason.key);
    case 'started':
      return 'start';
    case 'did-not-work':
      return 'failed';
    case 'digest':
      return facts.line === 'would-stop' || facts.line === 'would-start' ? facts.line : null;
    case 'notebook':
      return facts.news === 'stopped' ? causeOf(facts.reason.key) : NOTEBOOK_DEEDS[facts.news];
    default:
      return null;
  }
}

const NOTEBOOK_DEEDS: Readonly<Record<Exclude<NotebookNews, 'stopped'>, Deed>> = {
  started: 'start',
  'did-not-stop': 'failed',
  'did-not-start': 'failed',
  'would-stop': 'would-stop',
  'would-start': 'would-start',
  'about-to-stop': null,
  withdrawn: null,
  unreadable: null,
  missed: null,
};

/** What no other rule stops, a schedule does. */
function causeOf(key: ReasonKey): StopCause {
  switch (key) {
    case 'idle':
    case 'notebook-idle':
      return 'idle';
    case 'notebook-longest':
      return 'longest';
    case 'hold-wants-stopped':
      return 'hold';
    case 'guard-stop':
      return 'guard';
    default:
      return 'schedule';
  }
}

/** One that nobody got tells its facts again with the next one: those are counted there. */
export const counts = ({ deliveries, unmarked }: DigestRecord): boolean =>
  (deliveries.length === 0 && unmarked !== true) || wasAccepted(deliveries);
