/** Lines for the digest that are said once for an instance, however long they stay true. */
import type { Mark } from '../model/decision.ts';
import { nameOf } from '../model/instance.ts';
import type { Notice, NoticeFacts, Subject } from '../model/notice.ts';
import type { Reason } from '../model/reason.ts';
import type { Case } from './case.ts';

export const subjectOf = ({ instance }: Pick<Case, 'instance'>): Subject => ({
  instanceId: instance.id,
  name: nameOf(instance),
  type: instance.type,
});

/**
 * The marks that tell a line, or none if it was told before. What it is about (`about`) makes a
 * new line of it: another tag value, another launch, another edge.
 */
export function toldOnce(
  subject: Case,
  line: { readonly line: NoticeFacts['digest']['line']; readonly reason: Reason },
  about: string = aboutOf(line.reason),
): readonly Mark[] {
  const { instance, record, world } = subject;
  const what = `${line.line}:${about}`;
  if (record.told.includes(what)) return [];
  const notice: Notice = {
    kind: 'digest',
    dedupeKey: `${instance.id}:${what}`,
    urgency: 'digest',
    at: world.now,
    facts: { subject: subjectOf(subject), ...line },
  };
  return [
    { mark: 'told-once', instanceId: instance.id, what },
    { mark: 'notice', notice },
  ];
}

/** The key of a ledger item has 1,024 bytes, the value of a tag as many. */
const VALUE_CHARACTERS_MAX = 60;

export function aboutOf({ key, evidence }: Reason): string {
  if (key !== 'unreadable-tag') return key;
  const value = [...evidence.value].slice(0, VALUE_CHARACTERS_MAX).join('');
  return `${evidence.tag}=${value}`;
}
