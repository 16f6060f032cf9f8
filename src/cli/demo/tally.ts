/** A history in numbers: what Tierkeeper did, and what went wrong on the way. */
import type { EntryKind, EntryOf } from '../../lib/cloud/simulated/journal.ts';
import type { History } from '../../lib/wiring/history.ts';

export interface Tally {
  readonly looks: number;
  readonly stops: number;
  readonly starts: number;
  readonly associations: number;
  readonly mails: number;
  readonly eventsLost: number;
  /** Calls that AWS refused, or never answered. */
  readonly callsFailed: number;
  /** Invocations that did not return. */
  readonly invocationsEnded: number;
}

export function tallyOf({ world, looks }: History): Tally {
  const { journal } = world;
  const count = <Kind extends EntryKind>(
    kind: Kind,
    counts: (entry: EntryOf<Kind>) => boolean,
  ): number => journal.of(kind).filter(counts).length;
  const done = (verb: EntryOf<'call'>['verb']): number =>
    count(
      'call',
      (call) => call.actor.kind === 'invocation' && call.refused === null && call.verb === verb,
    );
  return {
    looks: looks.length,
    stops: done('stop'),
    starts: done('start'),
    associations: done('associate'),
    mails: world.topic.mails.length,
    eventsLost: count('event', ({ deliveries }) => deliveries.length === 0),
    callsFailed:
      count('read', ({ refused }) => refused !== null) +
      count('call', ({ actor, refused }) => actor.kind === 'invocation' && refused !== null),
    invocationsEnded: count('invocation-ended', ({ result }) => result !== 'returned'),
  };
}

export const wentWrong = ({ eventsLost, callsFailed, invocationsEnded }: Tally): boolean =>
  eventsLost + callsFailed + invocationsEnded > 0;
