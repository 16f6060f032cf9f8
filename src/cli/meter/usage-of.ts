/** From a usage file to what the meter reads. What is wrong is named, and the rest stands. */
import type * as z from 'zod';
import { findingsOf, pathText } from '../../lib/config/finding.ts';
import { CREDITS_SINCE } from '../../lib/meter/account-plan.ts';
import { freePlanEnds } from '../../lib/meter/allowance.ts';
import { monthOf } from '../../lib/meter/month.ts';
import { type Instant, later } from '../../lib/model/instant.ts';
import type { AccountPlan, MeteredInstance, MeteredUsage } from '../../lib/model/metered-usage.ts';
import { microUsd } from '../../lib/model/money.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import { apart, begun, type Complain, type Entry, readEach, readOne } from './entries.ts';
import {
  addressDocument,
  headDocument,
  instanceDocument,
  runDocument,
  scheduleDocument,
  scheduleIn,
  volumeDocument,
} from './usage-document.ts';

export interface UsageProblem {
  /** `instances[3].runs[0].to`; empty where the file as a whole is meant. */
  readonly path: string;
  readonly message: string;
}

/** What a file gave. */
export interface UsageFile {
  /** Null where its head is wrong, and nothing can be counted. */
  readonly usage: MeteredUsage | null;
  /** The IANA zone in which the file wants its times to be shown. */
  readonly zone: string | null;
  readonly problems: readonly UsageProblem[];
}

type Head = z.output<typeof headDocument>;

export function usageOf(document: unknown, now: Instant): UsageFile {
  const problems: UsageProblem[] = [];
  const complain: Complain = (path, message) => {
    problems.push({ path: pathText(path), message });
  };
  const [head] = readHead(document, complain);
  if (head === undefined) return { usage: null, zone: null, problems };
  const { volumes, addresses } = head.value;
  const inRegion = <T extends { region?: string | null | undefined }>(one: T) => ({
    ...one,
    region: one.region ?? head.value.region,
  });
  const usage: MeteredUsage = {
    plan: planOf(head.value, now, complain),
    instances: instancesOf(head.value, now, complain).map(inRegion),
    volumes: timed(readEach(volumeDocument, { path: ['volumes'], list: volumes }, complain), {
      now,
      complain,
    }).map(inRegion),
    addresses: timed(
      readEach(addressDocument, { path: ['addresses'], list: addresses }, complain),
      { now, complain },
    ).map((one) => inRegion({ ...one, isInUse: one.inUse, instanceId: one.instance })),
  };
  return { usage, zone: head.value.zone ?? null, problems };
}

const NEEDED: readonly PropertyKey[] = ['plan', 'region'];

/** Without what of it is wrong, but for what nothing can be counted without. */
function readHead(document: unknown, complain: Complain) {
  const whole = { path: [], value: document };
  const { error } = headDocument.safeParse(document);
  const wrong = error?.issues.map(({ path: [key] }) => key) ?? [];
  if (error === undefined || wrong.some((key) => key === undefined || NEEDED.includes(key))) {
    return readOne(headDocument, whole, complain);
  }
  for (const { path, message } of findingsOf(error, document)) complain(path, message);
  const rest = Object.entries(document ?? {}).filter(([key]) => !wrong.includes(key));
  return readOne(headDocument, { ...whole, value: Object.fromEntries(rest) }, complain);
}

interface Judging {
  readonly now: Instant;
  readonly complain: Complain;
}

const timed = <T extends { id: string; from: Instant; to: Instant | null }>(
  entries: readonly Entry<T>[],
  { now, complain }: Judging,
): readonly T[] => apart(begun(entries, now, complain), complain).map(({ value }) => value);

type RegionlessInstance = Omit<MeteredInstance, 'region'> & { region?: string | null | undefined };

