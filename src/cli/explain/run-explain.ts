import * as z from 'zod';
import { itemsOf } from '../../lib/model/family.ts';
import { type Instance, nameOf } from '../../lib/model/instance.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import type { Language } from '../../lib/model/policy.ts';
import type { Snapshot } from '../../lib/model/snapshot.ts';
import { nearestOf } from '../../lib/schedule/nearest.ts';
import { sayFor } from '../../lib/tell/render/say.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';
import { readOptions } from '../arguments.ts';
import { type Call, wrongUsage } from '../command.ts';
import { choosePolicy } from '../policy-choice.ts';
import { readSnapshot } from '../snapshot/read-snapshot.ts';
import { snapshotOf } from '../snapshot/snapshot-of.ts';
import type { Terminal } from '../terminal.ts';
import { readTime } from '../time-option.ts';
import { printExplanationJson } from './explain-json.ts';
import { printExplanation } from './explain-text.ts';
import { explain } from './explanation.ts';
import type { Situation } from './situation.ts';

const explainOptions = z.object({
  snapshot: z.string().optional(),
  demo: z.literal(true).optional(),
  seed: z
    .string()
    .regex(/^\d{1,9}$/, 'takes a whole number from 0 to 999999999')
    .transform(Number)
    .optional(),
  policy: z.string().optional(),
  at: z.string().optional(),
  lang: z.enum(['en', 'ko'], 'must be en or ko').optional(),
  json: z.literal(true).optional(),
});

/** By its id, or by its Name where only one instance has it. */
function instanceNamed({ instances, memory }: Snapshot, wanted: string): Instance {
  if (!instances.complete) {
    throw wrongUsage('The snapshot does not show its instances: they were refused.');
  }
  const all = itemsOf(instances);
  const found = all.filter((one) => one.id === wanted || nameOf(one) === wanted);
  const [first, second] = found;
  if (first && !second) return first;
  if (first) {
    const ids = found.map(({ id }) => id).join(', ');
    throw wrongUsage(
      `${found.length} instances are called "${wanted}"; name one by its id: ${ids}.`,
    );
  }
  throw wrongUsage(remembered(memory, wanted) ?? `${none(wanted)}; ${hintFor(wanted, all)}`);
}

const none = (wanted: string): string => `No instance has the id or the Name "${wanted}"`;

/** What AWS does not list any more there is nothing to decide about. */
function remembered({ instances }: Snapshot['memory'], wanted: string): string | null {
  const record = instances.find(
    ({ instanceId, sighting }) => instanceId === wanted || sighting.name === wanted,
  );
  if (!record) return null;
  const { instanceId, sighting } = record;
  const seen = `when it was last seen it was ${sighting.state}`;
  return `${none(wanted)} any more: ${instanceId} is gone; ${seen}.`;
}

const MOST_NAMED = 10;

function hintFor(wanted: string, all: readonly Instance[]): string {
  const names = [...new Set(all.map(nameOf))];
  const meant = nearestOf(wanted, [...names, ...all.map(({ id }) => id)]);
  if (meant !== null) return `did you mean "${meant}"?`;
  if (names.length === 0) return 'there are none.';
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return `there are ${names.slice(0, MOST_NAMED).join(', ')}${more}.`;
}

type Asked = z.output<typeof explainOptions>;

/** A snapshot from a file, or the simulated account of the demo. */
async function situationOf(asked: Asked): Promise<Situation> {
  const { demo, snapshot, seed, policy, at, lang: language = 'en' } = asked;
  if (demo && (snapshot ?? policy) !== undefined) {
    throw wrongUsage('--demo has an account and a policy of its own: no --snapshot, no --policy.');
  }
  if (!demo && seed !== undefined) throw wrongUsage('--seed goes with --demo.');
  if (!demo) return savedSituation(asked);
  const { demoSituation } = await import('./demo-situation.ts');
  const time = at === undefined ? null : (zone: string) => readTime(at, zone);
  return demoSituation({ seed: seed ?? 1, language, at: time });
}

function savedSituation(asked: Asked): Situation {
  if (asked.snapshot === undefined) {
    throw wrongUsage('Name the snapshot to look into: --snapshot snapshot.json, or --demo.');
  }
  const { policy } = choosePolicy(asked.policy);
  const prices = knownPrices(policy);
  const at = asked.at === undefined ? null : readTime(asked.at, policy.zone);
  const snapshot = snapshotOf(readSnapshot(asked.snapshot), { policy, prices, at });
  return { snapshot, policy, prices };
}

export async function runExplain({ given, operand, terminal }: Call): Promise<number> {
  if (operand === null) {
    throw wrongUsage('Name the instance: tierkeeper explain web --snapshot snapshot.json.');
  }
  const asked = readOptions(explainOptions, given);
  const situation = await situationOf(asked);
  const instance = instanceNamed(situation.snapshot, operand);
  const language = asked.lang ?? situation.policy.language;
  print(terminal, { situation, instance, language, asJson: asked.json === true });
  return 0;
}

interface Printing {
  readonly situation: Situation;
  readonly instance: Instance;
  readonly language: Language;
  readonly asJson: boolean;
}

function print(terminal: Terminal, { situation, instance, language, asJson }: Printing): void {
  const { zone, currency } = situation.policy;
  const { account, region } = situation.snapshot;
  const explanation = explain(situation, instance);
  const { mode } = explanation;
  const say = sayFor({ language, zone, currency, account, region, mode, link: NO_LINKS });
  if (asJson) printExplanationJson(terminal, explanation, say);
  else printExplanation(terminal, explanation, say);
}
