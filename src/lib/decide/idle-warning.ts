/** The open idle warning of an instance, and how it ends without a stop. */
import type { Mark } from '../model/decision.ts';
import type { Warning } from '../model/instance-record.ts';
import type { Case } from './case.ts';

export const openIdleWarning = ({ record }: Case): Warning | undefined =>
  record.warnings.find(({ rule }) => rule === 'idle');

/** Holds and protections end a warning too: after them people are warned anew. */
export const dropIdleWarning = (subject: Case): readonly Mark[] =>
  openIdleWarning(subject)
    ? [{ mark: 'withdrawn', instanceId: subject.instance.id, rule: 'idle' }]
    : [];
