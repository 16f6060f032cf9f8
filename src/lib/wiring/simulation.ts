/** The product deployed to a simulated account, as serverless.yml deploys it to a real one. */
import type { DigestPorts } from '../cloud/cloud.ts';
import type { InvocationContext } from '../cloud/simulated/lambdas.ts';
import type { World } from '../cloud/simulated/world.ts';
import { answerLinks } from '../link/answer.ts';
import type { SlackDesk } from '../link/desk.ts';
import type { AnswerLink } from '../link/http.ts';
import type { RandomBytes } from '../link/key-ring.ts';
import { linkMaker } from '../link/link-for.ts';
import { minutes, seconds } from '../model/instant.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { NoopWake } from '../model/wake.ts';
import type { PassReport } from '../reconcile.ts';
import type { Shelf } from '../record/kept-store.ts';
import { scheduleInput } from '../wake/schedule-input.ts';
import { surveyThenSweep } from './digest-handler.ts';
import type { Log } from './sweep-handler.ts';

export interface Deployment {
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** Sees what each invocation did that came to its end. */
  readonly onReport?: (report: PassReport | NoopWake, context: InvocationContext) => void;
  /** Between each invocation and its account: whoever wants to count what is asked. */
  readonly through?: (ports: DigestPorts, lambda: string) => DigestPorts;
  readonly log?: Log;
}

const TIMEOUT = seconds(120);
const TICK = minutes(5);

/** Shaped as Lambda's; no request ever leaves the process. */
export const SIMULATED_URL =
  'https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.ap-northeast-2.on.aws/';

function randomOf({ account }: World): RandomBytes {
  const stream = account.chance.stream('link keys');
  return (count) => Uint8Array.from({ length: count }, () => stream.whole(0, 255));
}

/** One function for each handler, with the rules and schedules that invoke it. */
export function deployTo(world: World, deployment: Deployment): void {
  const { policy, prices, onReport, through = (ports) => ports, log = null } = deployment;
  const links = linkMaker({ base: SIMULATED_URL, random: randomOf(world) });
  const handlerOf =
    (name: string, shelf: Shelf) =>
    async (document: unknown, context: InvocationContext): Promise<void> => {
      const { ports, timeout, timeLeft, requestId } = context;
      const invocation = { awsRequestId: requestId, getRemainingTimeInMillis: timeLeft };
      const sweep = { ports: through(ports, name), policy, prices, links, timeout, shelf };
      const report = await surveyThenSweep({ sweep, log }, document, invocation);
      onReport?.(report, context);
    };
  for (const name of ['instance-changed', 'alarm-changed', 'clock-ticked', 'digest-due']) {
    world.lambdas.deploy({ name, timeout: TIMEOUT, handler: handlerOf(name, new Map()) });
  }
  subscribe(world);
  schedule(world, policy);
}

/** The function behind the links, as a browser reaches it; it stays warm for ever. */
export function linksOf(world: World, policy: Policy, slack: SlackDesk | null = null): AnswerLink {
  const actor = {
    kind: 'invocation',
    lambda: 'link-opened',
    requestId: 'links',
    attempt: 1,
  } as const;
  const { ledger, clock } = world.portsFor(actor);
  const { id, region } = world.account;
  const place = { account: id, region };
  return answerLinks({ ledger: { store: ledger, place }, clock, policy, slack, log: null });
}

/** As the rule of serverless.yml has it: those that pass by are followed by one of these. */
export const WAKING_STATES = ['running', 'stopped', 'shutting-down', 'terminated'] as const;

function subscribe({ bus, lambdas }: World): void {
  bus.subscribe({
    source: 'aws.ec2',
    states: WAKING_STATES,
    deliver: (document) => lambdas.invoke('instance-changed', document),
  });
  bus.subscribe({
    source: 'aws.health',
    deliver: (document) => lambdas.invoke('instance-changed', document),
  });
  bus.subscribe({
    source: 'aws.sagemaker',
    deliver: (document) => lambdas.invoke('instance-changed', document),
  });
  bus.subscribe({
    source: 'aws.cloudwatch',
    deliver: (document) => lambdas.invoke('alarm-changed', document),
  });
}

function schedule({ scheduler, account }: World, { tell, zone }: Policy): void {
  const home = { account: account.id, region: account.region };
  scheduler.schedule({
    name: 'tick',
    lambda: 'clock-ticked',
    when: { every: TICK },
    input: scheduleInput('Clock Ticked', home),
  });
  scheduler.schedule({
    name: 'digest',
    lambda: 'digest-due',
    when: { daily: tell.digest, zone },
    input: scheduleInput('Digest Due', home),
  });
}
