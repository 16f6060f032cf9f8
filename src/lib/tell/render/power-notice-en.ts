/** Stops and starts, in English. */
import { FAULTS_EN, quotedEn } from './fault-en.ts';
import { RESULTS_EN } from './pass-reason-en.ts';
import { type PowerWords, powerNotices } from './power-notice.ts';
import { reasonEn } from './reason-en.ts';
import { STATE_REASONS_EN } from './state-reason-en.ts';
import { STOP_EFFECTS_EN } from './stop-effects-en.ts';

const VERBS = { stop: 'stop', start: 'start', associate: 'get its address' } as const;

const WORDS: PowerWords = {
  reason: reasonEn,
  effects: STOP_EFFECTS_EN,
  titles: {
    aboutToStop: (name, at) => `${name} stops at ${at}`,
    stopped: (name) => `${name} is stopped`,
    started: (name) => `${name} is started`,
    failed: (verb, name) => `${name} did not ${VERBS[verb]}`,
    withdrawn: (name) => `${name} stays on`,
  },
  hibernation: {
    begun: 'It was hibernated: started again, it goes on where it was.',
    'fell-back': 'It was to hibernate, but EC2 only stopped it: what was in its memory is lost.',
    refused:
      'AWS had refused to hibernate it: it was a plain stop. What was in its memory is lost.',
  },
  costsAgain: (hour, credits) =>
    hour === null
      ? `It costs ${credits ? 'credits' : 'money'} again while it runs.`
      : `Running, it costs ${hour}${credits ? ' of your credits' : ''} an hour.`,
  takesFree: (forecast, limit) =>
    `Its hours are free: at this pace the month takes ${forecast} of the ${limit} free hours.`,
  reserved: 'A Reserved Instance pays for it, whether it runs or not.',
  planned: 'A Savings Plan may pay for it, whether it runs or not.',
  plannedInPart: 'A Savings Plan may pay for some of it, whether it runs or not.',
  warningWithdrawn: 'The warning is withdrawn.',
  results: RESULTS_EN,
  fault: (fault, say) => FAULTS_EN[fault.code](fault, say),
  quoted: quotedEn,
  stateReasons: STATE_REASONS_EN,
  labels: {
    keepUntil: (when) => `To keep running until ${when}:`,
    startAgain: 'To start again:',
    stop: 'To stop:',
    neverIdle: 'To rule out idle stops:',
    showAddresses: 'To see your addresses:',
    showState: 'To see what AWS says:',
    leaveAlone: 'To have it left alone for good:',
    allowStop: 'To allow stops again:',
  },
};

export const POWER_NOTICES_EN = powerNotices(WORDS);
