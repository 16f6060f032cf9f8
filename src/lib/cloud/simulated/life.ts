import type { Lifeline } from './gate.ts';
import type { Stream } from './random.ts';

/** Where an invocation is to be cut off: at its n-th port call, the first being 1. */
export interface CrashPoint {
  readonly call: number;
  /** Whether the call still has its effect. */
  readonly when: 'before' | 'after';
}

/** The life of one invocation; once over, nothing that it waits for comes any more. */
export interface Life extends Lifeline {
  readonly onOver: (listener: () => void) => void;
}

/** It ends by chance at any call, at a given call, or when it is cut off from outside. */
export function createLife(
  crashProbability: number,
  stream: Stream,
  crash: CrashPoint | undefined,
): Life {
  let over = false;
  let whenOver: () => void = () => {};
  return {
    endsAt: (call) => {
      if (crash?.call === call) return crash.when;
      if (!stream.happens(crashProbability)) return null;
      return stream.happens(0.5) ? 'before' : 'after';
    },
    isOver: () => over,
    cutOff: () => {
      if (over) return;
      over = true;
      whenOver();
    },
    onOver: (listener) => {
      whenOver = listener;
    },
  };
}
