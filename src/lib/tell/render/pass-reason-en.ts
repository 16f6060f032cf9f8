/** What a pass met on its way, and what became of it, in English. */
import type { OutcomeResult } from '../../model/action.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { FAULTS_EN } from './fault-en.ts';

export const RESULTS_EN: Readonly<Record<OutcomeResult, string>> = {
  stopped: 'It is stopped.',
  started: 'It is running.',
  associated: 'The address is in place.',
  held: 'A hold, a pause or a lower mode came in between, so nothing was done.',
  protected: 'AWS refused, because its stop protection is on.',
  refused: 'AWS refused.',
  'fell-back': 'It went back to stopped by itself.',
  stuck: 'It has been under way for 10 minutes, and is not done.',
  gone: 'It is not there any more.',
  interrupted: 'The pass ended before the call; it is decided anew.',
};

const LIMITS: Readonly<Record<ReasonEvidence['over-limit']['limit'], (allowed: string) => string>> =
  {
    stopsPerPass: (allowed) => `Not more than ${allowed} are stopped in one pass`,
    actionsPerHour: (allowed) => `Not more than ${allowed} actions are taken in an hour`,
    sharePercent: (allowed) =>
      `Not more than ${allowed} % of the running instances are stopped for idleness in an hour`,
  };

export const PASS_REASONS_EN = {
  'in-transition': ({ state, since }, say) =>
    `A change is under way (${say.data(state)} since ${say.instant(since)}).`,
  'over-limit': ({ limit: which, allowed }, say) =>
    `${LIMITS[which](say.count(allowed))} (limits.${which}); this one waits its turn.`,
  incomplete: ({ family, fault }, say) =>
    `The list of ${say.data(family)} could not be read, so nothing is decided. ` +
    `${FAULTS_EN[fault.code](fault, say)}`,
  'nothing-due': ({ state }, say) => `It is ${say.data(state)}, and nothing is due.`,
  outcome: ({ result }) => RESULTS_EN[result],
} satisfies Partial<ReasonCatalogue>;
