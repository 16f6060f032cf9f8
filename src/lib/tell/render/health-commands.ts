/** The commands that help an instance which is not well: the same in every language. */
import type { Check } from '../../model/health.ts';
import { hours, type Instant, minus } from '../../model/instant.ts';
import type { Handling, NoticeFacts } from '../../model/notice.ts';
import type { Action } from './catalogue.ts';
import * as command from './command.ts';
import type { Say } from './say.ts';

export interface HealthLabels {
  readonly show: string;
  readonly allowStop: string;
  readonly stop: string;
  readonly wait: string;
  readonly start: string;
  readonly log: string;
  readonly reboot: string;
  readonly volumes: string;
  /** Until then. */
  putOff(until: string): string;
}

type Facts = NoticeFacts['health'];
type Of<News extends Facts['news']> = Extract<Facts, { readonly news: News }>;

/** Where the host fails, what runs on it is out of reach too: that says nothing of its own. */
export const causesOf = (checks: readonly Check[]): readonly Check[] =>
  checks.includes('system') ? checks.filter((check) => check !== 'instance') : checks;

export function healthActions(facts: Facts, labels: HealthLabels, say: Say): readonly Action[] {
  switch (facts.news) {
    case 'impaired':
      return impaired(facts, labels, say);
    case 'scheduled':
    case 'moved':
      return planned(facts, labels, say);
    case 'well':
    case 'over':
      return [];
  }
}

const show = ({ subject }: Facts, labels: HealthLabels, say: Say): Action => ({
  label: labels.show,
  command: command.showStatus(subject.instanceId, say.view),
});

/** On other hardware: a reboot stays on the same. */
function moved(facts: Facts, handling: Handling, [labels, say]: readonly [HealthLabels, Say]) {
  if (handling.by !== 'stop-and-start') return [];
  const { instanceId: id } = facts.subject;
  const { view } = say;
  const allow = { label: labels.allowStop, command: command.allowStop(id, view) };
  return [
    ...(handling.stopProtected ? [allow] : []),
    { label: labels.stop, command: command.stopInstance(id, view) },
    { label: labels.wait, command: command.waitUntilStopped(id, view) },
    { label: labels.start, command: command.startInstance(id, view) },
  ];
}

/** What controls it, or AWS, sees to it by itself. */
const isOthers = ({ by }: Handling): boolean => by === 'owner' || by === 'aws';

function impaired(facts: Of<'impaired'>, labels: HealthLabels, say: Say): readonly Action[] {
  const { checks, handling, volumeIds, subject } = facts;
  if (isOthers(handling)) return [show(facts, labels, say)];
  const moves = moved(facts, handling, [labels, say]);
  const inside: readonly Action[] = [
    { label: labels.log, command: command.consoleOutput(subject.instanceId, say.view) },
    { label: labels.reboot, command: command.rebootInstance(subject.instanceId, say.view) },
  ];
  const volumes = { label: labels.volumes, command: command.volumeStatus(volumeIds, say.view) };
  const isBelow = checks.includes('system') || checks.includes('ebs');
  const actions = [
    ...(checks.includes('ebs') && volumeIds.length > 0 ? [volumes] : []),
    ...(isBelow ? moves : []),
    ...(checks.includes('instance') && !checks.includes('system') ? inside : []),
  ];
  return actions.length > 0 ? actions : [show(facts, labels, say)];
}

function planned(facts: Of<'scheduled' | 'moved'>, labels: HealthLabels, say: Say) {
  const { event, handling, subject } = facts;
  if (isOthers(handling)) return [show(facts, labels, say)];
  const reboot = {
    label: labels.reboot,
    command: command.rebootInstance(subject.instanceId, say.view),
  };
  const helps = event.code === 'instance-reboot' ? [reboot] : moved(facts, handling, [labels, say]);
  const known = event.code === 'other' ? [] : helps;
  return [show(facts, labels, say), ...known, ...putOff(facts, labels, say)];
}

/** AWS takes a time before the deadline. */
const latest = (deadline: Instant): Instant => minus(deadline, hours(1));

const EVENT_ID = /^instance-event-[0-9a-f]+$/;

function putOff(facts: Of<'scheduled' | 'moved'>, labels: HealthLabels, say: Say) {
  const { event, subject } = facts;
  const { id, notBefore, deadline } = event;
  if (!EVENT_ID.test(id) || deadline === null || notBefore === null) return [];
  const until = latest(deadline);
  if (until <= notBefore) return [];
  const moving = { eventId: id, to: until };
  return [
    {
      label: labels.putOff(say.farInstant(until)),
      command: command.putOffEvent(subject.instanceId, moving, say.view),
    },
  ];
}
