/** The product with something wrong in its hands: what a law must find out. */
import type { Ports } from '../../src/lib/cloud/cloud.ts';
import type { Handler, InvocationContext } from '../../src/lib/cloud/simulated/lambdas.ts';
import type { World } from '../../src/lib/cloud/simulated/world.ts';
import { NO_LINK_MAKER } from '../../src/lib/link/link-for.ts';
import { type Duration, seconds } from '../../src/lib/model/instant.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import type { Shelf } from '../../src/lib/record/kept-store.ts';
import type { HistoryOptions } from '../../src/lib/wiring/history.ts';
import { sweepOnce } from '../../src/lib/wiring/sweep-handler.ts';

const TIMEOUT = seconds(120);
const FUNCTIONS = ['instance-changed', 'alarm-changed', 'clock-ticked', 'digest-due'] as const;

export interface Tampering {
  /** What each invocation gets in the place of its own ports. */
  readonly ports?: (ports: Ports, context: InvocationContext) => Ports;
  /** What it follows in the place of the owner's policy. */
  readonly policy?: Policy;
  /** How long Lambda lets it run; what it believes itself stays as it is. */
  readonly timeout?: Duration;
  readonly functions?: readonly (typeof FUNCTIONS)[number][];
}

/** In the place of the honest functions; schedules and rules stay as they are. */
export function tamper(world: World, options: HistoryOptions, tampering: Tampering): void {
  const { ports: change = (ports) => ports, timeout = TIMEOUT } = tampering;
  const { functions = FUNCTIONS, policy = options.policy } = tampering;
  const handlerWith =
    (shelf: Shelf): Handler =>
    async (document, context) => {
      const ports = change(context.ports, context);
      const invocation = {
        awsRequestId: context.requestId,
        getRemainingTimeInMillis: context.timeLeft,
      };
      const { prices } = options;
      const sweep = { ports, policy, prices, links: NO_LINK_MAKER, timeout: TIMEOUT, shelf };
      await sweepOnce({ sweep, log: null }, document, invocation);
    };
  for (const name of functions) {
    world.lambdas.deploy({ name, timeout, handler: handlerWith(new Map()) });
  }
}

/** A ledger that loses or changes what is put into it; `null` for an item that never arrives. */
export const losing =
  (change: (item: Parameters<Ports['ledger']['put']>[0]['item']) => typeof item | null) =>
  (ports: Ports): Ports => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      put: async (write, expectation) => {
        const item = change(write.item);
        if (item === null) return { written: true, revision: 1 };
        return ports.ledger.put({ ...write, item }, expectation);
      },
    },
  });
