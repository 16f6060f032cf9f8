import { renderPage } from '../../lib/link/html/render-page.ts';
import { type StatusBasis, statusOf } from '../../lib/link/status.ts';
import { type Instant, instant } from '../../lib/model/instant.ts';
import type { Language, Policy } from '../../lib/model/policy.ts';
import { type AwsStatus, statusInAws } from '../../lib/wiring/aws-status.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError } from '../command.ts';
import { placeAsked } from '../place-option.ts';
import { choosePolicy } from '../policy-choice.ts';
import { type Asked, refuseAwsOfDemo, refuseMixed, reportOptions } from './report-options.ts';
import { USUAL_TABLE } from './usual-table.ts';
import { reportWords } from './words.ts';
import { refuseUnwritable, writePage } from './write-page.ts';

const USUAL_FILE = 'tierkeeper-report.html';

export async function runReport({ given, operand, terminal }: Call): Promise<number> {
  const asked = readOptions(reportOptions, given);
  refuseMixed(asked, operand);
  if (asked.month !== undefined) {
    const { runSavings } = await import('./run-savings.ts');
    return runSavings({ ...asked, month: operand ?? asked.month }, terminal);
  }
  const { out = USUAL_FILE } = asked;
  refuseUnwritable(out);
  const known = await (asked.demo ? knownOfDemo(asked) : knownOfAws(asked));
  const { language } = known;
  const bytes = writePage(out, pageOf(known));
  terminal.print(reportWords(language).written(out, bytes));
  return 0;
}

/** All that the page is made of. */
interface Known {
  readonly basis: StatusBasis;
  readonly place: Extract<AwsStatus, { readonly reached: true }>['place'];
  readonly policy: Policy;
  readonly now: Instant;
  readonly language: Language;
}

function pageOf({ basis, place, policy, now, language }: Known): string {
  const { zone, currency, mode } = policy;
  const status = statusOf(basis, { place, policy, now });
  return renderPage(
    { kind: 'status', status },
    { ...place, language, zone, currency, mode, path: null },
  );
}

async function knownOfDemo(asked: Asked): Promise<Known> {
  refuseAwsOfDemo(asked);
  const { lang: language = 'en' } = asked;
  const { demoSituation } = await import('../explain/demo-situation.ts');
  const situation = await demoSituation({ seed: 1, language, at: null });
  const { snapshot, policy: ofDemo, decisionLog } = situation;
  const { account, region, memory, takenAt } = snapshot;
  return {
    basis: { ...memory, decisionLog },
    place: { account, region },
    policy: ofDemo,
    now: takenAt,
    language,
  };
}

async function knownOfAws(asked: Asked): Promise<Known> {
  const { policy } = choosePolicy(asked.policy);
  const language = asked.lang ?? policy.language;
  const tableName = asked.table ?? USUAL_TABLE;
  const { region, profile, 'endpoint-url': endpoint } = asked;
  const placeIn = placeAsked(asked.place, policy);
  const found = await statusInAws({ tableName, region, profile, endpoint, policy, placeIn });
  if (!found.reached) {
    const sentence = reportWords(language).unreached(found, { tableName, profile });
    throw new CommandError(1, sentence, { trouble: found.why });
  }
  return { ...found, policy, language, now: instant(Date.now()) };
}
