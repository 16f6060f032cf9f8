/** Nothing is remembered: a first pass, or an account without Tierkeeper. */
import type { Memory } from './ledger.ts';

export const EMPTY_MEMORY: Memory = {
  instances: [],
  goneInstances: [],
  notebooks: [],
  holds: [],
  presses: [],
  intents: [],
  leftVolumes: [],
  leftAddresses: [],
  notices: [],
  digests: [],
  survey: null,
  accountSurvey: null,
  isElsewhere: false,
  control: null,
  activation: null,
  alarms: null,
  allowance: null,
  exposures: null,
  health: null,
  channels: null,
  lastSweepAt: null,
  recent: [],
};
