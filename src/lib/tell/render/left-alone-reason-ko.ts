/** Why an instance is left alone whatever is due, in Korean. */
import { BY_LINK } from '../../model/link.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { OWNERS_KO } from './owner.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';
import { formKo, stateKo } from './term-ko.ts';

const SELECTORS: Readonly<Record<ReasonEvidence['not-selected']['by'], string>> = {
  manage: '정책이 tierkeeper: 태그가 있는 것만 관리하는데(manage: tagged) 태그가 없습니다.',
  names: '정책이 고른 이름(select.names)이 아닙니다.',
  tags: '정책이 고른 태그(select.tags)가 아닙니다.',
  types: '정책이 고른 유형(select.types)이 아닙니다.',
};

type HoldEvidence = ReasonEvidence['held'];

const holder = ({ by, why }: HoldEvidence, say: Say): string => {
  const who = by === BY_LINK ? '메시지의 링크에서 요청' : say.data(by);
  const note = say.data(why);
  if (who === '' && note === '') return '';
  return `(${[who, note === '' ? '' : `"${note}"`].filter((part) => part !== '').join(': ')})`;
};

export const LEFT_ALONE_REASONS_KO = {
  'operator-managed': ({ principal }, say) =>
    `AWS가 ${principal === null ? '' : `${particle(say.data(principal), '을/를')} 위해 `}직접 운영하므로 ` +
    `AWS에 맡깁니다.`,
  'owned-by': ({ owner, tag, value: name }, say) =>
    `${OWNERS_KO[owner]}에 속해 있어(${say.data(tag)}: ${say.data(name)}) 중지하면 새 인스턴스로 교체됩니다.`,
  'spot-one-time': ({ requestId }, say) =>
    `일회성 스팟 인스턴스(${say.data(requestId)})라서 AWS에서 중지할 수 없고 종료만 됩니다.`,
  'instance-store-root': () => '루트 디스크가 인스턴스 스토어라서 중지할 수 없고 종료만 됩니다.',
  'dedicated-host': () => '전용 호스트에 있어 중지해도 요금이 같습니다.',
  'capacity-block': () => '용량 블록에 있어 요금을 이미 낸 상태입니다.',
  'not-selected': ({ by }) => SELECTORS[by],
  ignored: ({ tag }, say) => `${say.data(tag)} 태그가 있어 관여하지 않습니다.`,
  gone: ({ state }, say) =>
    state === 'terminated' ? '종료되었습니다.' : `사라지는 중입니다(${stateKo(state, say)}).`,
  'keep-tag': ({ tag }, say) => `${say.data(tag)} 태그가 있어 그대로 둡니다.`,
  'stop-protected': ({ seenAt }, say) =>
    `중지 방지 기능이 켜져 있습니다. ${say.instant(seenAt)}에 AWS가 중지를 거부했습니다.`,
  'too-young': ({ since, minimumUptime }, say) =>
    `${say.instant(since)}에 시작되어, 처음 ${say.duration(minimumUptime)} 동안은 그대로 둡니다.`,
  'unreadable-tag': ({ tag, value: text, expected, problem }, say) =>
    `${say.data(tag)} 태그의 값 ${particle(`"${say.data(text)}"`, '을/를')} ` +
    `읽을 수 없어 그대로 둡니다. 쓸 수 있는 값: ${formKo(tag, expected, say)}.` +
    (problem === undefined ? '' : ` 이유(영어): ${say.data(problem, 200)}`),
  'instance-store-data': ({ type }, say) =>
    `${particle(say.data(type), '은/는')} 인스턴스 스토어 디스크가 있어, 중지하면 그 안의 데이터가 지워집니다.`,
  held: (evidence, say) =>
    `${say.farInstant(evidence.until)}까지 보류 중입니다${holder(evidence, say)}.`,
  'hold-wants-running': (evidence, say) =>
    `${say.farInstant(evidence.until)}까지 켜 두기로 했습니다${holder(evidence, say)}.`,
  'hold-wants-stopped': (evidence, say) =>
    `${say.farInstant(evidence.until)}까지 중지해 두기로 했습니다${holder(evidence, say)}.`,
  paused: ({ since }, say) => `Tierkeeper가 ${say.instant(since)}부터 일시 정지 중입니다.`,
} satisfies Partial<ReasonCatalogue>;
