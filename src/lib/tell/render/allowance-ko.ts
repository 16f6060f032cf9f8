/** What there is to say of the free tier, in Korean. */
import type { AllowanceNews, LeftBecause, LeftRunning } from '../../model/allowance-news.ts';
import { isInstanceId } from '../../model/ids.ts';
import type { LimitName, LimitUse } from '../../model/meter.ts';
import { beforeLooking } from './before-looking.ts';
import { type Action, type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { FREE_KO } from './guard-reason-ko.ts';
import { someKo } from './list.ts';
import { METER_KO } from './meter-ko.ts';
import { placesIn } from './meter-places.ts';
import { particle } from './particle.ts';
import { lowOf, percent, quantity } from './quantity.ts';
import type { Say } from './say.ts';

type Of<News extends AllowanceNews['news']> = Extract<AllowanceNews, { readonly news: News }>;

function thresholdTitle({ use, of, percent: share }: Of<'threshold'>, say: Say): string {
  const free = particle(FREE_KO[use.name], '을/를');
  if (of === 'used') {
    return use.used >= use.limit
      ? `이번 달 ${free} 다 썼습니다`
      : `이번 달 ${free} ${share}% 썼습니다`;
  }
  return use.reachedAt === null
    ? `이번 달 ${free} ${share}%까지 쓸 것으로 보입니다`
    : `이번 달 ${free} ${say.instant(use.reachedAt)}에 다 씁니다`;
}

const shareOf = (part: number, whole: number): string =>
  `${quantity(part)}(${percent(part, whole).replace(' ', '')})`;

function standing(use: LimitUse): string {
  const { used, forecast, limit } = use;
  const low = lowOf(use);
  const least = low === null ? '' : `, 쓰지 않는 것을 곧 중지하면 ${low}`;
  return (
    `${quantity(limit)} 중 ${particle(shareOf(used, limit), '을/를')} 썼고, 월말 예상은 ` +
    `${shareOf(forecast, limit)}${least}입니다.`
  );
}

/** When, and what a day costs from then on. */
function whenReached({ use, of, dayMicroUsd: day }: Of<'threshold'>, say: Say): string {
  if (use.reachedAt === null) return '월말까지 한도를 넘지 않습니다.';
  const then =
    day === null
      ? '그 뒤로는 요금이 나갑니다(얼마인지는 가격을 몰라 알 수 없습니다).'
      : `그 뒤로는 하루에 ${particle(say.money(day), '이/가')} 나갑니다.`;
  if (use.used > use.limit) return `${say.instant(use.reachedAt)}에 다 썼습니다. ${then}`;
  return of === 'used' ? `이대로면 ${say.instant(use.reachedAt)}에 다 씁니다. ${then}` : then;
}

function sharesOf({ shares, moreShares }: Of<'threshold'>, say: Say): string {
  const named = shares.map(({ name, forecast }) => `${say.data(name, 40)} ${quantity(forecast)}`);
  const more = moreShares === 0 ? '' : ` 외 ${moreShares}개`;
  return `월말까지 나누어 쓰는 양: ${named.join(', ')}${more}.`;
}

const STOP_SOME =
  '온종일 켜 둘 필요가 없는 것은 중지하세요. 정책에 freeTier.guard: stop을 적으면 Tierkeeper가 ' +
  '제때 중지합니다.';

const ADVICE: Readonly<Record<LimitName, string>> = {
  instanceHoursLinux: STOP_SOME,
  instanceHoursWindows: STOP_SOME,
  volumeGibMonths: '필요 없는 볼륨은 삭제하세요. 내용은 스냅샷으로 남길 수 있습니다.',
  publicIpv4Hours:
    '필요 없는 것은 중지하거나 퍼블릭 주소 없이 쓰세요. 쓰지 않는 탄력적 IP는 첫 시간부터 ' +
    '요금이 나갑니다.',
};

function adviceOf({ use, stopsAtPercent }: Of<'threshold'>): readonly string[] {
  if (use.reachedAt === null) return [];
  return stopsAtPercent === null
    ? [ADVICE[use.name]]
    : [`${stopsAtPercent}%가 되면 남은 시간으로 켜 둘 수 없는 것을 가드가 중지합니다.`];
}

/** The largest share of what runs here. */
function stopOne({ use, shares, stopsAtPercent }: Of<'threshold'>, say: Say): readonly Action[] {
  const first = shares.find(({ isHere }) => isHere);
  if (use.reachedAt === null || stopsAtPercent !== null || !first) return [];
  if (!isInstanceId(first.id)) return [];
  const label = `지금 ${particle(say.data(first.name, 40), '을/를')} 중지하려면:`;
  return [{ label, command: command.stopInstance(first.id, say.view) }];
}

const threshold = (facts: Of<'threshold'>, say: Say): Worded =>
  worded({
    title: thresholdTitle(facts, say),
    sentences: [
      standing(facts.use),
      ...beforeLooking(facts.use, 'ko'),
      ...placesIn(facts, { words: METER_KO, say }),
      whenReached(facts, say),
      ...(facts.shares.length > 1 ? [sharesOf(facts, say)] : []),
      ...adviceOf(facts),
    ],
    actions: stopOne(facts, say),
  });

const BECAUSE: Readonly<Record<LeftBecause, string>> = {
  'not-ours': '관리 대상 아님',
  protected: '보호됨',
  held: '보류 중',
  elsewhere: '다른 리전',
  fits: '남은 시간으로 충분',
};

function costs({ because, dayMicroUsd }: Pick<LeftRunning, 'because' | 'dayMicroUsd'>, say: Say) {
  if (because === 'fits') return '';
  return dayMicroUsd === null
    ? `, ${say.price(null)}`
    : `, 다 쓴 뒤 하루 ${say.money(dayMicroUsd)}`;
}

function leftRunning({ left }: Of<'guard'>, say: Say): readonly string[] {
  if (left.length === 0) return [];
  const named = left.map(({ name, because, dayMicroUsd }) => {
    return `${say.data(name, 40)}(${BECAUSE[because]}${costs({ because, dayMicroUsd }, say)})`;
  });
  return [`켜 두는 것: ${someKo(named)}.`];
}

function guard(facts: Of<'guard'>, say: Say): Worded {
  const { use, stops, stopAtPercent, until, restarts } = facts;
  const names = someKo(stops.map(({ name }) => say.data(name, 40)));
  const isAny = stops.length > 0;
  return worded({
    title: isAny
      ? `프리 티어 가드가 ${particle(names, '을/를')} 중지합니다`
      : '프리 티어 가드가 중지할 수 있는 것이 없습니다',
    sentences: [
      `이번 달 ${FREE_KO[use.name]} ${quantity(use.limit)} 중 ` +
        `${particle(shareOf(use.used, use.limit), '을/를')} 썼고, 가드는 ${stopAtPercent}%부터 작동합니다.`,
      ...beforeLooking(use, 'ko'),
      ...(isAny ? ['중지하기 전에 하나하나 먼저 알리며, 그때 보류할 수 있습니다.'] : []),
      ...leftRunning(facts, say),
      `${say.instant(until)}까지는 이 시간을 쓰는 인스턴스를 시작하지 않습니다.`,
      ...(isAny ? [restarts ? RESTARTED : NOT_RESTARTED] : []),
    ],
  });
}

const RESTARTED = '그 뒤에는 가드가 중지한 것을 다시 시작합니다(freeTier.restart).';
const NOT_RESTARTED =
  '가드가 중지한 것은 누군가 시작할 때까지 꺼져 있습니다. 정책에 freeTier.restart: true를 적으면 ' +
  '그때 다시 시작합니다.';

function ending(facts: Of<'ending'>, say: Say): Worded {
  const { ending: what, endsAt, closesAccount, dayMicroUsd, remainingMicroUsd: rest } = facts;
  const when = say.farInstant(endsAt);
  const lately = `최근에는 하루에 ${say.money(dayMicroUsd)}어치를 쓰고 있습니다.`;
  const left = rest === null ? [] : [`크레딧은 ${particle(say.money(rest), '이/가')} 남았습니다.`];
  switch (what) {
    case 'twelve-months':
      return worded({
        title: `무료 12개월이 ${when}에 끝납니다`,
        sentences: ['그 뒤로는 모두 요금이 나갑니다.', lately, BEFORE],
      });
    case 'credits':
      return worded({
        title: `지금 속도라면 크레딧이 ${when}에 떨어집니다`,
        sentences: [...left, lately, closesAccount ? CLOSES_WITH_CREDITS : BILLED_AFTER, BEFORE],
      });
    case 'free-plan':
      return worded({
        title: `무료 플랜이 ${when}에 끝나고, AWS가 계정을 닫습니다`,
        sentences: [CLOSES, ...left, lately, UPGRADE],
      });
  }
}

const BEFORE = '그전에 필요 없는 것을 중지하거나 삭제하세요.';
const BILLED_AFTER = '그 뒤로는 요금이 나갑니다.';
const UPGRADE =
  '계속 쓰려면 그전에 Billing and Cost Management 콘솔에서 유료 플랜으로 바꾸고, 아니라면 필요한 ' +
  '것을 내려받아 두세요.';
const CLOSES =
  '그때 실행 중인 것이 모두 멈춥니다. 내용은 90일 동안 남아 있고, 그동안은 유료 플랜으로 바꿀 수 ' +
  '있습니다.';
const CLOSES_WITH_CREDITS = `무료 플랜은 크레딧이 떨어지면 끝나고, AWS가 계정을 닫습니다. ${UPGRADE}`;

export function allowanceKo(facts: AllowanceNews, say: Say): Worded {
  switch (facts.news) {
    case 'threshold':
      return threshold(facts, say);
    case 'guard':
      return guard(facts, say);
    case 'ending':
      return ending(facts, say);
  }
}
