/** The kinds of value that a snapshot is written with; each says in one clause what it must be. */
import * as z from 'zod';
import { flag, oneOf, whole } from '../../lib/config/fields.ts';
import { complete, type Family, incomplete } from '../../lib/model/family.ts';
import { FAULT_CODES, fault } from '../../lib/model/fault.ts';
import {
  isAccountId,
  isAllocationId,
  isInstanceId,
  isNetworkInterfaceId,
  isNotebookName,
  isSecurityGroupId,
  isVolumeId,
} from '../../lib/model/ids.ts';
import { type Instant, parseInstant } from '../../lib/model/instant.ts';
import { nearestOf } from '../../lib/schedule/nearest.ts';

const A_TIME = 'must be a time with its offset such as "2026-11-23T22:00:00+09:00"';

/** 2026-02-30 parses as 2 March in V8: such a date is a slip of the finger. */
function onCalendar(text: string): Instant | undefined {
  const date = text.slice(0, 10);
  const midnight = Date.parse(`${date}T00:00Z`);
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date))
    return undefined;
  return parseInstant(text);
}

/** Text of a given form, as what it says. */
export const parsed = <Value>(mustBe: string, parse: (text: string) => Value | undefined) =>
  z.string({ error: mustBe }).transform((text, context): Value => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: mustBe });
    return z.NEVER;
  });

/** `or` names what else may stand there. */
export const time = (or = '') => parsed(A_TIME + or, onCalendar);

/** Null where it was left out or is not known. */
export const maybe = <Value extends z.ZodType>(value: Value) => value.nullable().default(null);

const idOf = <Id extends string>(isId: (text: string) => text is Id, form: string) =>
  parsed(`must be ${form}`, (text) => (isId(text) ? text : undefined));

export const accountId = () => idOf(isAccountId, 'the twelve digits of an account in quotes');
export const instanceId = () =>
  idOf(isInstanceId, 'the id of an instance such as "i-0123456789abcdef0"');
export const volumeId = () =>
  idOf(isVolumeId, 'the id of a volume such as "vol-0123456789abcdef0"');
export const allocationId = () =>
  idOf(isAllocationId, 'an allocation id such as "eipalloc-0123456789abcdef0"');
export const interfaceId = () =>
  idOf(isNetworkInterfaceId, 'the id of a network interface such as "eni-0123456789abcdef0"');
export const securityGroupId = () =>
  idOf(isSecurityGroupId, 'the id of a security group such as "sg-0123456789abcdef0"');

export const notebookName = () =>
  idOf(isNotebookName, 'the name of a notebook instance such as "tutorial"');

export const words = () => z.string({ error: 'must be text' });
export const tags = () =>
  z
    .record(z.string(), words(), { error: 'must be an object of tag keys with their values' })
    .default({});
export const off = () => flag().default(false);
export const on = () => flag().default(true);
export const count = () => whole(0, 1_000_000);
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: 'must be a list' });

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearestOf(key, known);
  return meant === null
    ? 'no such key; docs/snapshot.md lists every key'
    : `no such key; did you mean "${meant}"?`;
}

/** Keys and values, and no key but these. A wrong key does not hide a wrong value. */
export const keyed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject(shape, { error: 'must be an object of keys' }).superRefine(
    (value, context) => {
      const known = Object.keys(shape);
      for (const key of Object.keys(value).filter((one) => !known.includes(one))) {
        context.addIssue({ code: 'custom', path: [key], message: unknownKey(key, known) });
      }
    },
    { when: ({ value }) => isObject(value) },
  );

/** Why AWS did not show something. */
export const refusal = () =>
  keyed({
    code: oneOf(...FAULT_CODES),
    message: words().default('refused'),
    awsCode: maybe(words()),
    permission: maybe(words()),
  }).transform(({ code, message, awsCode, permission }) =>
    incomplete(fault(code, message, { awsCode, permission })),
  );

/** A list that was read to its end, or `{"refused": …}`: every problem keeps its own path. */
export function family<Item extends z.ZodType>(item: Item) {
  const refused = keyed({ refused: refusal() }).transform((given) => given.refused);
  const list = z
    .array(item, { error: 'must be a list, or {"refused": …} where AWS did not show it' })
    .transform((items) => complete(items));
  return z.unknown().transform((value, context): Family<z.output<Item>> => {
    const parsed = isObject(value) ? refused.safeParse(value) : list.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });
}
