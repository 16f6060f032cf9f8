import type { Instant } from '../../model/instant.ts';
import type { LimitName, LimitUse, PlanEnd, ToldCount, ToldOther } from '../../model/meter.ts';
import { beforeLooking } from './before-looking.ts';
import { leftOutKo } from './left-out-ko.ts';
import { countGap, limitOutcome, usedIn } from './limit-outcome.ts';
import type { MeterWords } from './meter-catalogue.ts';
import { paidAheadKo } from './paid-ahead.ts';
import { lowOf, percent as percentEn, quantity } from './quantity.ts';
import type { Say } from './say.ts';

const percent = (part: number, whole: number): string => percentEn(part, whole).replace(' ', '');

function forecastIn(use: LimitUse, asOf: Instant, say: Say): string {
  const { forecast, low, limit, reachedAt } = use;
  const least = lowOf(use);
  const perhaps =
    least === null || low === undefined
      ? ''
      : `, 쓰지 않는 것을 곧 중지하면 ${least}(${percent(low, limit)})`;
  const end = `월말 예상 ${quantity(forecast)}(${percent(forecast, limit)})${perhaps}`;
  if (reachedAt === null) return `무료 한도 안입니다. ${end}.`;
  return reachedAt <= asOf
    ? `${say.instant(reachedAt)}에 한도를 다 썼습니다. ${end}, 넘는 만큼 요금이 나갑니다.`
    : `이대로면 ${say.instant(reachedAt)}에 한도를 다 씁니다. ${end}.`;
}

/** With where it is from, in the month in which Tierkeeper first looked. */
const outlook = (use: LimitUse, asOf: Instant, say: Say): string =>
  [forecastIn(use, asOf, say), ...beforeLooking(use, 'ko')].join(' ');

function ending(use: LimitUse, say: Say): string {
  const outcome = limitOutcome(use);
  switch (outcome.ends) {
    case 'inside': {
      const { least, most } = outcome;
      return `월말 예상 ${least === null ? '' : `${least}~`}${most}`;
    }
    case 'used-up':
      return `${say.day(outcome.at)} 소진`;
    case 'used-up-at-the-earliest':
      return `빠르면 ${say.day(outcome.at)} 소진`;
    case 'used-up-or-inside':
      return `${say.day(outcome.at)} 소진 또는 월말 ${outcome.least}`;
  }
}

const NAMES: Readonly<Record<LimitName, string>> = {
  instanceHoursLinux: 'Linux 시간',
  instanceHoursWindows: 'Windows 시간',
  volumeGibMonths: 'EBS GiB-월',
  publicIpv4Hours: '퍼블릭 IPv4 시간',
};

function toldOne(count: ToldCount, uses: readonly LimitUse[]): string {
  const said = `${NAMES[count.name]} ${quantity(count.used)}`;
  const { unseen, less } = countGap(count, usedIn(uses, count));
  if (unseen !== null) return `${said}(여기서 보이지 않는 ${unseen}도 사용량에 넣음)`;
  return less === null ? said : `${said}(여기보다 ${less} 적음)`;
}

const OTHERS: Readonly<Record<ToldOther['name'], string>> = {
  snapshotGibMonths: '스냅샷 GiB-월',
  dataOutGb: '나간 데이터(GB)',
};

const UNITS = { hours: '시간', gibMonths: 'GiB-월' } as const;

const UNKNOWN_PLAN =
  '계정의 프리 티어 종류를 알 수 없어 모두 요금이 나가는 것으로 셉니다. 정책에 ' +
  'freeTier.accountCreated를 적거나 freetier:GetAccountPlanState 권한을 주세요.';

function plan(of: PlanEnd | null, asOf: Instant, say: Say): string {
  if (of === null) return UNKNOWN_PLAN;
  const { endsAt } = of;
  switch (of.kind) {
    case 'legacy':
      return legacy(endsAt, asOf, say);
    case 'credits': {
      const none = '모든 요금을 크레딧으로 냅니다. 인스턴스 무료 시간은 없습니다.';
      if (endsAt === null) return none;
      const when = say.farInstant(endsAt);
      return endsAt <= asOf
        ? `${none} 무료 플랜이라면 ${when}에 끝나 계정이 닫혔을 것입니다.`
        : `${none} 무료 플랜은 ${when}에 끝나고, 그때 AWS가 계정을 닫습니다.`;
    }
    case 'none':
      return '프리 티어가 없어 모두 요금이 나갑니다.';
  }
}

function legacy(endsAt: Instant | null, asOf: Instant, say: Say): string {
  if (endsAt === null) return '무료 12개월이 언제 끝나는지 알 수 없습니다.';
  return endsAt <= asOf
    ? `무료 12개월이 ${say.farInstant(endsAt)}에 끝나 모두 요금이 나갑니다.`
    : `무료 12개월은 ${say.farInstant(endsAt)}에 끝나고, 그 뒤로는 모두 요금이 나갑니다.`;
}