function instancesOf(head: Head, now: Instant, complain: Complain): readonly RegionlessInstance[] {
  const where = { path: ['instances'], list: head.instances };
  const entries = readEach(instanceDocument, where, complain);
  const schedules = schedulesOf(head, entries, complain);
  const runs = entries.flatMap(({ path, value: { id, runs: list } }, owner) =>
    readEach(runDocument, { path: [...path, 'runs'], list }, complain).map((run) => ({
      path: run.path,
      value: { id, owner, from: run.value.from, to: billedTo(run, now, complain) },
    })),
  );
  const counted = Map.groupBy(timed(runs, { now, complain }), ({ owner }) => owner);
  return entries.map(({ value }, index) => ({
    ...value,
    runs: counted.get(index) ?? [],
    schedule: schedules.get(value.id) ?? null,
  }));
}

/**
 * Only `running` is billed, and `stopping` where an instance hibernates: its run ends when it is
 * stopped, whichever of the two times says so. One that is hibernating at `now` does not go on.
 */
function billedTo(
  { path, value: { from, to, hibernatedAt } }: Entry<z.output<typeof runDocument>>,
  now: Instant,
  complain: Complain,
): Instant | null {
  if (hibernatedAt === null) return to;
  if (hibernatedAt < from) {
    complain([...path, 'hibernatedAt'], 'is before "from"; it is ignored');
    return to;
  }
  return later(to ?? now, hibernatedAt);
}

/** By instance; where two name the same one, the first counts. */
function schedulesOf(
  { schedules: list, zone }: Head,
  instances: readonly Entry<{ readonly id: string }>[],
  complain: Complain,
): ReadonlyMap<string, Schedule> {
  const known = new Set(instances.map(({ value }) => value.id));
  const chosen = new Map<string, Schedule>();
  for (const { path, value } of readEach(
    scheduleDocument,
    { path: ['schedules'], list },
    complain,
  )) {
    const schedule = scheduleIn(value, zone ?? 'UTC');
    if (!schedule.ok) {
      complain(path, schedule.problem);
      continue;
    }
    const named = value.instances ?? [...known];
    for (const [index, id] of named.entries()) {
      const where = [...path, 'instances', index];
      if (!known.has(id)) complain(where, `no instance of the file has the id "${id}"`);
      else if (!chosen.has(id)) chosen.set(id, schedule.value);
      else if (value.instances !== null) {
        complain(where, `"${id}" has a schedule already, which counts`);
      }
    }
  }
  return chosen;
}

function planOf(head: Head, now: Instant, complain: Complain): AccountPlan {
  const { plan, accountCreated, creditsMicroUsd, creditsAsOf } = head;
  if (accountCreated !== null && accountCreated > now) {
    complain(['accountCreated'], 'is after --now: is one of them a month off?');
  }
  if (creditsMicroUsd !== null && plan !== 'credits') {
    complain(['creditsMicroUsd'], `is ignored: the plan is "${plan}", not "credits"`);
  }
  switch (plan) {
    case 'none':
      return { kind: 'none' };
    case 'legacy':
      complainOfLegacy(accountCreated, complain);
      return { kind: 'legacy', accountCreated };
    case 'credits': {
      const asOf = creditsAsOf ?? later(monthOf(now).from, accountCreated ?? monthOf(now).from);
      const amount = creditsMicroUsd === null ? null : microUsd(creditsMicroUsd);
      return {
        kind: 'credits',
        endsAt: accountCreated === null ? null : freePlanEnds(accountCreated),
        credits: amount === null ? null : { amount, asOf },
      };
    }
  }
}

function complainOfLegacy(accountCreated: Instant | null, complain: Complain): void {
  if (accountCreated === null) {
    complain(['accountCreated'], 'is not known: the account is taken for less than 12 months old');
  } else if (accountCreated >= CREDITS_SINCE) {
    complain(
      ['accountCreated'],
      'is after 2025-07-14, since when accounts have credits; it is counted as "legacy" says',
    );
  }
}
