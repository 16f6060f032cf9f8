/** Stops and starts, in English. */
import { surplusEn } from './credit-reason-en.ts';
import { FAULTS_EN, quotedEn } from './fault-en.ts';
import { RESULTS_EN } from './pass-reason-en.ts';
import { type PowerWords, powerNotices } from './power-notice.ts';
import { reasonEn } from './reason-en.ts';
import { STATE_REASONS_EN } from './state-reason-en.ts';
import type { StopEffectWords } from './stop-effects.ts';

const EFFECTS: StopEffectWords = {
  saves: (hour, day) => `Stopped, it saves ${hour} an hour, ${day} a day.`,
  savesUnknown: 'How much that saves is not known here: its price is unknown.',
  savesFree: (forecast, limit) =>
    'Its hours are free: stopped, it saves some of them, and no money. At this pace the month ' +
    `takes ${forecast} of the ${limit} free hours.`,
  losesAddress: (publicIp, hour) =>
    `It loses its public address ${publicIp}; the next start gives it another.` +
    (hour === null ? '' : ` AWS assigned it, so that saves ${hour} an hour more.`),
  idlesAddress: (publicIp, month) =>
    `Its Elastic IP ${publicIp} stays its own. While it is stopped the address is idle, which ` +
    `${month === null ? 'costs money' : `costs ${month} a month`}, and no free tier covers that.`,
  erases: 'A stop erases what is on its instance-store disks, and nothing brings that back.',
  surplus: surplusEn,
};

const VERBS = { stop: 'stop', start: 'start', associate: 'get its address' } as const;

const WORDS: PowerWords = {
  reason: reasonEn,
  effects: EFFECTS,
  titles: {
    aboutToStop: (name, at) => `${name} stops at ${at}`,
    stopped: (name) => `${name} is stopped`,
    started: (name) => `${name} is started`,
    failed: (verb, name) => `${name} did not ${VERBS[verb]}`,
    withdrawn: (name) => `${name} stays on`,
  },
  hibernation: {
    begun: 'It was hibernated: a start goes on from where it was.',
    'fell-back': 'It was to hibernate, but EC2 only stopped it: what was in its memory is lost.',
    refused:
      'AWS had refused to hibernate it: it was a plain stop. What was in its memory is lost.',
  },
  costsAgain: (hour) =>
    hour === null ? 'It costs money again while it runs.' : `Running, it costs ${hour} an hour.`,
  takesFree: (forecast, limit) =>
    `Its hours are free: at this pace the month takes ${forecast} of the ${limit} free hours.`,
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
    leaveAlone: 'To be left alone for good:',
    allowStop: 'To allow stops again:',
  },
};

export const POWER_NOTICES_EN = powerNotices(WORDS);
