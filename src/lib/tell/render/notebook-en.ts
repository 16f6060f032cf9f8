/** What there is to say of a SageMaker notebook instance, in English. */
import type { NoticeFacts } from '../../model/notice.ts';
import { type Action, type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { FAULTS_EN } from './fault-en.ts';
import { reasonEn } from './reason-en.ts';
import type { Say } from './say.ts';

type Facts = NoticeFacts['notebook'];

const TITLES: Readonly<Record<Facts['news'], (name: string, facts: Facts, say: Say) => string>> = {
  'about-to-stop': (name, { stopAt }, say) =>
    `Notebook ${name} stops${stopAt === null ? '' : ` at ${say.clock(stopAt)}`}`,
  stopped: (name) => `Notebook ${name} is stopped`,
  started: (name) => `Notebook ${name} is started`,
  'did-not-stop': (name) => `Notebook ${name} did not stop`,
  'did-not-start': (name) => `Notebook ${name} did not start`,
  'would-stop': (name) => `Notebook ${name} would have been stopped`,
  'would-start': (name) => `Notebook ${name} would have been started`,
  withdrawn: (name) => `Notebook ${name} stays on after all`,
  unreadable: (name) => `Notebook ${name} has a tag that cannot be read`,
  missed: (name) => `Notebook ${name} missed a time of its schedule`,
};

/** AWS: "only the files in /home/ec2-user/SageMaker persist". */
const LOST =
  'A stop keeps only /home/ec2-user/SageMaker: running kernels and their variables, /tmp, ' +
  'and packages installed elsewhere are lost.';

function money({ hourMicroUsd: hour, news }: Facts, say: Say): string {
  if (hour === null) return 'Its price is not known here.';
  return news === 'started'
    ? `Running, it costs ${say.money(hour)} an hour.`
    : `Stopped, it saves ${say.money(hour)} an hour; its volume goes on costing money.`;
}

const turn = (verb: 'stop' | 'start' | 'describe', { notebookId }: Facts, say: Say) =>
  command.turnNotebook(verb, notebookId, say.view);

function actionsOf(facts: Facts, say: Say): readonly Action[] {
  switch (facts.news) {
    case 'about-to-stop':
      return [
        {
          label: 'To keep it running, and have it left alone:',
          command: command.keepNotebook(facts.notebookId, say.view),
        },
      ];
    case 'stopped':
      return [{ label: 'To start again:', command: turn('start', facts, say) }];
    case 'started':
      return [{ label: 'To stop:', command: turn('stop', facts, say) }];
    case 'did-not-stop':
    case 'did-not-start':
      return [{ label: 'To see what AWS says:', command: turn('describe', facts, say) }];
    case 'would-stop':
    case 'would-start':
    case 'withdrawn':
    case 'unreadable':
    case 'missed':
      return [];
  }
}

export function notebookEn(facts: Facts, say: Say): Worded {
  const { news, fault, reason, notebookId, type } = facts;
  const stops = news === 'about-to-stop' || news === 'stopped';
  return worded({
    title: TITLES[news](say.data(notebookId), facts, say),
    sentences: [
      ...(fault === null ? [] : [FAULTS_EN[fault.code](fault, say)]),
      reasonEn(reason, say),
      ...(stops ? [LOST] : []),
      ...(stops || news === 'started' ? [money(facts, say)] : []),
    ],
    about: say.data(type),
    actions: actionsOf(facts, say),
  });
}
