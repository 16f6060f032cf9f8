/** A tiny account for a single case: no faults, no latency, nobody in it. */
import { idOf, isAccountId } from '../../model/ids.ts';
import { type Duration, type Instant, instant, plus } from '../../model/instant.ts';
import type { Ports } from '../cloud.ts';
import type { Hands } from './people.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

export interface SimulatedAccount extends World {
  /** The ports of one caller; each call is answered at once. */
  readonly ports: Ports;
  /** Somebody at the console. */
  readonly owner: Hands;
  /** Lets time pass: what stops has stopped, what boots runs. */
  advance(duration: Duration): Promise<void>;
}

/** Sunday 2026-11-01, midnight in Seoul. */
const START: Instant = instant(Date.UTC(2026, 9, 31, 15));

export function simulatedAccount(options: Partial<WorldOptions> = {}): SimulatedAccount {
  const world = createWorld({
    seed: 1,
    startAt: START,
    account: idOf(isAccountId, '123456789012'),
    region: 'ap-northeast-2',
    zone: 'Asia/Seoul',
    latency: 'none',
    ...options,
  });
  const caller = { lambda: 'caller', requestId: 'request', attempt: 1 };
  return {
    ...world,
    ports: world.portsFor({ kind: 'invocation', ...caller }),
    owner: world.hands('owner'),
    advance: (duration) => world.run(plus(world.now(), duration)),
  };
}
