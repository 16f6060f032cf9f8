import type { Checkup } from '../../../lib/model/checkup.ts';
import { broken, type Diagnosis, deployCommand, ok, unread } from '../diagnosis.ts';

/** One finding a rule that is wrong; one for all of them where none is. */
export function checkRules({
  rules,
  region,
  stage,
}: Pick<Checkup, 'rules' | 'region' | 'stage'>): readonly Diagnosis[] {
  const wrong = [...rules].flatMap(([name, rule]): readonly Diagnosis[] => {
    if (rule.known && rule.value) return [];
    if (rule.known) {
      return [
        broken(
          'rules',
          [`The rule ${name} is switched off.`, `규칙 ${name}이 꺼져 있습니다.`],
          `aws events enable-rule --name ${name} --region ${region}`,
        ),
      ];
    }
    if (rule.fault.code !== 'not-found') return [unread('rules', rule.fault)];
    return [
      broken(
        'rules',
        [`There is no rule ${name}.`, `규칙 ${name}이 없습니다.`],
        deployCommand(stage, region),
      ),
    ];
  });
  const all = ok('rules', [`${rules.size} rules are on.`, `규칙 ${rules.size}개가 켜져 있습니다.`]);
  return wrong.length > 0 ? wrong : [all];
}
