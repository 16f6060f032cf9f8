/** Roles in other accounts, assumed by this function's own: each once as long as it lasts. */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { type Fault, fault } from '../../model/fault.ts';
import { type Instant, instant, minus, minutes } from '../../model/instant.ts';
import type { SpokeRole } from '../../model/managed-place.ts';
import type { Clock } from '../cloud.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { parseDocument } from './documents.ts';
import { faultOf } from './fault.ts';
import type { Credentials } from './signed-json.ts';

/** A role that is assumed by a role lasts an hour at most (role chaining). */
const SESSION_SECONDS = 3_600;
/** Longer than a function lives: no pass begins with credentials that end under its hands. */
const SPARE = minutes(20);
/** What CloudTrail of the other account shows as who did it. */
const SESSION_NAME = 'tierkeeper';

const assumed = z.object({
  Credentials: z.object({
    AccessKeyId: z.string().min(1),
    SecretAccessKey: z.string().min(1),
    SessionToken: z.string().min(1),
    Expiration: z.date(),
  }),
});

interface Session {
  readonly credentials: Credentials;
  readonly endsAt: Instant;
}

export type Assumed =
  | { readonly assumed: true; readonly credentials: Credentials }
  | { readonly assumed: false; readonly fault: Fault };

export type AssumeRole = (role: SpokeRole) => Promise<Assumed>;

async function sessionOf(client: STSClient, { arn, externalId }: SpokeRole): Promise<Session> {
  const answer = await client.send(
    new AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: SESSION_NAME,
      ExternalId: externalId,
      DurationSeconds: SESSION_SECONDS,
    }),
  );
  const { Credentials } = parseDocument(assumed, answer, arn);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials;
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
    endsAt: instant(Expiration.getTime()),
  };
}

/** What only the owner can mend; whatever else fails is thrown, and tried again. */
function refusalOf(error: unknown): Fault | null {
  const found = faultOf(error, 'sts:AssumeRole');
  if (found?.code !== 'access-denied') return null;
  return fault('access-denied', found.message, { ...found, permission: 'sts:AssumeRole' });
}

export function roleAssumer(options: AwsOptions & { readonly clock: Clock }): AssumeRole {
  const client = new STSClient(clientSettings(options));
  /** By ARN; also while they are on their way, since many Regions of an account come at once. */
  const sessions = new Map<string, Promise<Session>>();
  /** A new one is taken as it is: where clocks differ, asking again would never come to an end. */
  const lasting = async (role: SpokeRole): Promise<Session> => {
    const known = sessions.get(role.arn);
    const session = known && (await known);
    if (session && options.clock.now() < minus(session.endsAt, SPARE)) return session;
    const newer = sessions.get(role.arn);
    if (newer !== undefined && newer !== known) return newer;
    const asked = sessionOf(client, role);
    sessions.set(role.arn, asked);
    return asked;
  };
  return async (role) => {
    try {
      return { assumed: true, credentials: (await lasting(role)).credentials };
    } catch (error) {
      sessions.delete(role.arn);
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      return { assumed: false, fault: refusal };
    }
  };
}
