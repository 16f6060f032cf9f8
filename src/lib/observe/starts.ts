/** Asks who set instances running, one after the other, until somebody says no. */
import type { Estate } from '../cloud/cloud.ts';
import type { Fault } from '../model/fault.ts';
import type { StartEvent, StartQuestion } from '../model/start-event.ts';

/** What was found of those that were asked for, newest first, by instance. */
export interface StartSight {
  readonly found: ReadonlyMap<string, readonly StartEvent[]>;
  /** The refusal that ended it, and where. */
  readonly refused: (Fault & { readonly region: string }) | null;
}

export interface StartLook {
  readonly estate: Estate;
  readonly questions: readonly StartQuestion[];
  /** False when the time that is left must be kept for the digest. */
  readonly hasTime: () => boolean;
}

/** What is refused once, for a role or a rate, is refused the next time too. */
export async function observeStarts(look: StartLook): Promise<StartSight> {
  const { estate, questions, hasTime } = look;
  const found = new Map<string, readonly StartEvent[]>();
  for (const question of questions) {
    if (!hasTime()) break;
    const { region, instanceId } = question;
    const starts = await estate.starts(question);
    if (!starts.complete) return { found, refused: { ...starts.fault, region } };
    found.set(instanceId, starts.items);
  }
  return { found, refused: null };
}
