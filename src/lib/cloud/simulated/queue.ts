import type { Instant } from '../../model/instant.ts';

export interface QueuedEvent {
  readonly at: Instant;
  /** Of two events of one instant the one that was queued first comes first. */
  readonly sequence: number;
  /** Null once cancelled. */
  run: (() => void) | null;
}

/** A binary heap, soonest first. */
export interface EventQueue {
  push(event: QueuedEvent): void;
  /** Takes the first event unless it is after `until`. */
  popUntil(until: Instant): QueuedEvent | undefined;
}

const isBefore = (a: QueuedEvent, b: QueuedEvent): boolean =>
  a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

function siftUp(heap: QueuedEvent[], event: QueuedEvent): void {
  let index = heap.length;
  heap.push(event);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(event, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = event;
}

function siftDown(heap: QueuedEvent[], event: QueuedEvent): void {
  let index = 0;
  for (;;) {
    let below = 2 * index + 1;
    let child = heap[below];
    const right = heap[below + 1];
    if (child === undefined) break;
    if (right !== undefined && isBefore(right, child)) {
      child = right;
      below += 1;
    }
    if (!isBefore(child, event)) break;
    heap[index] = child;
    index = below;
  }
  heap[index] = event;
}

export function createQueue(): EventQueue {
  const heap: QueuedEvent[] = [];
  return {
    push: (event) => siftUp(heap, event),
    popUntil: (until) => {
      const [first] = heap;
      if (first === undefined || first.at > until) return undefined;
      const last = heap.pop();
      if (last !== undefined && last !== first) siftDown(heap, last);
      return first;
    },
  };
}
