/** The tags that Tierkeeper reads. Their alphabet is the one that every AWS service allows. */
export type Tags = Readonly<Record<string, string>>;

export const TAG = {
  /** Silences every kind of target on this resource. */
  ignore: 'tierkeeper:ignore',
  /** Never stopped or started by us; on a volume: not mentioned again. */
  keep: 'tierkeeper:keep',
  /** The name of a schedule of the policy, or `none`. */
  schedule: 'tierkeeper:schedule',
  /**
   * `never`, or the idle window as a duration (`45m`), which also overrules "looks like a server".
   */
  idle: 'tierkeeper:idle',
  /** A date or date-time up to which nothing is done to the power state. */
  holdUntil: 'tierkeeper:hold-until',
  /** `eipalloc-…`: the address that belongs on this instance. */
  eip: 'tierkeeper:eip',
  /** Any free address that carries the same `tierkeeper:eip-pool` value. */
  eipPool: 'tierkeeper:eip-pool',
  /**
   * A whole number, 0 where there is none: of what is due at once, and more than the limits allow,
   * the lowest is stopped first, and the highest is started first.
   */
  priority: 'tierkeeper:priority',
} as const;

export const TAG_PREFIX = 'tierkeeper:';

export function tagOf(tags: Tags, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}

/** The first tag of that key in any case, as Cloud Custodian looks it up. */
export function tagInAnyCase(tags: Tags, key: string): string | undefined {
  const wanted = key.toLowerCase();
  return Object.entries(tags).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** A flag tag is on unless its value says no: people write `true`, `yes`, `1` or nothing at all. */
export function flagOf(tags: Tags, key: string): boolean {
  const value = tagOf(tags, key);
  return value !== undefined && !/^\s*(false|no|off|0)\s*$/i.test(value);
}

export const hasOurTag = (tags: Tags): boolean =>
  Object.keys(tags).some((key) => key.startsWith(TAG_PREFIX));
