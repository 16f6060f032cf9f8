/** The question that idleness is for one instance: its readings, thresholds and window. */
import type { Case } from './case.ts';
import type { IdleQuestion } from './signals.ts';
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
