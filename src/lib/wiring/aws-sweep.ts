import { randomBytes } from 'node:crypto';
import { awsPorts } from '../cloud/aws/ports.ts';
import { signedQueue } from '../cloud/aws/sqs-signed.ts';
import { type Environment, processCredentials, processEnvironment } from '../config/environment.ts';
import { readPolicyDocument } from '../config/policy-document.ts';
import { linkMaker, NO_LINK_MAKER } from '../link/link-for.ts';
import { placesElsewhere } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { Elsewhere } from './elsewhere.ts';
import { knownPrices } from './known-prices.ts';
import { MACHINE_TIME } from './machine-time.ts';
import { publishersAtHome } from './publishers.ts';
import { slackChannels } from './slack-channels.ts';
import type { Sweep } from './sweep-handler.ts';

/** The build writes it beside the bundle, so that a zip carries the policy it was built with. */
const POLICY = new URL('./policy.json', import.meta.url);

/** The real thing: this process's environment, AWS, and the machine's clock. */
export function openAwsSweep(more: { readonly publishers?: number } = {}): Sweep {
  const environment = processEnvironment();
  const { linkUrl } = environment;
  const policy = readPolicyDocument(POLICY);
  const { amazonQ } = policy.tell;
  const publishers = publishersAtHome(placesElsewhere(policy, environment).length);
  const options = { ...environment, ...MACHINE_TIME, amazonQ, publishers, fetch, ...more };
  const ports = awsPorts(options);
  const slack = slackChannels(policy.tell.slack, options);
  return {
    ports: { ...ports, channels: [...ports.channels, ...slack] },
    policy,
    prices: knownPrices(policy),
    links: linkUrl === null ? NO_LINK_MAKER : linkMaker({ base: linkUrl, random: randomBytes }),
    timeout: environment.timeout,
    shelf: new Map(),
    elsewhere: elsewhereOf(environment, policy),
  };
}

/** Null where the policy names no other place: then nothing but home is deployed either. */
function elsewhereOf(environment: Environment, policy: Policy): Elsewhere | null {
  const { scopesQueueUrl: queueUrl } = environment;
  const places = placesElsewhere(policy, environment);
  if (queueUrl === null || places.length === 0) return null;
  const { sleep } = MACHINE_TIME;
  const { region, endpoint } = environment;
  const queue = signedQueue({ queueUrl, region, endpoint, sleep, credentials: processCredentials });
  return { places, queue };
}
