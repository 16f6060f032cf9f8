/** A date's digest: of one place alone, a place's part of the one of all, or that one itself. */
import { allowanceIn, type KnownSavings } from '../meter/known-savings.ts';
import type { DigestContent } from '../model/digest.ts';
import type { NoticeRecord } from '../model/ledger.ts';
import type { Tally } from '../model/tally.ts';
import { digestContent, undigested } from './digest-content.ts';
import type { DueDigest } from './digest-due.ts';
import { formsFor } from './each-channel.ts';
import { type Gathered, gather } from './gather.ts';
import { jointContent } from './join.ts';
import { sinceIn, tallyIn } from './past.ts';
import { isQuietEverywhere, renderJoint } from './render/digest-joint.ts';
import { renderDigest } from './render/digest-message.ts';
import { partOf } from './render/digest-part.ts';
import { isUneventful } from './render/digest-sections.ts';
import type { View } from './render/say.ts';
import { monthsSince } from './saved.ts';
import { type DigestSent, isPartOfAll, sendDigest } from './send-digest.ts';
import type { Telling } from './telling.ts';

interface DigestTelling extends Telling {
  readonly due: DueDigest;
  readonly view: View;
}

/** Null where it waits for others. */
export async function tellDigest(telling: DigestTelling): Promise<DigestSent | null> {
  const { hub, policy, snapshot, exchange, due } = telling;
  if (hub !== undefined) {
    // One that was begun goes on as it was, whatever the policy says meanwhile.
    const isPart = due.known ? isPartOfAll(due.known) : policy.tell.places === 'together';
    return isPart ? tellHome(telling) : tellAlone(telling);
  }
  const { memory, account, region, takenAt: now } = snapshot;
  const { digests } = memory;
  const gathered = await gather({ due, policy, home: { account, region }, digests, exchange, now });
  if (gathered === 'waits') return null;
  return gathered === null ? tellAlone(telling) : tellOfAll(telling, gathered);
}

interface Said {
  readonly content: DigestContent;
  readonly tally: Tally;
  readonly shows: readonly NoticeRecord[];
}

async function sayOf(telling: DigestTelling): Promise<Said> {
  const { due, policy, snapshot, plan } = telling;
  const shows = undigested(telling.records, due);
  const savings = await savingsKnown(telling);
  const basis = { date: due.date, snapshot, ...plan, policy, savings, shows };
  return { content: digestContent(basis), tally: tallyIn(basis), shows };
}

async function tellAlone(telling: DigestTelling): Promise<DigestSent> {
  const { channels, policy, view } = telling;
  const { content, ...said } = await sayOf(telling);
  const maySkip = telling.hub !== undefined || policy.tell.emptyDay === 'none';
  const silent = maySkip && isUneventful(content) && !content.switched;
  const message = silent ? null : renderDigest(content, view, formsFor(channels));
  return sendDigest({ ...telling, ...said, message });
}

/** People are told by home. What machines get is the whole, of each place by itself. */
async function tellHome(telling: DigestTelling): Promise<DigestSent> {
  const { policy, view, exchange } = telling;
  const { content, ...said } = await sayOf(telling);
  const isShared = policy.freeTier.bills === 'one';
  const ofHome = { channels: [], switched: null, ...(isShared ? { meter: null } : {}) };
  const part = { kind: 'digest-part', ...partOf({ ...content, ...ofHome }, view) } as const;
  const channels = telling.channels.filter(({ isForMachines = false }) => isForMachines);
  const isNews = channels.length > 0 && !isUneventful(content);
  const message = isNews ? renderDigest(content, view, formsFor(channels)) : null;
  const handOver = () => exchange.handOver(part);
  return sendDigest({ ...telling, ...said, channels, message, handOver });
}

/** What is told of others is written down first: a try after a crash tells the same. */
async function tellOfAll(
  telling: DigestTelling,
  { joined, round, failures }: Gathered,
): Promise<DigestSent> {
  const { channels, policy, view, exchange, due } = telling;
  const { content: own, ...said } = await sayOf(telling);
  const content = jointContent(own, joined);
  const isNothing = isQuietEverywhere(content) && joined.unread.length === 0 && !own.switched;
  const silent = policy.tell.emptyDay === 'none' && isNothing;
  const message = silent ? null : renderJoint(content, view, formsFor(channels));
  if (due.known === null) await exchange.keepRound(round);
  const sent = await sendDigest({ ...telling, ...said, message, isOfMany: true });
  return { ...sent, failures: [...sent.failures, ...failures] };
}

/** With the month's allowances as they are, for whoever looks back when the month is over. */
async function savingsKnown(telling: DigestTelling): Promise<KnownSavings> {
  const { due, instances, prices, snapshot, recallSavings, save } = telling;
  const { memory, region, takenAt: now } = snapshot;
  const past = await recallSavings(monthsSince(sinceIn({ date: due.date, snapshot }), now));
  const { survey } = memory;
  const allowance = survey && allowanceIn(survey);
  const known = past.allowances.find(({ month }) => month === allowance?.month);
  if (allowance && known?.asOf !== allowance.asOf) await save(allowance);
  return { ...past, instances, survey, region, prices, now };
}
