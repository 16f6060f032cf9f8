import { awsEstate } from '../cloud/aws/estate/estate.ts';
import { openAwsSweep } from './aws-sweep.ts';
import type { DigestSweep } from './digest-handler.ts';

/** The daily function alone carries the clients of what only a daily sweep looks at. */
export function openAwsDigest(): DigestSweep {
  const sweep = openAwsSweep();
  const { clock, cloud } = sweep.ports;
  const { region } = cloud;
  return { ...sweep, ports: { ...sweep.ports, estate: awsEstate({ region, clock }) } };
}
