/** An instance that is not well, or that AWS has plans for, in English. */
import type { Check, EventCode, EventEnd } from '../../model/health.ts';
import type { Instant } from '../../model/instant.ts';
import type { Handling, NoticeFacts } from '../../model/notice.ts';
import { type Worded, worded } from './catalogue.ts';
import { causesOf, type HealthLabels, healthActions } from './health-commands.ts';
import { OWNERS_EN } from './owner.ts';
import type { Say } from './say.ts';

type Facts = NoticeFacts['health'];
type Of<News extends Facts['news']> = Extract<Facts, { readonly news: News }>;

const CHECKS: Readonly<Record<Check, string>> = {
  system: 'system',
  instance: 'instance',
  ebs: 'attached EBS',
};

/** `system and instance status checks`. */
const checksEn = (checks: readonly Check[]): string =>
  `${checks.map((check) => CHECKS[check]).join(' and ')} status ` +
  (checks.length === 1 ? 'check' : 'checks');

const have = (checks: readonly Check[]): string => (checks.length === 1 ? 'has' : 'have');

interface Since {
  readonly checks: readonly Check[];
  readonly since: Instant;
}

export const failedSinceEn = ({ checks, since }: Since, say: Say): string =>
  `Its ${checksEn(checks)} ${have(checks)} failed since ${say.instant(since)}`;

export const passesSinceEn = ({ checks, since }: Since, say: Say): string =>
  `Its ${checksEn(checks)} ${have(checks)} passed again since ${say.instant(since)}`;

const EVENTS: Readonly<Record<EventCode, string>> = {
  'instance-reboot': 'a reboot',
  'system-reboot': 'a reboot of its host',
  'system-maintenance': 'maintenance of its host',
  'instance-retirement': 'the retirement of its hardware',
  'instance-stop': 'a stop',
  other: 'an event',
};

interface Planned {
  readonly code: EventCode;
  readonly notBefore: Instant | null;
}

const whenEn = ({ notBefore }: Pick<Planned, 'notBefore'>, say: Say): string =>
  notBefore === null ? ', without saying when' : ` for ${say.farInstant(notBefore)}`;

export const plannedEn = (planned: Planned, say: Say): string =>
  `AWS has scheduled ${EVENTS[planned.code]}${whenEn(planned, say)}`;

const ENDS: Readonly<Record<EventEnd, (event: string) => string>> = {
  completed: (event) => `AWS says that ${event} is done.`,
  canceled: (event) => `AWS has called off ${event}.`,
  gone: (event) => `AWS does not list ${event} any more.`,
};

export const overEn = ({ code, how }: { code: EventCode; how: EventEnd }): string =>
  ENDS[how](EVENTS[code]);

const CAUSES: Readonly<Record<Check, string>> = {
  system: 'The trouble is under it: in the host, its power or its network, which AWS must repair.',
  instance: 'The trouble is in it: in its network settings, its memory, its disk or its kernel.',
  ebs: 'One of its EBS volumes cannot be reached: what reads or writes there waits or fails.',
};

const REPLACED = {
  'instance-store-root': 'Its root volume is on an instance store, so it cannot be stopped',
  'spot-one-time': 'A one-time Spot Instance cannot be stopped',
  'capacity-block': 'An instance of a Capacity Block cannot be stopped',
} as const;

/** What a move to other hardware takes, by whoever can do it. */
function moveEn(handling: Handling, say: Say): readonly string[] {
  switch (handling.by) {
    case 'stop-and-start':
      return changesEn(handling.effects, say);
    case 'replacement':
      return [`${REPLACED[handling.because]}: save what you can, and launch another in its place.`];
    case 'dedicated-host':
      return ['It runs on a Dedicated Host: started again, it may come up on the same one.'];
    case 'owner': {
      const owner = OWNERS_EN[handling.owner];
      return [`It belongs to ${owner}, which takes care of it; a stop by hand may get in its way.`];
    }
    case 'aws':
      return ['An AWS service runs it, and takes care of that.'];
  }
}

type Effects = Extract<Handling, { readonly by: 'stop-and-start' }>['effects'];

function changesEn(effects: Effects, say: Say): readonly string[] {
  const { losesPublicIp: lost, idleElasticIp: kept, losesInstanceStore } = effects;
  return [
    'Stopped and started, it comes up on other hardware, which a reboot does not do.',
    ...(lost === null ? [] : [`That changes its public address ${say.data(lost)}.`]),
    ...(kept === null ? [] : [`Its Elastic IP ${say.data(kept)} stays on it.`]),
    ...(losesInstanceStore ? ['What is on its instance-store disks is lost.'] : []),
  ];
}

