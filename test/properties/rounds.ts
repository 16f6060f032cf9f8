/** Days of home's digest over a ledger in memory: what others hand over when, and what fails. */
import type { Channel, ChannelMessage } from '../../src/lib/cloud/cloud.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import type { DigestPart } from '../../src/lib/model/digest-part.ts';
import { type Instant, later, minutes, plus } from '../../src/lib/model/instant.ts';
import type { DigestRecord, NoticeRecord } from '../../src/lib/model/ledger.ts';
import { type HomePlace, placesElsewhere } from '../../src/lib/model/managed-place.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import type { LocalDate } from '../../src/lib/model/schedule.ts';
import { digestExchange } from '../../src/lib/record/digest-exchange.ts';
import { digestPartition } from '../../src/lib/record/place.ts';
import { dateOf, dayOf } from '../../src/lib/schedule/calendar.ts';
import { hasLostTrack, isRetried } from '../../src/lib/tell/delivery.ts';
import type { DueDigest } from '../../src/lib/tell/digest-due.ts';
import { type Gathered, gather } from '../../src/lib/tell/gather.ts';
import { sendDigest } from '../../src/lib/tell/send-digest.ts';
import { tallyOf } from '../../src/lib/tell/tally.ts';
import { at } from '../build/at.ts';
import { ACCOUNT } from '../build/ids.ts';
import { policy } from '../build/policy.ts';
import { ACCEPTED, REFUSED } from '../tell/desk.ts';
import { NOTHING_SAVED } from '../tell/digests.ts';

const HOME: HomePlace = { account: ACCOUNT, region: 'ap-northeast-2' };
const FIRST: LocalDate = '2026-11-02';

const policyWith = (places: 'together' | 'each', regions: readonly string[]): Policy =>
  policy({
    ...{ zone: 'UTC', tell: { digest: '09:00', places } },
    select: { regions: ['home', ...regions] },
  });

const REGIONS = ['us-east-1', 'eu-west-1', 'eu-north-1'];
const POLICIES = {
  together: policyWith('together', REGIONS),
  each: policyWith('each', REGIONS),
  'without the last': policyWith('together', REGIONS.slice(0, 2)),
};
export const PLACES: readonly HomePlace[] = placesElsewhere(POLICIES.together, HOME);

export interface Fate {
  readonly handsOverAt: number | null;
  readonly isUnreadable: boolean;
  readonly failsUntil: number;
}

export interface Day {
  /** Of each place. */
  readonly fates: readonly Fate[];
  readonly answer: 'accepted' | 'at the third try' | 'refused';
  readonly crash: 'none' | 'before the round' | 'after the round' | 'after the claim';
  readonly policy: keyof typeof POLICIES;
}

const partOf = (date: LocalDate, at: Instant): DigestPart => ({
  ...{ kind: 'digest-part', date, at, fleet: null, page: null },
  saved: NOTHING_SAVED,
  ...{ lookBacks: [], counts: {}, sections: [] },
});

const DIED = 'the process died';
const THROTTLED = 'throttled';
const NO_TALLY = tallyOf({ notices: [], saved: NOTHING_SAVED, since: at(`${FIRST}T00:00Z`) });
const MESSAGE: ChannelMessage = {
  ...{ subject: '', text: '', document: '{}', attributes: {}, slack: null, amazonQ: null },
};

/** A day as it goes on. */
interface Today {
  readonly day: Day;
  readonly date: LocalDate;
  crashes: Day['crash'];
  tries: number;
}

interface Arrival {
  readonly at: Instant;
  readonly place: HomePlace;
  readonly date: LocalDate;
  readonly isUnreadable: boolean;
}

export class Rounds {
  /** Minutes after the time of the digest at which it waited on. */
  readonly waited: number[] = [];
  /** `place date` of all that was handed over and can be read, and of all that somebody got. */
  readonly handedOver: string[] = [];
  readonly told: string[] = [];
  /** Names of those of which something is there that cannot be read, and of those so called. */
  readonly unreadable = new Set<string>();
  readonly unread = new Set<string>();
  /** `place date` where a digest neither told of a place nor said why. */
  readonly forgotten: string[] = [];
  /** What each try of a date's digest had to tell, since it was claimed. */
  readonly tries = new Map<LocalDate, (readonly string[])[]>();

  private readonly ledger = simulatedAccount().ports.ledger;
  private readonly digests = new Map<LocalDate, DigestRecord>();
  private arrivals: readonly Arrival[] = [];
  private failing: ReadonlySet<string> = new Set();
  private days = 0;

  private readonly exchange = digestExchange({
    store: {
      ...this.ledger,
      query: async (partition, options) => {
        if (this.failing.has(partition)) throw new Error(THROTTLED);
        return this.ledger.query(partition, options);
      },
    },
    place: HOME,
  });

