/** What the rules above idleness say of an instance: heard once a look, not once a question. */
import type { Opinion } from '../model/decision.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Case } from './case.ts';
import { lookMemory } from './look-memory.ts';
import { guard } from './rules/guard.ts';
import { held } from './rules/held.ts';
import { notOurs } from './rules/not-ours.ts';
import { protectedFromUs } from './rules/protected.ts';
import { scheduled } from './rules/schedule.ts';

type Rule = (subject: Case) => Opinion | readonly Opinion[] | null;

const RULES_ABOVE: readonly Rule[] = [protectedFromUs, held, guard, scheduled];

interface Heard extends Pick<Snapshot, 'spotRequests'> {
  readonly opinions: readonly Opinion[];
}

const heardIn = lookMemory<Heard>();

/**
 * The opinions, from the highest down. Of what a look asks for later only the spot requests matter
 * here, and to warnings their reader and what the stop charges: those are heard anew.
 */
export function heardAboveIdle(subject: Case): readonly Opinion[] {
  const { world, instance } = subject;
  const { spotRequests } = world.snapshot;
  const look = heardIn(world);
  const known = look.get(instance);
  if (known?.spotRequests === spotRequests) return known.opinions;
  const opinions = hear(subject);
  if (!opinions.some(isAboutWarning)) look.set(instance, { spotRequests, opinions });
  return opinions;
}

/** What is not ours has no schedule and no idleness either. */
function hear(subject: Case): readonly Opinion[] {
  const foreign = notOurs(subject);
  return foreign ? [foreign] : RULES_ABOVE.flatMap((rule) => rule(subject) ?? []);
}

const isAboutWarning = ({ verdict, reason }: Opinion): boolean =>
  verdict === 'warn' || reason.key === 'nobody-to-warn';

/** Why nothing else is asked of an instance; null if it is ours. */
export function notOursBy(heard: readonly Opinion[]): Opinion | null {
  const [first] = heard;
  return first?.rule === 'not-ours' ? first : null;
}
