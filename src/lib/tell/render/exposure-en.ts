/** A port that is open to the world, in English. */
import type { NoticeFacts, Opening } from '../../model/notice.ts';
import { type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { inListEn } from './list.ts';
import { isFirstOfPorts, opensMore, portsOf, serviceAt } from './opening.ts';
import type { Say } from './say.ts';

type Exposed = NoticeFacts['exposed-port'];

/** `ports 22 (SSH) and 3306 (MySQL)`. */
export function portsEn(ports: readonly number[]): string {
  const named = ports.map((port) => {
    const service = serviceAt(port);
    return service === null ? `${port}` : `${port} (${service})`;
  });
  return `${named.length === 1 ? 'port' : 'ports'} ${inListEn(named)}`;
}

export function exposedEn(facts: Exposed, say: Say): Worded {
  const { securityGroupId: id, openings, instances, moreInstances } = facts;
  const [first] = instances;
  const others = instances.length + moreInstances - 1;
  const name = first ? say.name(first) : say.data(facts.name, 40);
  const whose = others > 0 ? `${name} and ${say.count(others)} more` : name;
  return worded({
    title: `${whose}: ${portsEn(portsOf(openings))} open to the world`,
    sentences: sentencesOf(facts, say),
    about: id,
    parts: openings.map((_, index) => partOf(facts, index, say)),
    actions: [
      {
        label: 'To leave the group as it is, and hear no more of it:',
        command: command.setTag(id, command.IGNORE, say.view),
      },
    ],
  });
}

function sentencesOf({ name, openings, moreOpenings }: Exposed, say: Say): readonly string[] {
  return [
    `The security group "${say.data(name, 40)}" lets in the whole internet.`,
    ...(moreOpenings > 0 ? [`${say.count(moreOpenings)} more of its rules do the same.`] : []),
    ...(openings.some(opensMore)
      ? ['One of its rules opens other ports as well; narrowed, it closes those to the world too.']
      : []),
    'Tierkeeper changes no rule.',
  ];
}

function partOf({ securityGroupId: id, openings }: Exposed, index: number, say: Say): Worded {
  const rule = openings[index];
  if (!rule) throw new RangeError('there is no such rule');
  const letIn = {
    label: 'To let in the address you connect from (run it there: CloudShell has another):',
    command: command.letCallerIn(id, rule, say.view),
  };
  const shutOut = {
    label: 'And then to shut out everybody else:',
    command: command.shutWorldOut(id, rule, say.view),
  };
  return worded({
    title: `${spanOf(rule)} from ${say.data(rule.cidr)}`,
    sentences: [],
    actions: isFirstOfPorts(openings, index) ? [letIn, shutOut] : [shutOut],
  });
}

function spanOf({ protocol, fromPort, toPort }: Opening): string {
  if (protocol === '-1') return 'All protocols and ports';
  if (fromPort === null || toPort === null) return 'All TCP ports';
  return fromPort === toPort ? `TCP port ${fromPort}` : `TCP ports ${fromPort} to ${toPort}`;
}
