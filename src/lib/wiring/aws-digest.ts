import { awsEstate } from '../cloud/aws/estate/estate.ts';
import { awsFreeTier } from '../cloud/aws/free-tier.ts';
import { processCredentials, processEnvironment } from '../config/environment.ts';
import { openAwsSweep } from './aws-sweep.ts';
import type { DigestSweep } from './digest-handler.ts';
import { MACHINE_TIME } from './machine-time.ts';

/** The daily function alone carries the clients of what only a daily sweep looks at. */
export function openAwsDigest(): DigestSweep {
  const sweep = openAwsSweep();
  const { region } = sweep.ports.cloud;
  const estate = awsEstate({ region, ...MACHINE_TIME });
  const freeTier = awsFreeTier({
    endpoint: processEnvironment().endpoint,
    sleep: MACHINE_TIME.sleep,
    credentials: processCredentials,
  });
  return { ...sweep, ports: { ...sweep.ports, estate, freeTier } };
}
