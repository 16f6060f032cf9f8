/** Law 11: a warned stop comes no sooner than its grace after a warning that somebody received. */
import * as z from 'zod';
import type { EntryOf } from '../../../src/lib/cloud/simulated/journal.ts';
import { type Duration, minus } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import {
  type Announcement,
  announced,
  type Law,
  type OwnCall,
  sayCall,
  type Violation,
} from './law.ts';

const WarningDocument = z.object({
  notices: z.array(
    z.object({
      kind: z.string(),
      facts: z.object({ subject: z.object({ instanceId: z.string() }).optional() }),
    }),
  ),
});

export const graceIsKept: Law = {
  number: 11,
  name: 'a warned stop comes no sooner than its grace',
  check: (history) => {
    const warnings = history.world.journal.of('message').filter(({ received }) => received);
    const read = warnings.map((entry) => ({ at: entry.at, ids: warnedIds(entry) }));
    return announced(history)
      .filter(([{ verb }]) => verb === 'stop')
      .flatMap(([call, known]) => tooSoon(history, read, [call, known]));
  },
};

function warnedIds({ message }: EntryOf<'message'>): readonly string[] {
  const parsed = WarningDocument.safeParse(JSON.parse(message.document));
  if (!parsed.success) return [];
  return parsed.data.notices.flatMap(({ kind, facts }) =>
    kind === 'about-to-stop' && facts.subject ? [facts.subject.instanceId] : [],
  );
}

type Read = readonly { readonly at: number; readonly ids: readonly string[] }[];

function tooSoon(
  history: History,
  read: Read,
  [call, known]: readonly [OwnCall, Announcement | undefined],
): readonly Violation[] {
  const grace = graceOf(history, known);
  if (grace === null || call.before === null) return [];
  const { launchTime } = call.before.instance;
  const latest = minus(call.at, grace);
  const warned = read.some(
    ({ at, ids }) => ids.includes(call.on) && at <= latest && at >= minus(launchTime, grace),
  );
  return warned ? [] : [{ at: call.at, says: `${sayCall(call)} was not warned of in time` }];
}

/** Null for a stop that needs no warning: a hold that wants it, or `warn: 0m`. */
function graceOf({ options }: History, known: Announcement | undefined): Duration | null {
  const { policy } = options;
  if (known?.target.rule === 'idle') return policy.idle.grace;
  if (known?.target.rule !== 'schedule') return null;
  const { key, evidence } = known.target.reason;
  if (key !== 'stop-edge' && key !== 'enforced') return null;
  const { schedule } = evidence;
  const named = schedule === 'nightly' ? policy.nightly : policy.schedules[schedule];
  return named && named.warn > 0 ? named.warn : null;
}
