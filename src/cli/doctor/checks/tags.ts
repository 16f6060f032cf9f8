import type { Checkup } from '../../../lib/model/checkup.ts';
import { type Diagnosis, ok, warning } from '../diagnosis.ts';

export function checkTags({
  unreadableTags,
}: Pick<Checkup, 'unreadableTags'>): readonly Diagnosis[] {
  if (unreadableTags.length === 0) {
    return [ok('tags', ['Every tag can be read.', '읽을 수 없는 태그가 없습니다.'])];
  }
  return unreadableTags.map(({ instanceId, name, tag, value }) =>
    warning(
      'tags',
      [
        (say) =>
          `${say.name({ name, instanceId })} has ${say.data(tag)}=${say.data(value)}, which ` +
          'cannot be read: the instance is left alone.',
        (say) =>
          `${say.name({ name, instanceId })}: ${say.data(tag)}=${say.data(value)}을(를) 읽을 수 없어 ` +
          '인스턴스를 그대로 둡니다.',
      ],
      `aws ec2 create-tags --resources ${instanceId} --tags Key=${tag},Value=VALUE`,
    ),
  );
}
