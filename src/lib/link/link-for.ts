/** Wishes of messages to addresses of pages. Pure: the same wish has the same address. */
import { type Duration, days, type Instant, later, plus } from '../model/instant.ts';
import { type LinkFor, type LinkWish, NO_LINKS } from '../model/link.ts';
import type { LinkKeys } from '../model/link-record.ts';
import type { Place } from '../record/place.ts';
import type { Ledger } from '../record/record.ts';
import { keysToSign, LINK_LIFE_MAX, type RandomBytes, signingKey } from './key-ring.ts';
import { nonceOf, signToken } from './token.ts';

/** A weekly digest's link works until the next one is there. */
const STATUS_LIFE: Duration = days(8);
/** Past the stop that is announced: what stopped on Friday night is started again on Monday. */
const LIFE_AFTER_STOP: Duration = days(3);

export const LINK_PATH = '/l/';

export interface LinkSettings {
  /** `https://….lambda-url.ap-northeast-2.on.aws/`, as Lambda names it: with a slash at its end. */
  readonly base: string;
  readonly random: RandomBytes;
}

/** What makes the links of a pass; it asks for the keys only when there is something to send. */
export type LinkMaker = (ledger: Ledger, now: Instant) => Promise<LinkFor>;

export const NO_LINK_MAKER: LinkMaker = async () => NO_LINKS;

export const linkMaker =
  ({ base, random }: LinkSettings): LinkMaker =>
  async (ledger, now) =>
    linkFor(base, await keysToSign(ledger, now, random), ledger.place);

export const linkFor =
  (base: string, ring: LinkKeys, { account, region }: Place): LinkFor =>
  (wish) => {
    const { resource, actions, stopAt, of, at } = wish;
    const key = signingKey(ring, at);
    if (key === null) return null;
    const nonce = nonceOf(key, of, resource);
    const expiresAt = expiryOf(wish);
    const grant = { account, region, resource, actions, expiresAt, nonce, stopAt };
    return `${base.replace(/\/+$/, '')}${LINK_PATH}${signToken(grant, key)}`;
  };

function expiryOf({ resource, at, stopAt }: LinkWish): Instant {
  if (resource.kind === 'account') return plus(at, STATUS_LIFE);
  const wanted = plus(later(at, stopAt ?? at), LIFE_AFTER_STOP);
  const latest = plus(at, LINK_LIFE_MAX);
  return wanted < latest ? wanted : latest;
}
