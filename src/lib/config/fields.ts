/**
 * The kinds of value that a policy is written with. Each says in one clause what it must be, in the
 * words of the owner of an account, and carries its form as a title, for editors and the reference.
 */
import * as z from 'zod';
import { type Duration, milliseconds, parseDuration } from '../model/instant.ts';
import { parseDate, parseTime } from '../schedule/parse-time.ts';
import type { Parsed } from '../schedule/parsed.ts';
import { parseWeekday } from '../schedule/words.ts';

const mustBe = (form: string, example: string): string => `must be ${form} such as ${example}`;

const msOf = (text: string): number => parseDuration(text) ?? Number.NaN;

/** A length of time within bounds, both written as a policy writes them. */
export function duration(least: string, most: string) {
  const error = mustBe('a length of time', '"90s", "15m", "2h" or "3d"');
  return z
    .string({ error })
    .regex(/^\d{1,6}[smhd]$/, { error, abort: true })
    .refine((text) => msOf(text) >= msOf(least) && msOf(text) <= msOf(most), {
      error: `must be a length of time from ${least} to ${most}`,
    })
    .transform((text): Duration => milliseconds(msOf(text)))
    .meta({ title: `a length of time, ${least} to ${most}` });
}

/** Text that the schedule language reads; its own sentences say what is wrong. */
export function read<T>(form: string, example: string, parse: (written: string) => Parsed<T>) {
  return z
    .string({ error: mustBe(form, example) })
    .transform((written, context): T => {
      const result = parse(written);
      if (result.ok) return result.value;
      context.addIssue({ code: 'custom', message: result.problem });
      return z.NEVER;
    })
    .meta({ title: form });
}

export const clockTime = () => read('a time of day', '"09:00"', parseTime);
export const localDate = () => read('a date', '2026-12-25', parseDate);
export const weekday = () => read('a day of the week', 'mon', parseWeekday);

export const flag = () =>
  z.boolean({ error: 'must be true or false' }).meta({ title: 'true or false' });

/** One of a few words. */
export function oneOf<const Values extends readonly string[]>(...values: Values) {
  const form = values.map((value) => `"${value}"`).join(' or ');
  return z.enum(values, { error: `must be ${form}` }).meta({ title: form });
}

/** A whole number within bounds. */
export function whole(least: number, most: number) {
  const form = `a whole number from ${least} to ${most}`;
  const error = `must be ${form}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).meta({ title: form });
}

/** A number above zero. */
export function positive(most?: number) {
  const form = most === undefined ? 'a number above 0' : `a number above 0, at most ${most}`;
  const error = `must be ${form}`;
  const number = z.number({ error }).positive({ error });
  return (most === undefined ? number : number.max(most, { error })).meta({ title: form });
}

/** Text of a given pattern; by default anything but blanks. */
export function text(form: string, example: string, pattern: RegExp = /\S/) {
  const error = mustBe(form, example);
  return z.string({ error }).regex(pattern, { error }).meta({ title: form });
}

export const listOf = <Item extends z.ZodType>(item: Item, form: string, example: string) =>
  z.array(item, { error: mustBe(form, example) }).meta({ title: form });

/** Keys and values, and no key but these. */
export const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'invalid_type' ? 'must be a section of keys' : undefined),
  });

/** Keys that the owner chooses, with values of one kind; a bad key does not hide a bad value. */
export const named = <Value extends z.ZodType>(key: z.ZodType<string, string>, value: Value) =>
  z.record(z.string(), value, { error: 'must be a section of keys' }).superRefine(
    (entries, context) => {
      for (const name of Object.keys(entries)) {
        const issues = key.safeParse(name).error?.issues ?? [];
        if (issues.length > 0) {
          context.addIssue({ code: 'invalid_key', origin: 'record', issues, path: [name] });
        }
      }
    },
    { when: ({ value: entries }) => typeof entries === 'object' && entries !== null },
  );
