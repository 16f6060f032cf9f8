/**
 * Lives one seed again and says what was broken:
 * `node test/simulation/replay.ts --seed 7 --faults heavy [--days 3]`,
 * and `--about web --since 2026-11-02T20` for a story.
 * With the name of an instance it also tells everything that happened to that one.
 */
import { parseArgs } from 'node:util';
import type { Entry } from '../../src/lib/cloud/simulated/journal.ts';
import type { InstanceRecord } from '../../src/lib/model/instance-record.ts';
import { toIso } from '../../src/lib/model/instant.ts';
import { type History, runHistory } from '../../src/lib/wiring/history.ts';
import { violationsOf } from './checkers/all-laws.ts';
import { isFaultPreset } from './prove-seed.ts';
import { seeded } from './seeded.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    faults: { type: 'string', default: 'heavy' },
    days: { type: 'string', default: '5' },
    about: { type: 'string' },
    since: { type: 'string', default: '' },
  },
});

const { faults, about, since } = values;
const [seed, lastsDays] = [Number(values.seed), Number(values.days)];
if (!Number.isInteger(seed) || !Number.isInteger(lastsDays) || !isFaultPreset(faults)) {
  throw new TypeError('--seed and --days are whole numbers, --faults is none, light or heavy');
}

const history = await runHistory(seeded({ seed, faults, lastsDays }));
if (about !== undefined) for (const line of storyOf(history, about)) console.log(line);
const broken = violationsOf(history);
for (const line of broken) console.log(`seed ${seed}, ${line}`);
console.log(`${broken.length} violations from ${toIso(history.from)} to ${toIso(history.until)}`);
process.exitCode = broken.length === 0 ? 0 : 1;

/** Calls, states, tags, records, holds and decisions of one instance, as far as they changed. */
function storyOf({ world, looks }: History, name: string): readonly string[] {
  const id = world.account.labels.get(name);
  if (id === undefined) throw new RangeError(`nothing is called "${name}"`);
  const decisions = looks.flatMap(({ at, decisions: all }) =>
    all
      .filter(({ target }) => target === `power/${id}`)
      .map(({ verdict, rule, reason }) => ({ at, text: `${rule}: ${verdict}, ${reason}` })),
  );
  const events = world.journal.entries.flatMap((entry) => {
    const text = textOf(entry, id);
    return text === null ? [] : [{ at: entry.at, text }];
  });
  return [...events, ...decisions]
    .toSorted((a, b) => a.at - b.at)
    .filter(({ text }, index, all) => text !== all[index - 1]?.text)
    .map(({ at, text }) => `${toIso(at)} ${text}`)
    .filter((line) => line >= since);
}

function textOf(entry: Entry, id: string): string | null {
  switch (entry.kind) {
    case 'state':
      return entry.instanceId === id ? `is ${entry.to} (${entry.reason})` : null;
    case 'call': {
      if (entry.on !== id) return null;
      const by = entry.actor.kind === 'invocation' ? entry.actor.lambda : entry.actor.kind;
      return `${by} calls ${entry.verb}: ${entry.refused?.code ?? 'accepted'}`;
    }
    case 'tags':
      return entry.on === id ? `tags ${JSON.stringify(entry.tags)}` : null;
    case 'ledger': {
      const { item } = entry;
      if (item === null || !('instanceId' in item) || item.instanceId !== id) return null;
      return `ledger ${JSON.stringify(item.kind === 'instance' ? gist(item) : item)}`;
    }
    default:
      return null;
  }
}

function gist({ schedule, warnings, lastStop, lastStart }: InstanceRecord): object {
  return {
    schedule: schedule && [schedule.how, schedule.answeredEdge && toIso(schedule.answeredEdge)],
    warnings: warnings.map(({ rule, warnedAt }) => [rule, toIso(warnedAt)]),
    lastStop: lastStop?.result,
    lastStart: lastStart?.result,
  };
}
