/** Other places as they are on AWS: our own role at home, an assumed one in another account. */
import { setTimeout as wait } from 'node:timers/promises';
import { roleAssumer } from '../cloud/aws/assume.ts';
import { awsEstate } from '../cloud/aws/estate/estate.ts';
import { awsFreeTier } from '../cloud/aws/free-tier.ts';
import { regionPorts, sharedRequests } from '../cloud/aws/ports.ts';
import { processCredentials, processEnvironment } from '../config/environment.ts';
import { type ManagedPlace, placesElsewhere } from '../model/managed-place.ts';
import { openAwsSweep } from './aws-sweep.ts';
import type { DigestSweep } from './digest-handler.ts';
import { MACHINE_TIME } from './machine-time.ts';
import { SCOPES_AT_ONCE } from './publishers.ts';
import type { OpenPlace, Scopes } from './scope-handler.ts';
import type { Sweep } from './sweep-handler.ts';

type Credentials = ReturnType<typeof processCredentials>;

/** What is told and remembered is home's; what is looked at and acted on is the place's. */
function sweepOf({ home, requestHandler }: Shared, place: ManagedPlace, assumed?: Credentials) {
  const { endpoint, account: hubAccount, region: hubRegion } = processEnvironment();
  const { account, region } = place;
  const reached = { endpoint, credentials: assumed, requestHandler };
  const options = { account, region, ...reached, ...MACHINE_TIME };
  const freeTier = awsFreeTier({
    endpoint,
    sleep: MACHINE_TIME.sleep,
    credentials: () => assumed ?? processCredentials(),
  });
  const ports = { ...home.ports, ...regionPorts(options), estate: awsEstate(options), freeTier };
  const hub = { account: hubAccount, region: hubRegion };
  // Any of six functions has the next pass of any of some hundred places: it would keep them all,
  // and hardly ever be the one that had the pass before.
  return { ...home, ports, hub, shelf: undefined } satisfies DigestSweep;
}

interface Shared {
  readonly home: Sweep;
  readonly requestHandler: ReturnType<typeof sharedRequests>;
}

export function openAwsScopes(): Scopes {
  const environment = processEnvironment();
  const { account, region, endpoint } = environment;
  const home = openAwsSweep({ publishers: SCOPES_AT_ONCE });
  const { policy, ports } = home;
  const shared = { home, requestHandler: sharedRequests({ region, endpoint }) };
  const assume = roleAssumer({ region, endpoint, clock: ports.clock });
  const open = async (place: ManagedPlace): Promise<OpenPlace> => {
    if (place.role === null) return { opened: true, sweep: sweepOf(shared, place) };
    const answer = await assume(place.role);
    if (!answer.assumed) return { opened: false, fault: answer.fault };
    return { opened: true, sweep: sweepOf(shared, place, answer.credentials) };
  };
  return {
    places: placesElsewhere(policy, { account, region }),
    open,
    home: { store: ports.ledger, place: { account, region } },
    policy,
    clock: ports.clock,
    sleep: async (duration) => void (await wait(duration, undefined, { ref: false })),
  };
}
