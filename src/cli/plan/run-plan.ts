import * as z from 'zod';
import { NO_LINKS } from '../../lib/model/link.ts';
import { placesElsewhere } from '../../lib/model/managed-place.ts';
import { sayFor } from '../../lib/tell/render/say.ts';
import { lookAtAws } from '../../lib/wiring/aws-look.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError } from '../command.ts';
import { oddPriceTexts } from '../odd-prices.ts';
import { placeName } from '../place-option.ts';
import { choosePolicy } from '../policy-choice.ts';
import { odditiesIn, oddityText } from '../schedule/oddities.ts';
import { refuseToOverwrite, saveSnapshot } from '../snapshot/save-snapshot.ts';
import { readTime } from '../time-option.ts';
import type { Unreached } from './catalogue.ts';
import { printPlanJson } from './plan-json.ts';
import { printPlan } from './plan-text.ts';
import { reportOf } from './report.ts';
import { planWords } from './words.ts';

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

const planOptions = z.object({
  region: z.string().regex(REGION, 'must be a Region such as ap-northeast-2').optional(),
  profile: z.string().optional(),
  'endpoint-url': z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:5000' })
    .optional(),
  at: z.string().optional(),
  policy: z.string().optional(),
  save: z.string().optional(),
  lang: z.enum(['en', 'ko'], 'must be en or ko').optional(),
  json: z.literal(true).optional(),
});

export async function runPlan({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(planOptions, given);
  const choice = choosePolicy(asked.policy);
  const { policy, file } = choice;
  if (asked.save !== undefined) refuseToOverwrite(asked.save);
  const language = asked.lang ?? policy.language;
  const prices = knownPrices(policy);
  const look = await lookAtAws({
    region: asked.region,
    profile: asked.profile,
    endpoint: asked['endpoint-url'],
    at: asked.at === undefined ? null : readTime(asked.at, policy.zone),
    policy,
    prices,
  });
  if (!look.reached) throw notReached(look, planWords(language).unreached(look, asked.profile));
  const { world, plan: decided } = look;
  const { account, region } = world.snapshot;
  const { zone, currency } = policy;
  const say = sayFor({
    language,
    zone,
    currency,
    account,
    region,
    mode: decided.mode,
    link: NO_LINKS,
  });
  if (asked.save !== undefined) saveSnapshot(asked.save, world.snapshot);
  const savedIn = asked.save ?? null;
  const odd = [
    ...odditiesIn(choice, world.now).warnings.map((one) => oddityText(one, language)),
    ...oddPriceTexts(prices, policy, language),
  ];
  const elsewhere = placesElsewhere(policy, { account, region }).map((one) =>
    placeName(one, policy),
  );
  const report = reportOf(world, decided);
  const view = { report, say, policyFile: file, odd, elsewhere, savedIn };
  if (asked.json) printPlanJson(terminal, view);
  else printPlan(terminal, view);
  return world.snapshot.instances.complete ? 0 : 1;
}

const notReached = (why: Unreached, sentence: string): CommandError =>
  new CommandError(1, sentence, {
    trouble: why.why === 'refused' ? why.fault.code : why.why,
    awsCode: why.why === 'refused' ? why.fault.awsCode : null,
  });
