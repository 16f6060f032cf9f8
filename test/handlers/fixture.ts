import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { NO_LINK_MAKER } from '../../src/lib/link/link-for.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { seconds } from '../../src/lib/model/instant.ts';
import type { Invocation, Log, Sweep } from '../../src/lib/wiring/sweep-handler.ts';

interface Line {
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Keeps each line as the JSON document that it becomes. */
export function keptLog(): { readonly log: Log; readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  const keep =
    (level: Line['level']): Log['info'] =>
    (message, fields) =>
      void lines.push({ level, message, fields: JSON.parse(JSON.stringify(fields)) });
  return { log: { info: keep('info'), warn: keep('warn') }, lines };
}

/** What a Lambda gets: each look at the clock finds less of the two minutes left. */
export function fallingContext(requestId = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef'): Invocation {
  let left = 120_000;
  return {
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => {
      left -= 50;
      return left;
    },
  };
}

/** A sweep over the simulated account where events/ happened. */
export function simulatedSweep(world = simulatedAccount()): Sweep {
  return {
    ports: world.ports,
    policy: parsePolicyDocument({ mode: 'act' }),
    prices: priceTable(shippedPrices().rows, {}),
    links: NO_LINK_MAKER,
    timeout: seconds(120),
  };
}
