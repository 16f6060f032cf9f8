import { signedLedger } from '../cloud/aws/dynamodb-signed.ts';
import { processCredentials, processEnvironment } from '../config/environment.ts';
import { readPolicyDocument } from '../config/policy-document.ts';
import { answerLinks, type LinkLog } from '../link/answer.ts';
import { type FunctionUrlResult, requestOf, resultOf } from '../link/function-url.ts';
import type { AnswerLink } from '../link/http.ts';
import { MACHINE_TIME } from './machine-time.ts';

/** The build writes it beside the bundle. */
const POLICY = new URL('./policy.json', import.meta.url);

/** No client but that of the ledger: a link writes a hold, and the next wake acts on it. */
export function openAwsLinks(log: LinkLog): AnswerLink {
  const environment = processEnvironment();
  const { account, region } = environment;
  const store = signedLedger({ ...environment, credentials: processCredentials, ...MACHINE_TIME });
  return answerLinks({
    ledger: { store, place: { account, region } },
    clock: MACHINE_TIME.clock,
    policy: readPolicyDocument(POLICY),
    log,
  });
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
