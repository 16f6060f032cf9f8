import type { Instant } from '../../model/instant.ts';
import type { LimitName, LimitUse, PlanEnd, ToldCount, ToldOther } from '../../model/meter.ts';
import { beforeLooking } from './before-looking.ts';
import { leftOutEn } from './left-out-en.ts';
import { countGap, limitOutcome, usedIn } from './limit-outcome.ts';
import type { MeterWords } from './meter-catalogue.ts';
import { paidAheadEn } from './paid-ahead.ts';
import { lowOf, percent, quantity } from './quantity.ts';
import type { Say } from './say.ts';

function forecastIn(use: LimitUse, asOf: Instant, say: Say): string {
  const { forecast, low, limit, reachedAt } = use;
  const least = lowOf(use);
  const perhaps =
    least === null || low === undefined
      ? ''
      : `, or with ${least} (${percent(low, limit)}) if what idles is stopped soon`;
  const end = `the month ends with ${quantity(forecast)} (${percent(forecast, limit)})${perhaps}`;
  if (reachedAt === null) return `Inside the allowance: ${end}.`;
  return reachedAt <= asOf
    ? `Used up since ${say.instant(reachedAt)}: ${end}, and what is above is billed.`
    : `Used up on ${say.instant(reachedAt)} if this goes on: ${end}.`;
}

/** With where it is from, in the month in which Tierkeeper first looked. */
const outlook = (use: LimitUse, asOf: Instant, say: Say): string =>
  [forecastIn(use, asOf, say), ...beforeLooking(use, 'en')].join(' ');

function ending(use: LimitUse, say: Say): string {
  const outcome = limitOutcome(use);
  switch (outcome.ends) {
    case 'inside': {
      const { least, most } = outcome;
      return `${least === null ? '' : `${least} to `}${most} at month's end`;
    }
    case 'used-up':
      return `used up ${say.day(outcome.at)}`;
    case 'used-up-at-the-earliest':
      return `used up ${say.day(outcome.at)} at the earliest`;
    case 'used-up-or-inside':
      return `used up ${say.day(outcome.at)}, or ${outcome.least} at month's end`;
  }
}

const NAMES: Readonly<Record<LimitName, string>> = {
  instanceHoursLinux: 'Linux hours',
  instanceHoursWindows: 'Windows hours',
  volumeGibMonths: 'EBS GiB-months',
  publicIpv4Hours: 'Public IPv4 hours',
};

function toldOne(count: ToldCount, uses: readonly LimitUse[]): string {
  const said = `${NAMES[count.name]} ${quantity(count.used)}`;
  const { unseen, less } = countGap(count, usedIn(uses, count));
  if (unseen !== null) return `${said} (${unseen} of it not seen here, and counted)`;
  return less === null ? said : `${said} (${less} less than here)`;
}

const OTHERS: Readonly<Record<ToldOther['name'], string>> = {
  snapshotGibMonths: 'GiB-months of snapshots',
  dataOutGb: 'GB of data out',
};

const UNITS = { hours: 'hours', gibMonths: 'GiB-months' } as const;

const UNKNOWN_PLAN =
  'Which free tier the account has is not known, so everything is counted as billed: write ' +
  'freeTier.accountCreated into the policy, or allow freetier:GetAccountPlanState.';

function plan(of: PlanEnd | null, asOf: Instant, say: Say): string {
  if (of === null) return UNKNOWN_PLAN;
  const { endsAt } = of;
  switch (of.kind) {
    case 'legacy':
      return legacy(endsAt, asOf, say);
    case 'credits': {
      const none = 'Credits pay for everything; there are no free hours of instances.';
      if (endsAt === null) return none;
      const when = say.farInstant(endsAt);
      return endsAt <= asOf
        ? `${none} A free plan would have ended on ${when}, and AWS would have closed the account.`
        : `${none} A free plan ends on ${when}, and AWS closes the account then.`;
    }
    case 'none':
      return 'No free tier: everything is billed.';
  }
}

