/**
 * Two Lambdas over the same account: whoever is held up, wherever and for however long, there is
 * one pass at a time, and what comes of the night is the same.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DigestPorts } from '../../../src/lib/cloud/cloud.ts';
import { type Duration, type Instant, minutes, seconds } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { busyNight } from '../busy-night.ts';
import { judgeHistory, violationsOf } from '../checkers/all-laws.ts';
import { crashConverges } from '../checkers/crash-converges.ts';
import { keptIsTheHolders } from '../checkers/kept-is-the-holders.ts';
import type { Scenario } from '../scenario.ts';
import { tamper } from '../tampered.ts';

interface HeldUp {
  /** Before which of its calls; calls that AWS would answer late are not among them. */
  readonly call: number;
  readonly lasts: Duration;
}

/** Long enough for whoever is held up; the product believes in its own timeout all the same. */
const NEVER_CUT_OFF = minutes(60);
/** What was warned of in the meantime has been stopped. */
const AT_REST = '+1 00:30';

/**
 * The first invocation from 22:00 on waits before that call. Not between the last re-check and the
 * power call: Lambda ends a function a minute before its lease, so none can be held up there.
 */
function holdUp(night: Scenario, { call, lasts }: HeldUp): { readonly requestId: () => string } {
  const { world, options } = night;
  let calls = 0;
  let slow = '';
  const wait = (): Promise<void> =>
    new Promise((resolve) => world.account.engine.after(lasts, () => resolve()));
  const waiting =
    <Args extends readonly unknown[], Result>(
      requestId: string,
      does: (...args: Args) => Promise<Result>,
    ) =>
    async (...args: Args): Promise<Result> => {
      if (world.now() >= night.time('22:00') && slow === '') slow = requestId;
      if (slow === requestId) {
        calls += 1;
        if (calls === call) await wait();
      }
      return does(...args);
    };
  tamper(world, options, {
    timeout: NEVER_CUT_OFF,
    ports: (ports, { requestId }) => {
      const { cloud, ledger } = ports;
      const held: DigestPorts['ledger'] = {
        get: waiting(requestId, ledger.get),
        query: waiting(requestId, ledger.query),
        put: waiting(requestId, ledger.put),
        delete: waiting(requestId, ledger.delete),
      };
      const instances = waiting(requestId, cloud.instances);
      return { ...ports, ledger: held, cloud: { ...cloud, instances } };
    },
  });
  return { requestId: () => slow };
}

/** Both functions at the same moments: the clock, and an event that wakes for everything. */
function twoFunctions(night: Scenario): void {
  const { lambdas } = night.world;
  const { invoke } = lambdas;
  lambdas.invoke = (name, document) => {
    invoke(name, document);
    if (name === 'clock-ticked') invoke('digest-due', document);
  };
}

interface Turn {
  readonly fence: number;
  readonly by: string;
  readonly at: Instant;
}

const turnsOf = ({ world }: History): readonly Turn[] =>
  world.journal
    .of('ledger')
    .flatMap(({ item, written, at, actor }) =>
      written && item?.kind === 'lease' && item.holder !== null && actor.kind === 'invocation'
        ? [{ fence: item.fence, by: item.holder, at }]
        : [],
    );

/** Writes of an invocation after another has taken the lease from it; a lease is no such write. */
function writtenTooLate(history: History, requestId: string): number {
  const turns = turnsOf(history);
  const own = turns.findLast(({ by }) => by === requestId);
  const next = own && turns.find(({ fence }) => fence > own.fence);
  if (!next) return 0;
  return history.world.journal
    .of('ledger')
    .filter(({ actor }) => actor.kind === 'invocation' && actor.requestId === requestId)
    .filter(({ at, written, item }) => at > next.at && written && item?.kind !== 'lease').length;
}

const undisturbed = await busyNight().historyUntil(AT_REST);

async function brokenBy(heldUp: HeldUp): Promise<readonly string[]> {
  const night = busyNight();
  twoFunctions(night);
  const slow = holdUp(night, heldUp);
  const history = await night.historyUntil(AT_REST);
  const late = writtenTooLate(history, slow.requestId());
  const laws = judgeHistory(history).filter(({ law }) => law !== keptIsTheHolders);
  return [
    ...laws.flatMap(({ violations }) => violations.map(({ says }) => says)),
    ...crashConverges.check(undisturbed, history).map(({ says }) => says),
    // The write that was under way when it was held up is in nobody's hands any more.
    ...(late > 1 ? [`${late} writes of a fenced-off writer`] : []),
  ];
}

describe('two Lambdas over the same account', () => {
  test('at the same moment are one pass: the night is that of one', async () => {
    const night = busyNight();
    twoFunctions(night);
    const history = await night.historyUntil(AT_REST);
    expect(violationsOf(history)).toEqual([]);
    expect(crashConverges.check(undisturbed, history)).toEqual([]);
  });

  test('of which one is held up longer than its lease, are the night of the other', async () => {
    const night = busyNight();
    const slow = holdUp(night, { call: 9, lasts: minutes(12) });
    const history = await night.historyUntil(AT_REST);
    const fences = turnsOf(history).filter(({ by }) => by === slow.requestId());
    expect(fences).not.toEqual([]);
    expect(turnsOf(history).some(({ fence }) => fence > (fences[0]?.fence ?? 0))).toBe(true);
    expect(violationsOf(history)).toEqual([]);
    for (const name of ['dev-1', 'dev-2', 'dev-3']) {
      expect(night.turns(name).filter((turn) => turn.endsWith('stop'))).toHaveLength(1);
    }
  });

  test('keep apart: the lease of one that fails comes back after its last write', async () => {
    const night = busyNight();
    const { world, options } = night;
    let [failing, puts] = ['', 0];
    tamper(world, options, {
      ports: (ports, { requestId }) => ({
        ...ports,
        ledger: {
          ...ports.ledger,
          put: async (write, expectation) => {
            const isOne = world.now() >= night.time('22:00') && write.item.kind === 'instance';
            if (isOne && failing === '') failing = requestId;
            if (!isOne || failing !== requestId) return ports.ledger.put(write, expectation);
            puts += 1;
            if (puts === 1) throw new Error('the table takes no more');
            await new Promise<void>((end) => world.account.engine.after(seconds(30), end));
            return ports.ledger.put(write, expectation);
          },
        },
      }),
    });
    await night.until('22:04');
    const written = world.journal
      .of('ledger')
      .filter(({ actor }) => actor.kind === 'invocation' && actor.requestId === failing)
      .filter(({ change }) => change === 'put')
      .map(({ item }) => (item?.kind === 'lease' && item.holder === null ? 'release' : item?.kind));
    expect(puts).toBeGreaterThan(1);
    expect(written.indexOf('release')).toBeGreaterThan(written.indexOf('instance'));
    expect(written.indexOf('instance')).not.toBe(-1);
  });

  test('whoever is held up, wherever and for long: all laws hold, no write is late', async () => {
    const heldUps = fc.record({
      call: fc.integer({ min: 1, max: 60 }),
      lasts: fc.integer({ min: 1, max: 20 }).map(minutes),
    });
    await fc.assert(
      fc.asyncProperty(heldUps, async (heldUp) => {
        expect(await brokenBy(heldUp)).toEqual([]);
      }),
      { numRuns: 25, seed: 20_261_122 },
    );
  }, 60_000);
});
