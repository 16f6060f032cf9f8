/** What AWS plans for an instance: told once, again when its time moves, and when it is over. */
import type { Opinion } from '../../model/decision.ts';
import { type EventEnd, endOf, type ScheduledEvent } from '../../model/health.ts';
import type { ToldEvent } from '../../model/health-record.ts';
import { reason } from '../../model/reason.ts';
import { handlingOf } from './handling.ts';
import { noticeOf, opinion, type Patient } from './patient.ts';

/** More of one instance are counted by nobody; AWS plans one or two. */
const MOST_EVENTS = 10;

export interface EventLook {
  /** As they are remembered from now on. */
  readonly events: readonly ToldEvent[];
  readonly opinions: readonly Opinion[];
}

export function lookAtEvents(patient: Patient): EventLook {
  const ahead = patient.status.events
    .filter((event) => endOf(event) === null)
    .toSorted((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_EVENTS);
  const told = patient.before?.events ?? [];
  const over = told.filter(({ id }) => !ahead.some((event) => event.id === id));
  return {
    events: ahead.map(({ id, code, notBefore }) => ({ id, code, notBefore })),
    opinions: [
      ...ahead.map((event) => planned(patient, event, told)),
      ...over.map((event) => isOver(patient, event)),
    ],
  };
}

function planned(patient: Patient, event: ScheduledEvent, told: readonly ToldEvent[]): Opinion {
  const { id, code, notBefore } = event;
  const because = reason('scheduled-event', { code, notBefore });
  const known = told.find((one) => one.id === id);
  if (known?.notBefore === notBefore) return opinion('leave', because);
  const handling = handlingOf(patient);
  const notice = noticeOf(
    patient,
    { about: `${keyOf(id)}:${notBefore ?? ''}`, urgency: 'now' },
    known
      ? { news: 'moved', event, handling, before: known.notBefore }
      : { news: 'scheduled', event, handling },
  );
  return opinion('tell', because, [notice]);
}

/** Nobody has to do anything: it can wait for the digest. */
function isOver(patient: Patient, { id, code, notBefore }: ToldEvent): Opinion {
  const shown = patient.status.events.find((event) => event.id === id);
  const how: EventEnd = (shown && endOf(shown)) ?? 'gone';
  const notice = noticeOf(
    patient,
    { about: `${keyOf(id)}:${notBefore ?? ''}:over`, urgency: 'digest' },
    { news: 'over', code, how },
  );
  return opinion('tell', reason('scheduled-event-over', { code, how }), [notice]);
}

/** A key of the ledger has 1,024 bytes, and the id is AWS's text. */
const keyOf = (id: string): string => id.slice(0, 100);

/** Of an instance whose status cannot be read. */
export const toldEvents = (events: readonly ToldEvent[]): readonly Opinion[] =>
  events.map(({ code, notBefore }) =>
    opinion('leave', reason('scheduled-event', { code, notBefore })),
  );