function impairedEn({ checks, since, handling }: Of<'impaired'>, say: Say): readonly string[] {
  const isInside = checks.includes('instance') && !checks.includes('system');
  const isBelow = checks.includes('system') || checks.includes('ebs');
  const isOthers = handling.by === 'owner' || handling.by === 'aws';
  return [
    `${failedSinceEn({ checks, since }, say)}.`,
    ...causesOf(checks).map((check) => CAUSES[check]),
    ...(isInside && !isOthers ? ['Its system log says more, and a reboot often helps.'] : []),
    ...(isBelow || isOthers ? moveEn(handling, say) : []),
    'Tierkeeper itself does nothing about it.',
  ];
}

const HAPPENS: Readonly<Record<EventCode, string | null>> = {
  'instance-reboot':
    'AWS reboots it then; it keeps its addresses and disks. Reboot it earlier yourself, and AWS will not.',
  'system-reboot': 'Its host is rebooted then, and it is unavailable for some minutes.',
  'system-maintenance': 'It may then have no network for a while, or be rebooted.',
  'instance-retirement': null,
  'instance-stop': null,
  other: null,
};

/** A root on an instance store does not outlive its host. */
function endsEn({ code }: Planned, handling: Handling): readonly string[] {
  const happens = HAPPENS[code];
  if (happens !== null) return [happens];
  if (code === 'other') return [];
  const isLost = handling.by === 'replacement' && handling.because === 'instance-store-root';
  return [
    isLost
      ? 'AWS terminates it then, and what is on its disks is lost.'
      : 'AWS stops it then, and it stays stopped until somebody starts it.',
  ];
}

function scheduledEn(facts: Of<'scheduled' | 'moved'>, say: Say): readonly string[] {
  const { event, handling } = facts;
  const moves = event.code === 'instance-reboot' || event.code === 'other';
  const isOthers = handling.by === 'owner' || handling.by === 'aws';
  const said = say.data(event.description, DESCRIPTION_COLUMNS);
  return [
    `${plannedEn(event, say)}.`,
    ...(facts.news === 'moved' && facts.before !== null
      ? [`It was to be on ${say.farInstant(facts.before)}.`]
      : []),
    ...(said === '' ? [] : [`AWS says: "${said}".`]),
    ...endsEn(event, handling),
    ...(moves && !isOthers ? [] : moveEn(handling, say)),
  ];
}

const DESCRIPTION_COLUMNS = 200;

const LABELS: HealthLabels = {
  show: 'To see what AWS says:',
  allowStop: 'To allow stops first (stop protection was on):',
  stop: 'To move to other hardware, at a time that suits you, first stop:',
  wait: 'Then wait for that:',
  start: 'And start again:',
  log: 'To read the system log:',
  reboot: 'To reboot:',
  volumes: 'To see what AWS says of the volumes:',
  putOff: (until) => `To put it off until ${until}, where AWS allows that:`,
};

function titleOf(facts: Facts, say: Say): string {
  const name = say.name(facts.subject);
  switch (facts.news) {
    case 'impaired':
      return `${name}: ${checksEn(facts.checks)} ${facts.checks.length === 1 ? 'fails' : 'fail'}`;
    case 'well':
      return `${name} is well again`;
    case 'scheduled':
      return `${name}: AWS plans ${EVENTS[facts.event.code]}`;
    case 'moved':
      return `${name}: AWS has moved ${EVENTS[facts.event.code]}`;
    case 'over': {
      const event = EVENTS[facts.code];
      return `${name}: ${facts.how === 'completed' ? `AWS is done with ${event}` : `${event} is off`}`;
    }
  }
}

function sentencesOf(facts: Facts, say: Say): readonly string[] {
  switch (facts.news) {
    case 'impaired':
      return impairedEn(facts, say);
    case 'well':
      return [
        `Its ${checksEn(facts.checks)} had failed since ${say.instant(facts.since)}, and ` +
          `${facts.checks.length === 1 ? 'passes' : 'pass'} again.`,
      ];
    case 'scheduled':
    case 'moved':
      return scheduledEn(facts, say);
    case 'over':
      return [overEn(facts)];
  }
}

export const healthEn = (facts: Facts, say: Say): Worded =>
  worded({
    title: titleOf(facts, say),
    sentences: sentencesOf(facts, say),
    about: say.identity(facts.subject),
    actions: healthActions(facts, LABELS, say),
  });