  /** An hour of ticks from the digest's time on. */
  async live(day: Day): Promise<void> {
    const date = dateOf(dayOf(FIRST) + this.days);
    const nine = at(`${date}T09:00Z`);
    this.days += 1;
    this.awaitParts(day, date, nine);
    const today: Today = { day, date, crashes: day.crash, tries: 0 };
    for (let minute = 0; minute <= 60; minute += 5) {
      const now = plus(nine, minutes(minute));
      await this.arrive(now);
      const fails = PLACES.filter((_, index) => (day.fates[index]?.failsUntil ?? 0) > minute);
      this.failing = new Set(fails.map(digestPartition));
      await this.tick(today, now, minute).catch(expected);
    }
  }

  private awaitParts({ fates, policy: of }: Day, date: LocalDate, nine: Instant): void {
    if (of === 'each') return;
    const places = placesElsewhere(POLICIES[of], HOME);
    const coming = places.flatMap((place, index): readonly Arrival[] => {
      const { handsOverAt = null, isUnreadable = false } = fates[index] ?? {};
      if (handsOverAt === null) return [];
      // One pass at a time, each of the newest date: what a place hands over comes in order.
      const last = this.arrivals.findLast((one) => one.place.region === place.region)?.at ?? nine;
      return [{ at: later(last, plus(nine, minutes(handsOverAt))), place, date, isUnreadable }];
    });
    this.arrivals = [...this.arrivals, ...coming];
  }

  private async arrive(now: Instant): Promise<void> {
    for (const { at: time, place, date, isUnreadable } of this.arrivals) {
      if (time > now) continue;
      const part = partOf(date, time);
      if (isUnreadable) {
        const key = { partition: digestPartition(place), sort: `part#${date}` };
        const item = { ...part, date: '', isUnreadable: true as const };
        await this.ledger.put({ key, item, expiresAt: null }, 'absent');
        this.unreadable.add(place.region);
      } else {
        await digestExchange({ store: this.ledger, place }).handOver(part);
        this.handedOver.push(`${place.region} ${date}`);
      }
    }
    this.arrivals = this.arrivals.filter(({ at: time }) => time > now);
  }

  private async tick(today: Today, now: Instant, minute: number): Promise<void> {
    const { date, day } = today;
    const known = this.digests.get(date) ?? null;
    if (known !== null && !isOpen(known)) return;
    const due = { date, known };
    const { exchange } = this;
    const basis = { due, policy: POLICIES[day.policy], home: HOME, exchange, now };
    const gathered = await gather({ ...basis, digests: [...this.digests.values()] });
    if (gathered === 'waits') return void this.waited.push(minute);
    const parts = gathered?.joined.parts ?? [];
    const told = parts.map(({ place, part }) => `${place.region} ${part.date}`);
    const before = known === null ? [] : (this.tries.get(date) ?? []);
    this.tries.set(date, [...before, told]);
    die(today, 'before the round');
    if (known === null && gathered !== null) await exchange.keepRound(gathered.round);
    die(today, 'after the round');
    const channel: Channel = {
      name: 'sns',
      send: async () => {
        today.tries += 1;
        if (day.answer === 'refused') return REFUSED;
        if (day.answer === 'at the third try' && today.tries < 3) return REFUSED;
        this.told.push(...told);
        if (gathered !== null) this.judge(gathered, today);
        return ACCEPTED;
      },
      hasConfirmedRecipient: async () => true,
    };
    await this.send(due, channel, { today, now });
  }

  private async send(
    due: DueDigest,
    channel: Channel,
    { today, now }: { readonly today: Today; readonly now: Instant },
  ): Promise<void> {
    const save = async (record: DigestRecord | NoticeRecord): Promise<void> => {
      if (record.kind === 'digest') this.digests.set(record.date, record);
    };
    const sent = await sendDigest({
      ...{ due, message: MESSAGE, tally: NO_TALLY, shows: [], channels: [channel] },
      isOfMany: true,
      claim: async (record) => {
        await save(record);
        die(today, 'after the claim');
        return true;
      },
      ...{ save, now: () => now },
    });
    if (sent.failures.length > 0) throw sent.failures[0];
  }

  private judge({ joined }: Gathered, { day, date }: Today): void {
    for (const name of joined.unread) this.unread.add(name);
    if (day.policy === 'each') return;
    for (const { region } of placesElsewhere(POLICIES[day.policy], HOME)) {
      const isTold = joined.parts.some(({ label, part }) => label === region && part.date === date);
      const isExcused = joined.missing.includes(region) || joined.unread.includes(region);
      if (!isTold && !isExcused) this.forgotten.push(`${region} ${date}`);
    }
  }
}

const isOpen = ({ deliveries, unmarked }: DigestRecord): boolean =>
  unmarked === true || deliveries.some(isRetried) || hasLostTrack(deliveries);

function die(today: Today, where: Day['crash']): void {
  if (today.crashes !== where) return;
  today.crashes = 'none';
  throw new Error(DIED);
}

function expected(error: unknown): void {
  if (error instanceof Error && (error.message === DIED || error.message === THROTTLED)) return;
  if (!(error instanceof AggregateError)) throw error;
  for (const one of error.errors) expected(one);
}
