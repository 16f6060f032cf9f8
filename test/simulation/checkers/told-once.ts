/** Law 2: what was told is not told again, whatever is repeated: events, passes, attempts. */
import { toIso } from '../../../src/lib/model/instant.ts';
import type { Law, Violation } from './law.ts';
import { type ReceivedMessage, received } from './messages.ts';

export const toldOnce: Law = {
  number: 2,
  name: 'nothing is told twice, and one digest a date',
  check: (history): readonly Violation[] => {
    const known = new Set<string>();
    return received(history).flatMap((message) =>
      keysOf(message).flatMap((key) => {
        const isNew = !known.has(key);
        known.add(key);
        return isNew ? [] : [{ at: message.at, says: `${toIso(message.at)} told again: ${key}` }];
      }),
    );
  },
};

const keysOf = (message: ReceivedMessage): readonly string[] =>
  message.kind === 'digest'
    ? [`${message.channel} digest of ${message.date}`]
    : message.notices.map(({ dedupeKey }) => `${message.channel} ${dedupeKey}`);
