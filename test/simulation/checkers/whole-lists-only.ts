/** Law 6: an incomplete family never stops anything. */
import type { History } from '../../../src/lib/wiring/history.ts';
import { attemptOf, type Law, type OwnCall, sayCall, type Violation } from './law.ts';

/** Each call needs a whole list of what it is about, read in the same attempt. */
const NEEDS = {
  stop: 'ec2:DescribeInstances',
  start: 'ec2:DescribeInstances',
  associate: 'ec2:DescribeAddresses',
} as const;

export const wholeListsOnly: Law = {
  number: 6,
  name: 'an incomplete family never stops anything',
  check: ({ world }: History): readonly Violation[] => {
    const whole = new Map<string, boolean>();
    const violations: Violation[] = [];
    for (const entry of world.journal.entries) {
      if (entry.kind === 'read' && entry.actor.kind === 'invocation') {
        whole.set(`${attemptOf(entry.actor)} ${entry.operation}`, entry.refused === null);
      }
      if (entry.kind !== 'call' || entry.actor.kind !== 'invocation') continue;
      const { verb, actor, at } = entry;
      const need = verb === 'stop' || verb === 'start' || verb === 'associate' ? NEEDS[verb] : null;
      if (need === null || whole.get(`${attemptOf(actor)} ${need}`) === true) continue;
      const call: OwnCall = { ...entry, actor };
      violations.push({ at, says: `${sayCall(call)} on an incomplete ${need}` });
    }
    return violations;
  },
};
