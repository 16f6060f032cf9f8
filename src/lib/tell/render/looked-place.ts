import type { LookedPlace } from '../../model/managed-place.ts';
import type { Say } from './say.ts';

/** `123456789012 (shop), us-east-1`, in either language. */
export const whichPlace = ({ account, name, region }: LookedPlace, say: Say): string =>
  `${say.data(account)}${name === null ? '' : ` (${say.data(name, 40)})`}, ${say.data(region)}`;
