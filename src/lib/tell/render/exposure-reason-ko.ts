/** Who can reach a port, in Korean. */
import type { ReasonCatalogue } from './catalogue.ts';
import { portsKo } from './exposure-ko.ts';

export const EXPOSURE_REASONS_KO = {
  exposed: ({ group, ports, instances, more }, say) => {
    const names = instances.map((name) => say.data(name, 40)).join(', ');
    const others = more > 0 ? ` 외 ${say.count(more)}대` : '';
    return (
      `보안 그룹 "${say.data(group, 40)}" 때문에 인터넷의 누구나 ` +
      `${names}${others}의 ${portsKo(ports)}에 접속할 수 있습니다.`
    );
  },
  'exposure-known': ({ group, ports }, say) =>
    `보안 그룹 "${say.data(group, 40)}"의 ${portsKo(ports)}가 누구에게나 열려 있으며, ` +
    '이미 알렸습니다.',
  'exposure-ended': ({ group }, say) =>
    `보안 그룹 "${say.data(group, 40)}"에는 누구에게나 열린 위험한 포트가 이제 없습니다.`,
} satisfies Partial<ReasonCatalogue>;