function legacy(endsAt: Instant | null, asOf: Instant, say: Say): string {
  if (endsAt === null) return 'When the 12 free months end is not known.';
  return endsAt <= asOf
    ? `The 12 free months ended on ${say.farInstant(endsAt)}: everything is billed.`
    : `The 12 free months end on ${say.farInstant(endsAt)}; then everything is billed.`;
}

export const METER_EN: MeterWords = {
  title: ({ month, asOf }, say) => `${month} (UTC), up to ${say.farInstant(asOf)}`,
  names: NAMES,
  percent,
  used: ({ used, limit }) => `${quantity(used)} of ${quantity(limit)}`,
  ending,
  outlook,
  plainly: ({ used, forecast }) => `${quantity(used)}; the month ends with ${quantity(forecast)}`,
  nothing: 'nothing used',
  plan,
  cost: ({ soFar, forecast, low, partial }, say) =>
    `This month has cost ${say.money(soFar)} so far, and ends with ${say.money(forecast)}` +
    `${low === undefined ? '' : `, or with ${say.money(low)} if what idles is stopped soon`}` +
    `${partial ? ', without what has no known price' : ''}.`,
  unpriced: (what, say) =>
    `Some prices are not known, so the sums are partial: ${what
      .map(({ what, used, unit }) => `${say.data(what)}, ${quantity(used)} ${UNITS[unit]}`)
      .join('; ')}.`,
  paidAhead: paidAheadEn,
  lowerBound: ({ account, regions, remembers }) =>
    `Account ${account}, as AWS shows it now in ${regions} ${regions === 1 ? 'Region' : 'Regions'}` +
    (remembers
      ? ', with the runs that Tierkeeper saw end. Earlier runs, and what was deleted, nobody ' +
        'shows any more: what is used is a lower bound.'
      : '. Runs before the last start, and what was deleted, are not shown any more: what is ' +
        'used is a lower bound.'),
  shares({ named, more, rest }) {
    const all = named.map(([name, amount]) => `${name} ${amount}`);
    const others = more === 0 ? [] : [`${more} ${more === 1 ? 'other' : 'others'} ${rest}`];
    return `Of that ${[...all, ...others].join(', ')}.`;
  },
  places({ name, named, more }) {
    const all = named.map(([place, used]) => `${place} ${used}`);
    const others = more === 0 ? [] : [`${more} ${more === 1 ? 'other' : 'others'} less each`];
    return `${NAMES[name]} so far: ${[...all, ...others].join(', ')}.`;
  },
  missing: (places) =>
    `Nobody could look there lately, so that the sums are partial: ${places.join(', ')}.`,
  told(count, used) {
    const said = `AWS itself counts ${quantity(count.used)} so far`;
    const { unseen, less } = countGap(count, used);
    if (unseen !== null) {
      return `${said}: ${unseen} of that is not seen here, and is counted all the same.`;
    }
    return `${said}${less === null ? '' : `, ${less} less than here`}; it is up to a day late.`;
  },
  toldTogether: (told, uses) =>
    `AWS's own count, up to a day late: ${told.map((one) => toldOne(one, uses)).join(', ')}.`,
  others: (counts) =>
    `What only AWS can count, and is not in the sums: ${counts
      .map(({ name, used, limit }) => `${OTHERS[name]} ${quantity(used)} of ${quantity(limit)}`)
      .join(', ')}. It is up to a day late.`,
  leftOut: leftOutEn,
  unread: {
    regions: 'the list of Regions',
    instances: 'instances',
    volumes: 'volumes',
    addresses: 'Elastic IP addresses',
    plan: "the account's plan",
    freeTier: "AWS's own count",
    reserved: 'Reserved Instances',
    savingsPlans: 'Savings Plans',
  },
  trouble: (what, regions, because) =>
    `Not read: ${what}${regions.length === 0 ? '' : ` in ${regions.join(', ')}`}. ${because}`,
  credits: ({ remaining, burnPerDay, burnLastDay, endsAt }, say) =>
    `Credits: ${say.money(remaining)} left, ${say.money(burnPerDay)} a day lately` +
    `${burnLastDay === undefined ? '' : ` (${say.money(burnLastDay)} in the last 24 hours)`}` +
    `${endsAt === null ? '' : `, enough until ${say.farDay(endsAt)}`}.`,
};