export const METER_KO: MeterWords = {
  title: ({ month, asOf }, say) => `${month}(UTC), ${say.farInstant(asOf)}까지`,
  names: NAMES,
  percent,
  used: ({ used, limit }) => `${quantity(limit)} 중 ${quantity(used)}`,
  ending,
  outlook,
  plainly: ({ used, forecast }) => `${quantity(used)}, 월말 예상 ${quantity(forecast)}`,
  nothing: '쓰지 않음',
  plan,
  cost: ({ soFar, forecast, low, partial }, say) =>
    `이번 달 요금은 지금까지 ${say.money(soFar)}, 월말 예상은 ${say.money(forecast)}` +
    `${low === undefined ? '' : `, 쓰지 않는 것을 곧 중지하면 ${say.money(low)}`}입니다` +
    `${partial ? '(가격을 모르는 것은 뺀 금액)' : ''}.`,
  unpriced: (what, say) =>
    `가격을 모르는 것이 있어 합계는 일부입니다: ${what
      .map(({ what, used, unit }) => `${say.data(what)} ${quantity(used)}${UNITS[unit]}`)
      .join(', ')}.`,
  paidAhead: paidAheadKo,
  lowerBound: ({ account, regions, remembers }) =>
    remembers
      ? `계정 ${account}, 리전 ${regions}개에서 지금 보이는 것과 Tierkeeper가 본 지난 실행을 셌습니다. ` +
        '그보다 앞선 실행과 이미 삭제한 것은 보이지 않으므로, 실제 사용량은 이보다 많을 수 있습니다.'
      : `계정 ${account}, 리전 ${regions}개에서 지금 보이는 것만 셌습니다. 마지막으로 시작하기 전에 ` +
        '켜져 있던 시간과 이미 삭제한 것은 AWS에서 보이지 않으므로, 실제 사용량은 이보다 많을 수 ' +
        '있습니다.',
  shares({ named, more, rest }) {
    const all = named.map(([name, amount]) => `${name} ${amount}`);
    const others = more === 0 ? [] : [`그 밖의 ${more}개 ${rest}`];
    return `그중 ${[...all, ...others].join(', ')}.`;
  },
  places({ name, named, more }) {
    const all = named.map(([place, used]) => `${place} ${used}`);
    const others = more === 0 ? [] : [`그보다 적게 쓴 ${more}곳`];
    return `지금까지 쓴 ${NAMES[name]}: ${[...all, ...others].join(', ')}.`;
  },
  missing: (places) => `최근에 확인하지 못해 합계에 덜 들어간 곳: ${places.join(', ')}.`,
  told(count, used) {
    const said = `AWS가 센 값은 ${quantity(count.used)}`;
    const { unseen, less } = countGap(count, used);
    if (unseen !== null) {
      return `${said}입니다. 그중 ${unseen}만큼은 여기서 보이지 않지만 사용량에 넣었습니다.`;
    }
    const gap = less === null ? '' : ` (여기보다 ${less} 적음)`;
    return `${said}${gap}이며 하루까지 늦을 수 있습니다.`;
  },
  toldTogether: (told, uses) =>
    `AWS가 센 값(하루까지 늦음): ${told.map((one) => toldOne(one, uses)).join(', ')}.`,
  others: (counts) =>
    `AWS만 셀 수 있어 합계에 넣지 않은 것: ${counts
      .map(({ name, used, limit }) => `${OTHERS[name]} ${quantity(limit)} 중 ${quantity(used)}`)
      .join(', ')}. 하루까지 늦을 수 있습니다.`,
  leftOut: leftOutKo,
  unread: {
    regions: '리전 목록',
    instances: '인스턴스',
    volumes: '볼륨',
    addresses: '탄력적 IP 주소',
    plan: '계정의 플랜',
    freeTier: 'AWS가 센 사용량',
    reserved: '예약 인스턴스',
    savingsPlans: 'Savings Plans',
  },
  trouble: (what, regions, because) =>
    `읽지 못한 것: ${what}${regions.length === 0 ? '' : `(${regions.join(', ')})`}. ${because}`,
  credits: ({ remaining, burnPerDay, burnLastDay, endsAt }, say) =>
    `남은 크레딧은 ${say.money(remaining)}이고, 최근 하루에 ${say.money(burnPerDay)}씩 줄어듭니다` +
    `${burnLastDay === undefined ? '' : `(지난 24시간 ${say.money(burnLastDay)})`}.` +
    `${endsAt === null ? '' : ` ${say.farDay(endsAt)}까지 쓸 수 있습니다.`}`,
};
