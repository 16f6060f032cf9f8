/** A look at a simulated account as the next pass would have it; it decides and changes nothing. */
import { nextQueries } from '../decide/next-query.ts';
import { worldOf } from '../decide/world.ts';
import type { DecisionLog } from '../model/decision-log.ts';
import { type Instant, minutes, plus } from '../model/instant.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { observe } from '../observe/observe.ts';
import { recall } from '../record/recall.ts';
import type { OpenHistory } from './history.ts';

/** The account answers while its time goes on: longer than all calls of a look together. */
const ANSWERS_WITHIN = minutes(2);

/** Lets the account's time pass up to `at`, and looks. */
export async function lookIntoHistory(history: OpenHistory, at: Instant): Promise<Snapshot> {
  await history.run(at);
  const [snapshot] = await Promise.all([look(history), history.run(plus(at, ANSWERS_WITHIN))]);
  return snapshot;
}

async function look({ world, options }: OpenHistory): Promise<Snapshot> {
  const { policy, prices, account, region } = options;
  const ports = world.portsFor({ kind: 'person', name: 'onlooker' });
  const scope = { kind: 'region' } as const;
  const place = { account, region };
  const memory = await recall(ports.ledger, place, { lease: leaseOf(world), scope });
  return observe(ports, {
    scope,
    memory,
    nextQueries: (draft) => nextQueries(worldOf(draft, policy, prices)),
  });
}

function leaseOf({ ledger }: OpenHistory['world']) {
  const items = ledger.items().map(({ item }) => item);
  return items.find((item) => item.kind === 'lease') ?? { recent: [], lastSweepAt: null };
}

/** What passes have decided of late. */
export const decisionLogIn = ({ world }: OpenHistory): DecisionLog | null =>
  world.ledger
    .items()
    .map(({ item }) => item)
    .find((item) => item.kind === 'decision-log') ?? null;
