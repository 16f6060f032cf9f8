import { awsEstate } from '../cloud/aws/estate/estate.ts';
import { openAwsSweep } from './aws-sweep.ts';
import type { DigestSweep } from './digest-handler.ts';
import { MACHINE_TIME } from './machine-time.ts';

/** The daily function alone carries the clients of what only a daily sweep looks at. */
export function openAwsDigest(): DigestSweep {
  const sweep = openAwsSweep();
  const { region } = sweep.ports.cloud;
  const estate = awsEstate({ region, ...MACHINE_TIME });
  return { ...sweep, ports: { ...sweep.ports, estate } };
}
