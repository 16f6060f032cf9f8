import { statSync } from 'node:fs';
import * as z from 'zod';
import { type Instant, instant } from '../../lib/model/instant.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import type { Language } from '../../lib/model/policy.ts';
import { type Say, sayFor } from '../../lib/tell/render/say.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { checkUpAws } from '../../lib/wiring/aws-checkup.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';
import { accountFields } from '../account-options.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError } from '../command.ts';
import { printJson } from '../json.ts';
import { planWords } from '../plan/words.ts';
import { choosePolicy } from '../policy-choice.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis, Standing } from './diagnosis.ts';

const doctorOptions = z.object(accountFields);

const MARKS: Readonly<Record<Language, Readonly<Record<Standing, string>>>> = {
  en: { ok: 'ok', warning: 'warning', broken: 'BROKEN' },
  ko: { ok: '정상', warning: '주의', broken: '고장' },
};

export async function runDoctor({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(doctorOptions, given);
  const choice = choosePolicy(asked.policy);
  const { policy } = choice;
  const language = asked.lang ?? policy.language;
  const { stage, region, profile, 'endpoint-url': endpoint } = asked;
  const prices = knownPrices(policy);
  const found = await checkUpAws({ stage, region, profile, endpoint, policy, prices });
  if (!found.reached) {
    const sentence = planWords(language).unreached(found, profile);
    throw new CommandError(1, sentence, { trouble: found.why });
  }
  const { checkup } = found;
  const { zone, currency, mode } = policy;
  const say = sayFor({ ...checkup.place, language, zone, currency, mode, link: NO_LINKS });
  const diagnoses = diagnose(checkup, { choice, changedAt: changedAt(choice.file) });
  if (asked.json) printJson(terminal, ...diagnoses.map((one) => entryOf(one, say)));
  else terminal.print(...diagnoses.flatMap((one) => linesOf(one, say, terminal.columns)));
  return diagnoses.some(({ standing }) => standing === 'broken') ? 1 : 0;
}

const changedAt = (file: string | null): Instant | null =>
  file === null ? null : instant(Math.floor(statSync(file).mtimeMs));

const entryOf = ({ check, standing, says, mend }: Diagnosis, say: Say) => ({
  kind: 'check',
  check,
  standing,
  sentence: says[say.view.language](say),
  mend,
});

const INDENT = '    ';

/** The command stays on one line, so that it can be copied. */
function linesOf(
  { check, standing, says, mend }: Diagnosis,
  say: Say,
  columns: number,
): readonly string[] {
  const { language } = say.view;
  const text = wrap(says[language](say), columns - INDENT.length);
  return [
    `${MARKS[language][standing]}  ${check}`,
    ...[...text, ...(mend === null ? [] : [`$ ${mend}`])].map((line) => INDENT + line),
  ];
}
