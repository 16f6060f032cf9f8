import type { Instant } from '../../../lib/model/instant.ts';
import { leftOutEn } from '../../../lib/tell/render/left-out-en.ts';
import { leftOutKo } from '../../../lib/tell/render/left-out-ko.ts';
import { knownPrices } from '../../../lib/wiring/known-prices.ts';
import type { PolicyChoice } from '../../policy-choice.ts';
import { odditiesIn, oddityText } from '../../schedule/oddities.ts';
import { type Diagnosis, ok, warning } from '../diagnosis.ts';

/** Schedules and prices that are odd. What is wrong was refused before. */
export function checkPolicy(choice: PolicyChoice, now: Instant): readonly Diagnosis[] {
  const { warnings } = odditiesIn(choice, now);
  const found = warnings.map((odd) =>
    warning(
      'policy',
      [oddityText(odd, 'en'), oddityText(odd, 'ko')],
      'npx tierkeeper schedule lint',
    ),
  );
  for (const odd of knownPrices(choice.policy).odd) {
    const left = { kind: 'price', ...odd } as const;
    found.push(warning('policy', [(say) => leftOutEn(left, say), (say) => leftOutKo(left, say)]));
  }
  if (found.length > 0) return found;
  if (choice.file === null) {
    return [
      warning('policy', [
        'There is no policy.yml here: the defaults were judged. Run it where yours is, or name ' +
          'it with --policy.',
        '여기에 policy.yml이 없어 기본값으로 판단했습니다. 정책이 있는 곳에서 실행하거나 --policy로 알려 주세요.',
      ]),
    ];
  }
  return [ok('policy', ['Nothing is odd about the policy.', '정책에 이상한 점이 없습니다.'])];
}
