import * as z from 'zod';
import { decide } from '../../lib/decide/decide.ts';
import type { Decision } from '../../lib/model/decision.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import { keyOf } from '../../lib/model/target.ts';
import { asJson } from '../../lib/tell/render/document.ts';
import { sayFor } from '../../lib/tell/render/say.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';
import { readOptions } from '../arguments.ts';
import { type Call, wrongUsage } from '../command.ts';
import { evidenceOf } from '../evidence.ts';
import { choosePolicy } from '../policy-choice.ts';
import { readSnapshot } from '../snapshot/read-snapshot.ts';
import { snapshotOf } from '../snapshot/snapshot-of.ts';
import { readTime } from '../time-option.ts';
import { printReplay } from './replay-text.ts';

const replayOptions = z.object({
  policy: z.string().optional(),
  at: z.string().optional(),
  lang: z.enum(['en', 'ko'], 'must be en or ko').optional(),
  json: z.literal(true).optional(),
});

const byTarget = (a: Decision, b: Decision): number => (keyOf(a.target) < keyOf(b.target) ? -1 : 1);

const lineOf = ({ target, verdict, reason, rule }: Decision): string =>
  asJson({
    target: keyOf(target),
    verdict,
    reason: reason.key,
    rule,
    evidence: evidenceOf(reason),
  });

export async function runReplay({ given, operand, terminal }: Call): Promise<number> {
  if (operand === null) {
    throw wrongUsage('Name the snapshot to replay: tierkeeper replay snapshot.json.');
  }
  const asked = readOptions(replayOptions, given);
  const { policy } = choosePolicy(asked.policy);
  const prices = knownPrices(policy);
  const at = asked.at === undefined ? null : readTime(asked.at, policy.zone);
  const snapshot = snapshotOf(readSnapshot(operand), { policy, prices, at });
  const { decisions, mode } = decide(snapshot, policy, prices);
  const sorted = decisions.toSorted(byTarget);
  if (asked.json) {
    terminal.print(...sorted.map(lineOf));
    return 0;
  }
  const { zone, currency } = policy;
  const { account, region } = snapshot;
  const language = asked.lang ?? policy.language;
  const say = sayFor({ language, zone, currency, account, region, mode, link: NO_LINKS });
  printReplay(terminal, { snapshot, decisions: sorted, say });
  return 0;
}
