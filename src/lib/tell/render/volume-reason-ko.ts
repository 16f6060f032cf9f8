/** What becomes of a volume, in Korean. */
import type { ReasonCatalogue } from './catalogue.ts';
import { costsKo } from './monthly.ts';
import { particle } from './particle.ts';

export const VOLUME_REASONS_KO = {
  'volume-left': ({ instance, sizeGiB, type, monthlyMicroUsd }, say) =>
    `${particle(say.data(instance, 40), '이/가')} 종료된 뒤에 ` +
    `${say.data(type)} ${say.count(sizeGiB)}GiB가 남아 ${costsKo(monthlyMicroUsd, say)}.`,
  'volume-kept': ({ tag }, say) => `${say.data(tag)} 태그가 있어 남겨 둡니다.`,
  'volume-attached': ({ instance }, say) => `${say.data(instance, 40)}에 연결되어 있습니다.`,
  'volume-going': ({ state }, say) => `${say.data(state)} 상태이며, 다시 확인합니다.`,
  'volume-waits': ({ next }, say) =>
    `지난번에 볼 때 아직 정리되는 중이었고, ${say.instant(next)}에 다시 확인합니다.`,
  'volume-gone': () => '사라졌습니다.',
} satisfies Partial<ReasonCatalogue>;
