/** The situation of the company that the demo tells of, at some time of its story. */
import type { DecisionLog } from '../../lib/model/decision-log.ts';
import { days, hours, type Instant, minutes, plus, toIso } from '../../lib/model/instant.ts';
import type { Language } from '../../lib/model/policy.ts';
import { decisionLogIn, lookIntoHistory } from '../../lib/wiring/history-look.ts';
import { wrongUsage } from '../command.ts';
import { bothHistories } from '../demo/company.ts';
import type { Situation } from './situation.ts';

const LONGEST = 366;

/** In the evening of its ninth day, an hour before the night. */
const USUAL = minutes(8 * 24 * 60 + 21 * 60 + 2);

export interface DemoTime {
  readonly seed: number;
  readonly language: Language;
  /** As it is typed, read in the zone of the company; null: the usual time. */
  readonly at: ((zone: string) => Instant) | null;
}

export interface DemoSituation extends Situation {
  readonly decisionLog: DecisionLog | null;
}

export async function demoSituation({ seed, language, at }: DemoTime): Promise<DemoSituation> {
  const history = bothHistories({ seed, days: LONGEST, faults: 'none', language }).with;
  const { policy, prices } = history.options;
  const time = at === null ? plus(history.from, USUAL) : at(policy.zone);
  const [first, last] = [plus(history.from, hours(1)), plus(history.from, days(LONGEST))];
  if (time < first || time > last) {
    throw wrongUsage(`--at must be from ${toIso(first)} to ${toIso(last)} with --demo.`);
  }
  const snapshot = await lookIntoHistory(history, time);
  return { snapshot, policy, prices, decisionLog: decisionLogIn(history) };
}
