/**
 * What CloudFormation cannot do by itself: a deploy is refused before anything is made, a ledger
 * that an earlier stack has left behind is taken up again, and a removal takes the alarms along.
 */
import { ledgerIn, regionProblem, removeOwnAlarms } from './account-state.ts';
import { FOREIGN_LEDGER } from './deploy/account-problems.ts';
import { isCommand, type Options, type Provider, type Serverless, type Tools } from './osls.ts';

const ledgerName = ({ service }: Serverless, provider: Provider): string =>
  `${service.service}-${provider.getStage()}-ledger`;

/** A stack that has made its ledger goes on with it; only a new one can find an older stack's. */
async function ownsLedger(provider: Provider): Promise<boolean> {
  const resources = await provider.getStackResources().catch((error: unknown) => {
    if (error instanceof Error && /does not exist/.test(error.message)) return [];
    throw error;
  });
  return resources.some(({ LogicalResourceId }) => LogicalResourceId === 'Ledger');
}

async function prepare(serverless: Serverless, { log }: Tools): Promise<void> {
  const refusal = (message: string): Error => new serverless.classes.Error(message, 'TIERKEEPER');
  const provider = serverless.getProvider('aws');
  const config = await provider.getAwsSdkV3Config();
  const problem = await regionProblem(config);
  if (problem !== null) throw refusal(problem);
  if (await ownsLedger(provider)) return;
  const name = ledgerName(serverless, provider);
  const ledger = await ledgerIn(config, name);
  if (ledger === 'none') return;
  if (ledger === 'foreign') throw refusal(FOREIGN_LEDGER(name));
  serverless.service.resources.Conditions['MakesLedger'] = { 'Fn::Equals': ['kept', 'new'] };
  log.notice(`The ledger ${name} was kept by an earlier stack, and is taken up as it is.`);
}

/** 5 write units of 0.00065 USD an hour and 5 read units of 0.00013, for 31 days. */
const KEPT_USD_A_MONTH = (5 * (0.00065 + 0.00013) * 24 * 31).toFixed(2);

async function tidyUp(serverless: Serverless, { log }: Tools): Promise<void> {
  const provider = serverless.getProvider('aws');
  const removed = await removeOwnAlarms(await provider.getAwsSdkV3Config());
  if (removed > 0) log.notice(`Alarms that Tierkeeper had made: ${removed}, deleted.`);
  const name = ledgerName(serverless, provider);
  log.notice(
    `The ledger stays, for the next deploy: the table ${name}. It takes 5 of the 25 read and ` +
      'write units that are free in this Region. Where other tables use those up it costs ' +
      `${KEPT_USD_A_MONTH} USD a month in us-east-1, and about as much elsewhere. To delete it:\n` +
      `  aws dynamodb delete-table --table-name ${name} --region ${provider.getRegion()}`,
  );
}

class StackPlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless, _options: Options, tools: Tools) {
    this.hooks = {
      'before:package:cleanup': async () => {
        if (isCommand(serverless, 'deploy')) await prepare(serverless, tools);
      },
      'after:remove:remove': () => tidyUp(serverless, tools),
    };
  }
}

// osls takes a plugin by `require`, and this is the name of what `require` gives.
export { StackPlugin as 'module.exports' };
