/**
 * Claim: the digest of 1,000 instances, in words for every channel, takes under 50 ms of a core.
 *
 *     node bench/digest.ts
 *
 * All 1,000 have something to say: what was done, what is warned, held, left behind or found, and
 * what comes next. Text with its links, the document for machines, Slack's blocks and Amazon Q's
 * notification are made of it, in each language; the slower of the two has to meet the goal.
 * The time of the processor is counted: rendering waits for nothing but its turn.
 */
import { linkFor } from '../src/lib/link/link-for.ts';
import type { DigestContent } from '../src/lib/model/digest.ts';
import { instant } from '../src/lib/model/instant.ts';
import type { Language } from '../src/lib/model/policy.ts';
import { renderDigest } from '../src/lib/tell/render/digest-message.ts';
import type { View } from '../src/lib/tell/render/say.ts';
import { FULL_DAY } from '../test/tell/digests.ts';
import { NOTICES, notice, SEOUL } from '../test/tell/notices.ts';
import { instanceId, subject } from '../test/tell/subjects.ts';

const INSTANCES = 1_000;
const GOAL_MS = 50;
const WARM_UP_RUNS = 30;
const RUNS = process.argv.includes('--short') ? 5 : 51;

const secret = Buffer.alloc(32, 7).toString('base64url');
const link = linkFor(
  'https://q3x7m2kd5v8n4t6r9w1z0y2b5c8f1h4j.lambda-url.ap-northeast-2.on.aws/',
  { kind: 'link-keys', keys: [{ id: 7, secret, madeAt: instant(0) }] },
  SEOUL,
);

/** Of `count`, each about an instance of its own. */
function many<T>(examples: readonly T[], count: number): readonly T[] {
  return Array.from({ length: count }, (_, index) => examples[index % examples.length]).filter(
    (one) => one !== undefined,
  );
}

const named = (index: number) => ({ name: `server-${index}`, instanceId: instanceId(index) });

const about = <T extends object>(facts: T, index: number) => ({
  ...facts,
  subject: subject(`server-${index}`, index),
});

const content: DigestContent = {
  ...FULL_DAY,
  notices: [
    ...FULL_DAY.notices,
    ...many(NOTICES.stopped, INSTANCES / 2).map((facts, n) => notice('stopped', about(facts, n))),
    ...many(NOTICES.digest, INSTANCES / 2).map((facts, n) => notice('digest', about(facts, n))),
  ],
  warnings: many(FULL_DAY.warnings, INSTANCES / 5).map((one, n) => ({ ...one, ...named(n) })),
  holds: many(FULL_DAY.holds, INSTANCES / 5).map((one, n) => ({ ...one, ...named(n) })),
  leftVolumes: many(FULL_DAY.leftVolumes, INSTANCES / 10),
  leftAddresses: many(FULL_DAY.leftAddresses, INSTANCES / 10),
  next: many(FULL_DAY.next, INSTANCES).map((one, n) => ({ ...one, ...named(n) })),
};

function millisecondsFor(language: Language): number {
  const view: View = { ...SEOUL, language, link };
  const once = (): number => {
    const before = process.cpuUsage();
    renderDigest(content, view, ['slack', 'amazon-q']);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const first = once();
  for (let run = 0; run < WARM_UP_RUNS; run += 1) once();
  const times = Array.from({ length: RUNS }, once).toSorted((a, b) => a - b);
  const median = times[RUNS >> 1] ?? Number.POSITIVE_INFINITY;
  const worst = times.at(-1) ?? median;
  console.log(
    `${language}: median ${median.toFixed(1)} ms, at worst ${worst.toFixed(1)} ms; ` +
      `${first.toFixed(0)} ms before the code was warm`,
  );
  return median;
}

const slower = Math.max(...(['en', 'ko'] as const).map(millisecondsFor));
const met = slower < GOAL_MS;
console.log(
  `${INSTANCES} instances: ${slower.toFixed(1)} ms  ${met ? 'goal met' : 'BELOW THE GOAL'}`,
);
if (!met) process.exitCode = 1;
