/** The question that idleness is for one instance: its readings, thresholds and window. */
import type { MetricReading } from '../model/metric.ts';
import type { Case } from './case.ts';
import { lookMemory } from './look-memory.ts';
import { type IdleQuestion, type Judgement, judge } from './signals.ts';
import { idleTagOf } from './tags.ts';

export function idleQuestionOf({ instance, world }: Case): IdleQuestion {
  const tag = idleTagOf(instance);
  const { idle } = world.policy;
  return {
    instance,
    readings: world.readings.get(instance.id) ?? [],
    idle,
    window: tag?.kind === 'window' ? tag.window : idle.window,
    now: world.now,
  };
}

interface Judged {
  readonly readings: readonly MetricReading[];
  readonly judgement: Judgement;
}

const judgedIn = lookMemory<Judged>();

/** Judged anew only when a round has brought readings of this very instance. */
export function judgementOf(subject: Case): Judgement {
  const { world, instance } = subject;
  const look = judgedIn(world);
  const readings = world.readings.get(instance.id) ?? [];
  const known = look.get(instance);
  if (known && isSame(known.readings, readings)) return known.judgement;
  const judgement = judge(idleQuestionOf(subject));
  look.set(instance, { readings, judgement });
  return judgement;
}

const isSame = (some: readonly MetricReading[], others: readonly MetricReading[]): boolean =>
  some.length === others.length && some.every((reading, index) => reading === others[index]);
