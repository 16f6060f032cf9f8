import { type Family, incomplete } from '../../../model/family.ts';
import { fault } from '../../../model/fault.ts';
import { hasNoEndpoint, wasCutOff } from '../connection.ts';
import { readFamily } from '../pages.ts';

/**
 * What a service says in a Region that the account has not enabled, or not signed up for. EC2
 * answers there by then, so that it is not the credentials.
 */
const NOT_OFFERED: ReadonlySet<string> = new Set([
  // A service that does not know the call: it has none of what is asked for.
  'InvalidAction',
  'InvalidClientTokenId',
  'OptInRequired',
  'OptInRequiredException',
  'SubscriptionRequired',
  'SubscriptionRequiredException',
  'UnrecognizedClientException',
]);

/**
 * A family of a service that not every Region has: none of it there, which is no trouble. Where
 * its endpoint hangs, nothing is known, and the other families of the sweep go on.
 */
export async function readOffered<T>(
  action: string,
  read: () => Promise<readonly T[]>,
): Promise<Family<T>> {
  try {
    return await readFamily(action, () => read().catch(noneWhereNotOffered));
  } catch (error) {
    if (!(error instanceof Error && wasCutOff(error))) throw error;
    return incomplete(fault('no-answer', error.message));
  }
}

function noneWhereNotOffered(error: unknown): readonly never[] {
  if (error instanceof Error && (NOT_OFFERED.has(error.name) || hasNoEndpoint(error))) return [];
  throw error;
}
