import { signedLedger } from '../cloud/aws/dynamodb-signed.ts';
import { type SignedSecretOptions, signedSecret } from '../cloud/aws/ssm-signed.ts';
import { slackReplies } from '../cloud/slack/reply.ts';
import { parseApp } from '../cloud/slack/secret.ts';
import { readBuiltPolicy } from '../config/built-policy.ts';
import { processCredentials, processEnvironment } from '../config/environment.ts';
import { answerLinks } from '../link/answer.ts';
import type { LinkLog, SlackDesk } from '../link/desk.ts';
import { type FunctionUrlResult, requestOf, resultOf } from '../link/function-url.ts';
import type { AnswerLink } from '../link/http.ts';
import { MACHINE_TIME } from './machine-time.ts';

/** The build writes it beside the bundle. */
const POLICY = new URL('./policy.json', import.meta.url);

/** No client of AWS: a link writes a hold, and the next wake acts on it. */
export function openAwsLinks(log: LinkLog): AnswerLink {
  const environment = processEnvironment();
  const { account, region } = environment;
  const reached = { ...environment, ...MACHINE_TIME, credentials: processCredentials };
  const policy = readBuiltPolicy(POLICY);
  const { app } = policy.tell.slack;
  return answerLinks({
    ledger: { store: signedLedger(reached), place: { account, region } },
    clock: MACHINE_TIME.clock,
    policy,
    slack: app === null ? null : slackDesk(reached, app),
    log,
  });
}

function slackDesk(reached: SignedSecretOptions, parameter: string): SlackDesk {
  const secret = signedSecret(reached, parameter);
  return {
    signingSecret: async () => {
      const parsed = parseApp(parameter, await secret());
      if (parsed.ok) return parsed.value.signingSecret;
      throw new Error(parsed.fault.message);
    },
    replies: slackReplies(fetch),
  };
}

/** Opened at the first request, so that what is wrong with it is an error of an invocation. */
export function linkHandler(open: (log: LinkLog) => AnswerLink, log: LinkLog) {
  let answer: AnswerLink | undefined;
  return async (event: unknown): Promise<FunctionUrlResult> => {
    const links = answer ?? open(log);
    answer = links;
    return resultOf(await links(requestOf(event)));
  };
}
