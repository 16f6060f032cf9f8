/**
 * What a link carries: a grant of at most 29 bytes and its MAC, in base64url.
 *
 *     version 1 · key 1 · actions 1 · expires 4 · nonce 8 · stop 4 · resource 1, 5 or 10 · MAC 16
 *
 * Times are whole minutes since 1970, and the stop is 0 where there is none. The account and the
 * Region are under the MAC but not among the bytes: whoever opens a link knows where it is.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { idOf, isInstanceId } from '../model/ids.ts';
import { between, type Instant, inMinutes, instant, minutes, plus } from '../model/instant.ts';
import { type Grant, LINK_ACTIONS, type LinkAction, type LinkResource } from '../model/link.ts';
import type { LinkKey } from '../model/link-record.ts';
import type { Place } from '../record/place.ts';

const VERSION = 1;
/** Half of SHA-256, the least that RFC 2104 (5) allows: 2^128 guesses, each of them a request. */
const MAC_BYTES = 16;
const NONCE_BYTES = 8;
/** Where each field begins. */
const AT = {
  version: 0,
  key: 1,
  actions: 2,
  expires: 3,
  nonce: 7,
  stop: 15,
  resource: 19,
} as const;

/** The first byte of the resource; a long instance id has a zero before its 17 digits. */
const RESOURCE = { account: 0, short: 1, long: 2 } as const;
const RESOURCE_BYTES: Readonly<Record<number, number>> = {
  [RESOURCE.account]: 1,
  [RESOURCE.short]: 5,
  [RESOURCE.long]: 10,
};

export function signToken(grant: Grant, key: LinkKey): string {
  const body = Buffer.concat([headOf(grant, key.id), resourceBytes(grant.resource)]);
  return Buffer.concat([body, macOf(body, key, grant)]).toString('base64url');
}

/** Of the right shape; nothing of it is believed yet, but which key to ask. */
export interface Unproven {
  readonly keyId: number;
  readonly body: Buffer;
  readonly mac: Buffer;
}

const SHAPE = /^[A-Za-z0-9_-]{48,60}$/;

/**
 * Null for what no key could have signed. A token is written in one way only: padding, other
 * alphabets and spare bits that are not zero are refused.
 */
export function readToken(text: string): Unproven | null {
  if (!SHAPE.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) return null;
  const body = bytes.subarray(0, -MAC_BYTES);
  if (body[AT.version] !== VERSION) return null;
  if (RESOURCE_BYTES[body[AT.resource] ?? -1] !== body.length - AT.resource) return null;
  return { keyId: body.readUInt8(AT.key), body, mac: bytes.subarray(-MAC_BYTES) };
}

/** The grant, if this key signed it for this place; nothing is decoded before that is certain. */
export const proven = ({ body, mac }: Unproven, key: LinkKey, place: Place): Grant | null =>
  timingSafeEqual(mac, macOf(body, key, place)) ? grantOf(body, place) : null;

/**
 * The same whenever and wherever it is asked for: rendering is pure, and a message that is tried
 * again has the link that it had.
 */
export function nonceOf(key: LinkKey, of: string, resource: LinkResource): string {
  const about = resource.kind === 'instance' ? resource.id : resource.kind;
  const hash = keyed(key).update(['tierkeeper nonce', about, of].join('\0')).digest();
  return hash.subarray(0, NONCE_BYTES).toString('base64url');
}

const keyed = ({ secret }: LinkKey) => createHmac('sha256', Buffer.from(secret, 'base64url'));

const macOf = (body: Buffer, key: LinkKey, { account, region }: Place): Buffer =>
  keyed(key)
    .update(['tierkeeper link', account, region, ''].join('\0'))
    .update(body)
    .digest()
    .subarray(0, MAC_BYTES);

function headOf({ actions, expiresAt, nonce, stopAt }: Grant, keyId: number): Buffer {
  const head = Buffer.alloc(AT.resource);
  head.writeUInt8(VERSION, AT.version);
  head.writeUInt8(keyId, AT.key);
  head.writeUInt8(bitsOf(actions), AT.actions);
  head.writeUInt32BE(minuteOf(expiresAt), AT.expires);
  head.write(nonce, AT.nonce, NONCE_BYTES, 'base64url');
  head.writeUInt32BE(stopAt === null ? 0 : minuteOf(stopAt), AT.stop);
  return head;
}

function resourceBytes(resource: LinkResource): Buffer {
  if (resource.kind === 'account') return Buffer.from([RESOURCE.account]);
  const digits = resource.id.slice('i-'.length);
  const isShort = digits.length % 2 === 0;
  const kind = isShort ? RESOURCE.short : RESOURCE.long;
  return Buffer.concat([Buffer.from([kind]), Buffer.from(isShort ? digits : `0${digits}`, 'hex')]);
}

const grantOf = (body: Buffer, { account, region }: Place): Grant => ({
  account,
  region,
  resource: resourceIn(body.subarray(AT.resource)),
  actions: actionsIn(body.readUInt8(AT.actions)),
  expiresAt: atMinute(body.readUInt32BE(AT.expires)),
  nonce: body.subarray(AT.nonce, AT.nonce + NONCE_BYTES).toString('base64url'),
  stopAt: body.readUInt32BE(AT.stop) === 0 ? null : atMinute(body.readUInt32BE(AT.stop)),
});

function resourceIn(bytes: Buffer): LinkResource {
  if (bytes[0] === RESOURCE.account) return { kind: 'account' };
  const digits = bytes.subarray(1).toString('hex');
  const id = `i-${bytes[0] === RESOURCE.short ? digits : digits.slice(1)}`;
  return { kind: 'instance', id: idOf(isInstanceId, id) };
}

const bitOf = (action: LinkAction): number => 1 << LINK_ACTIONS.indexOf(action);

const bitsOf = (actions: readonly LinkAction[]): number =>
  actions.reduce((bits, action) => bits | bitOf(action), 0);

const actionsIn = (bits: number): readonly LinkAction[] =>
  LINK_ACTIONS.filter((action) => (bits & bitOf(action)) !== 0);

const minuteOf = (at: Instant): number => Math.floor(inMinutes(between(instant(0), at)));
const atMinute = (count: number): Instant => plus(instant(0), minutes(count));
