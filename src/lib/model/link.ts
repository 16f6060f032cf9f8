/** What a link lets its holder do, and what became of it: no token, no page, no language. */
import type { AccountId, InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { PowerState } from './schedule.ts';

/** In the order of their bits in a token: what is added comes last, and nothing is moved. */
export const LINK_ACTIONS = [
  'hour',
  'tomorrow',
  'date',
  'tonight',
  'start',
  'release',
  'status',
] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];

/** What is pressed; `status` only shows. */
export type HoldAction = Exclude<LinkAction, 'status'>;

export type LinkResource =
  | { readonly kind: 'instance'; readonly id: InstanceId }
  /** The status page. */
  | { readonly kind: 'account' };

/** What a token says, all of it signed. */
export interface Grant {
  readonly account: AccountId;
  readonly region: string;
  readonly resource: LinkResource;
  readonly actions: readonly LinkAction[];
  /** A whole minute. */
  readonly expiresAt: Instant;
  /**
   * 8 bytes in base64url, made of the message's key: the same message has the same link on every
   * channel, and what was pressed once is not done twice.
   */
  readonly nonce: string;
  /** When the stop comes that the message warns of, a whole minute; null where there is none. */
  readonly stopAt: Instant | null;
}

/** What a message wants a link for. */
export interface LinkWish {
  readonly resource: LinkResource;
  readonly actions: readonly LinkAction[];
  readonly stopAt: Instant | null;
  /** The dedupe key of the message. */
  readonly of: string;
  /** When the message was made: its link lives from then on. */
  readonly at: Instant;
}

/** The address of a page; null where no links are made. */
export type LinkFor = (wish: LinkWish) => string | null;

export const NO_LINKS: LinkFor = () => null;

/** Who asked for a hold that was pressed on a page: whoever had the link. */
export const BY_LINK = 'link';

export const PRESS_RESULTS = [
  /** A hold was written. */
  'held',
  /** It was too late to hold: a hold that wants it running was written instead. */
  'starts-again',
  'released',
  /** There was no hold to release. */
  'nothing-held',
] as const;
export type PressResult = (typeof PRESS_RESULTS)[number];

/** What became of a press: told on the page, and remembered for the next press of the same link. */
export interface Pressed {
  readonly action: HoldAction;
  readonly at: Instant;
  readonly result: PressResult;
  readonly want: 'leave' | PowerState;
  /** Until when it is held; with `released`: when the hold ended. */
  readonly until: Instant;
  /** `BY_LINK`, or who pressed in Slack. */
  readonly by: string;
}
