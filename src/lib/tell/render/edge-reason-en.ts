/** Why a schedule does what it does, in English. */
import type { EdgeAnswer } from '../../model/action.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { PowerState } from '../../model/schedule.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import type { Say } from './say.ts';

const schedule = (name: string, say: Say): string => `schedule "${say.data(name, 40)}"`;
const Schedule = (name: string, say: Say): string => `S${schedule(name, say).slice(1)}`;

interface Next {
  readonly next: ReasonEvidence['schedule-adopted']['next'];
  readonly nextTo?: PowerState | undefined;
}

const then = ({ next, nextTo }: Next, say: Say): string => {
  if (next === null) return '';
  const what = { running: 'start', stopped: 'stop' } as const;
  return ` The next ${nextTo === undefined ? 'time' : what[nextTo]} is ${say.instant(next)}.`;
};

const ANSWERS: Readonly<Record<EdgeAnswer, string>> = {
  adopted: 'before Tierkeeper took over, so nothing is done for it',
  stopped: 'it was stopped',
  started: 'it was started',
  already: 'nothing to do, it was like that already',
  person: 'somebody decided otherwise by hand, and that stands until the next time',
  held: 'skipped because of a hold',
  protected: 'skipped, because the instance is protected',
  retained: 'not stopped, because it ran before the start (retainRunning)',
  'not-ours': 'not started, because this schedule starts only what it stopped itself',
  missed: 'missed, because nobody looked in time',
  'gave-up': 'it did not work',
  observed: 'nothing was done, in observe mode',
};

const again = (attempt: number): string => (attempt > 1 ? ` (try ${attempt})` : '');

/** A warning that went out late gives its full time all the same. */
const late = ({ edge, stopAt }: ReasonEvidence['stop-edge-near'], say: Say): string =>
  stopAt > edge ? `, but not before ${say.clock(stopAt)}, because the warning is late` : '';

const edgeOf = (evidence: ReasonEvidence['edge-not-ours'], say: Say): string =>
  `${Schedule(evidence.schedule, say)}, ${say.edge(evidence)}`;

export const EDGE_REASONS_EN = {
  'stop-edge': (evidence, say) =>
    `By ${schedule(evidence.schedule, say)} it is off from ` +
    `${say.edge(evidence)}${again(evidence.attempt)}.`,
  'start-edge': (evidence, say) =>
    `By ${schedule(evidence.schedule, say)} it is on from ` +
    `${say.edge(evidence)}${again(evidence.attempt)}.`,
  'stop-edge-near': (evidence, say) =>
    `${Schedule(evidence.schedule, say)} stops it on ${say.edge(evidence)}${late(evidence, say)}.`,
  'stop-edge-waiting': (evidence, say) =>
    `You were warned that ${schedule(evidence.schedule, say)} stops it on ` +
    `${say.edge(evidence)}${late(evidence, say)}.`,
  'edge-adopted': (evidence, say) =>
    `${edgeOf(evidence, say)}: ${ANSWERS.adopted}.${then(evidence, say)}`,
  'edge-answered': (evidence, say) =>
    `${edgeOf(evidence, say)}: ${ANSWERS[evidence.how]}.${then(evidence, say)}`,
  'edge-missed': (evidence, say) =>
    `${edgeOf(evidence, say)}: noticed ${say.duration(evidence.lateBy)} late. ` +
    `What is more than ${say.duration(evidence.catchUp)} late (catchUp) is skipped.`,
  'edge-person': (evidence, say) =>
    `Somebody ${evidence.did === 'start' ? 'started' : 'stopped'} it ` +
    `${evidence.at === null ? 'later' : `on ${say.instant(evidence.at)}`}, ` +
    `after ${say.edge(evidence)} of ${schedule(evidence.schedule, say)}; ` +
    `that stands until the schedule's next time.`,
  'edge-not-ours': (evidence, say) =>
    `${Schedule(evidence.schedule, say)} starts on ${say.edge(evidence)} only what it stopped ` +
    `itself, and it did not stop this one.`,
  'edge-retry': (evidence, say) =>
    `${edgeOf(evidence, say)}: it has not worked yet; ` +
    `try ${evidence.attempt} is at ${say.clock(evidence.retryAt)}.`,
  'edge-gave-up': (evidence, say) =>
    `${edgeOf(evidence, say)}: it did not work in ${evidence.attempts} tries, ` +
    "and is left until the schedule's next time.",
  'schedule-adopted': (evidence, say) =>
    `${Schedule(evidence.schedule, say)} applies from now on; ` +
    `nothing is done for times before.${then(evidence, say)}`,
  enforced: ({ schedule: name, want }, say) => `${Schedule(name, say)} holds it ${want} (enforce).`,
} satisfies Partial<ReasonCatalogue>;
