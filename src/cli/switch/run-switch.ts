import * as z from 'zod';
import type { SwitchTurn } from '../../lib/model/control.ts';
import { instant, toIso } from '../../lib/model/instant.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import type { Language } from '../../lib/model/policy.ts';
import { sayFor } from '../../lib/tell/render/say.ts';
import { type AwsSwitch, switchInAws } from '../../lib/wiring/aws-switch.ts';
import { accountFields, ledgerOf } from '../account-options.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError, wrongUsage } from '../command.ts';
import { printJson } from '../json.ts';
import { choosePolicy, type PolicyChoice } from '../policy-choice.ts';
import { reportWords } from '../report/words.ts';
import type { Terminal } from '../terminal.ts';
import type { SwitchState, SwitchWords } from './catalogue.ts';
import { SWITCH_EN } from './words-en.ts';
import { SWITCH_KO } from './words-ko.ts';

const WORDS: Readonly<Record<Language, SwitchWords>> = { en: SWITCH_EN, ko: SWITCH_KO };

const switchOptions = z.object({
  ...accountFields,
  table: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'must be the name of a table such as tierkeeper-prod-ledger')
    .optional(),
});

type Asked = z.output<typeof switchOptions>;

export const runPause = ({ given, terminal }: Call): Promise<number> =>
  run(terminal, readOptions(switchOptions, given), 'pause');

export const runResume = ({ given, terminal }: Call): Promise<number> =>
  run(terminal, readOptions(switchOptions, given), 'resume');

export async function runMode({ given, operand, terminal }: Call): Promise<number> {
  const asked = readOptions(switchOptions, given);
  switch (operand) {
    case 'observe':
    case 'policy':
      return run(terminal, asked, operand);
    case 'act':
      refuseToRaise(asked);
      return run(terminal, asked, 'policy');
    default:
      throw wrongUsage('Say which: tierkeeper mode observe, or tierkeeper mode policy.');
  }
}

function refuseToRaise(asked: Asked): void {
  const { policy, file } = choosePolicy(asked.policy);
  if (file === null || policy.mode === 'act') return;
  const words = WORDS[asked.lang ?? policy.language];
  throw new CommandError(2, words.cannotRaise(file), { trouble: 'only-lowers', file });
}

async function run(terminal: Terminal, asked: Asked, turn: SwitchTurn): Promise<number> {
  const choice = choosePolicy(asked.policy);
  const language = asked.lang ?? choice.policy.language;
  const tableName = asked.table ?? ledgerOf(asked.stage);
  const { region, profile, 'endpoint-url': endpoint } = asked;
  const options = { tableName, region, profile, endpoint };
  const found = await switchInAws(options, turn, instant(Date.now()));
  if (!found.reached) {
    const sentence = reportWords(language).unreached(found, { tableName, profile });
    throw new CommandError(1, sentence, { trouble: found.why });
  }
  const { place, turned: answer } = found;
  const words = WORDS[language];
  if (!answer.done) throw new CommandError(1, words.contended, { trouble: 'contended' });
  const state = stateAfter(turn, answer, choice);
  const { zone, currency, mode } = choice.policy;
  const say = sayFor({ ...place, language, zone, currency, mode, link: NO_LINKS });
  const sentence = words.turned(state, say);
  const since = state.since === null ? null : toIso(state.since);
  if (asked.json) printJson(terminal, { kind: 'switch', ...place, ...state, since, sentence });
  else terminal.print(sentence);
  return 0;
}

type Turned = Extract<AwsSwitch, { readonly reached: true }>['turned'];

function stateAfter(
  turn: SwitchTurn,
  { changed, control }: Extract<Turned, { readonly done: true }>,
  { file, policy }: PolicyChoice,
): SwitchState {
  return {
    turn,
    changed,
    paused: control?.paused ?? false,
    lowered: control?.mode === 'observe',
    since: control?.at ?? null,
    policyMode: file === null ? null : policy.mode,
  };
}
