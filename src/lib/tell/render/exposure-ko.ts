/** A port that is open to the world, in Korean. */
import type { NoticeFacts, Opening } from '../../model/notice.ts';
import { type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { isFirstOfPorts, opensMore, portsOf, serviceAt } from './opening.ts';
import type { Say } from './say.ts';

type Exposed = NoticeFacts['exposed-port'];

/** `22번(SSH), 3306번(MySQL) 포트`. */
export function portsKo(ports: readonly number[]): string {
  const named = ports.map((port) => {
    const service = serviceAt(port);
    return service === null ? `${port}번` : `${port}번(${service})`;
  });
  return `${named.join(', ')} 포트`;
}

export function exposedKo(facts: Exposed, say: Say): Worded {
  const { securityGroupId: id, openings, instances, moreInstances } = facts;
  const [first] = instances;
  const others = instances.length + moreInstances - 1;
  const name = first ? say.name(first) : say.data(facts.name, 40);
  const whose = others > 0 ? `${name} 외 ${say.count(others)}대` : name;
  return worded({
    title: `${whose}: ${portsKo(portsOf(openings))}가 누구에게나 열려 있습니다`,
    sentences: sentencesOf(facts, say),
    about: id,
    parts: openings.map((_, index) => partOf(facts, index, say)),
    actions: [
      {
        label: '이 보안 그룹을 그대로 두고 알림을 그만 받으려면:',
        command: command.setTag(id, command.IGNORE, say.view),
      },
    ],
  });
}

function sentencesOf({ name, openings, moreOpenings }: Exposed, say: Say): readonly string[] {
  return [
    `보안 그룹 "${say.data(name, 40)}"의 규칙이 인터넷 전체에 열려 있습니다.`,
    ...(moreOpenings > 0 ? [`그런 규칙이 ${say.count(moreOpenings)}개 더 있습니다.`] : []),
    ...(openings.some(opensMore)
      ? ['다른 포트까지 함께 여는 규칙이 있어, 좁히면 그 포트도 외부에서 닫힙니다.']
      : []),
    'Tierkeeper는 규칙을 바꾸지 않습니다.',
  ];
}

function partOf({ securityGroupId: id, openings }: Exposed, index: number, say: Say): Worded {
  const rule = openings[index];
  if (!rule) throw new RangeError('there is no such rule');
  const letIn = {
    label:
      '지금 접속하는 주소만 허용하려면(CloudShell은 주소가 다르니 직접 쓰는 컴퓨터에서 실행하세요):',
    command: command.letCallerIn(id, rule, say.view),
  };
  const shutOut = {
    label: '그다음 나머지를 모두 막으려면:',
    command: command.shutWorldOut(id, rule, say.view),
  };
  return worded({
    title: `${say.data(rule.cidr)}에서 ${spanOf(rule)}`,
    sentences: [],
    actions: isFirstOfPorts(openings, index) ? [letIn, shutOut] : [shutOut],
  });
}

function spanOf({ protocol, fromPort, toPort }: Opening): string {
  if (protocol === '-1') return '모든 프로토콜과 포트';
  if (fromPort === null || toPort === null) return '모든 TCP 포트';
  return fromPort === toPort ? `TCP ${fromPort}번 포트` : `TCP ${fromPort}~${toPort}번 포트`;
}
