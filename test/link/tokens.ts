/** A ring of two keys and a grant, of the place where all tests of links are. */
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { hours, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Grant } from '../../src/lib/model/link.ts';
import type { LinkKey } from '../../src/lib/model/link-record.ts';
import type { Place } from '../../src/lib/record/place.ts';
import { NOON } from '../build/at.ts';
import { ACCOUNT } from '../build/ids.ts';

export const HOME: Place = { account: ACCOUNT, region: 'ap-northeast-2' };

export const KEY: LinkKey = {
  id: 7,
  secret: Buffer.alloc(32, 7).toString('base64url'),
  madeAt: NOON,
};

export const STOP_AT = plus(NOON, minutes(30));

export const BOX = idOf(isInstanceId, 'i-0123456789abcdef0');

export const GRANT: Grant = {
  ...HOME,
  resource: { kind: 'instance', id: BOX },
  actions: ['hour', 'tomorrow', 'date', 'tonight'],
  expiresAt: plus(NOON, hours(72)),
  nonce: Buffer.from('8 bytes!').toString('base64url'),
  stopAt: STOP_AT,
};
