import { stateReasonOf } from '../../lib/model/state-reason.ts';
import { STATE_REASONS_EN } from '../../lib/tell/render/state-reason-en.ts';
import { PLAN_EN } from '../plan/words-en.ts';
import type { ExplainWords, Speech } from './catalogue.ts';
import type { Happening } from './forecast.ts';
import type { Thing } from './without.ts';

function when({ at }: Pick<Happening, 'at'>, { at: now, say }: Speech): string {
  if (at <= now) return 'now';
  return say.day(at) === say.day(now) ? `at ${say.clock(at)}` : `on ${say.instant(at)}`;
}

const IS = { stop: 'It is stopped', start: 'It is started', warn: 'You are warned' } as const;
const WOULD = {
  stop: 'It would be stopped',
  start: 'It would be started',
  warn: 'You would be warned',
} as const;

function condition(thing: Thing, { say }: Speech): string {
  switch (thing.kind) {
    case 'hold':
      return `the hold until ${say.farInstant(thing.hold.until)} did not exist`;
    case 'tag':
      return `its tag ${say.data(`${thing.tag}=${thing.value}`)} did not exist`;
    case 'warning':
      return `the warning of ${say.instant(thing.warning.warnedAt)} did not exist`;
    case 'schedule':
      return `it did not follow schedule "${say.data(thing.schedule, 40)}"`;
    case 'stop-protection':
      return 'its stop protection were off';
    case 'nobody-to-warn':
      return 'somebody had confirmed to receive warnings';
    case 'pause':
      return 'Tierkeeper were not paused';
    case 'observe':
      return thing.rule === null ? 'the mode were act' : `modes.${thing.rule} were act`;
  }
}

/** To AWS our calls are a user's too. */
const OURS = 'That was Tierkeeper.';

export const EXPLAIN_EN: ExplainWords = {
  headings: {
    rules: 'What each rule says, highest first',
    otherwise: 'What would have changed it',
    next: "What comes next, without anyone's doing",
  },
  rules: {
    'not-ours': 'not ours',
    protected: 'protected',
    held: 'held',
    schedule: 'schedule',
    idle: 'idle',
    limits: 'limits',
  },
  cause: ({ stateReason, ours }, say) => {
    if (stateReason === null) return ours ? OURS : 'gives no reason for its state.';
    const { code, message } = stateReason;
    const known = stateReasonOf(code);
    const isOurs = ours && code.startsWith('Client.UserInitiated');
    const means = isOurs ? OURS : known === null ? '' : STATE_REASONS_EN[known];
    return `says: "${say.data(message || code, 100)}". ${means}`.trimEnd();
  },
  silent: 'has nothing to say.',
  unasked: 'is not asked.',
  decides: 'This decides:',
  otherwise: ({ without, happenings }, speech) => {
    const last = happenings.at(-1);
    const outcome = last
      ? `${WOULD[last.verdict]} ${when(last, speech)}`
      : 'Nothing would be done to it';
    return `${outcome} if ${condition(without, speech)}.`;
  },
  nothingElse: 'Nothing that could be taken away would change it.',
  happening: (happening, speech) => {
    const { verdict, rule, told } = happening;
    const proviso = rule === 'idle' && happening.at > speech.at ? ', if it stays idle' : '';
    const does = `${(told ? WOULD : IS)[verdict]} ${when(happening, speech)}${proviso}.`;
    return told ? `${does} ${EXPLAIN_EN.onlyTold(rule)}` : does;
  },
  nothingComes: 'Nothing is done to it, as far as can be seen from here.',
  observing: 'In mode observe none of this is done; it is only told.',
  onlyTold: PLAN_EN.onlyTold,
  nextEdge: 'Next time of its schedule:',
  noSchedule: 'It follows no schedule.',
  watched: (isWatched) =>
    isWatched
      ? 'An alarm on its CPU wakes Tierkeeper when it falls idle, or works again.'
      : 'It has no alarm: the clock alone looks at it, every 5 minutes.',
};
