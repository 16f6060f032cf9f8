/** The kinds of value that a usage file is written with. */
import * as z from 'zod';
import { type Instant, parseInstant } from '../../lib/model/instant.ts';

const A_TIME = 'a time with its offset such as "2026-11-01T09:00:00Z"';
const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `2026-02-30` would be read as the 2nd of March. */
const isReal = (text: string): boolean => {
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  const read = new Date(`${day}T00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
};

const readTime = (form: string, read: (text: string) => Instant | undefined) =>
  z.string({ error: `must be ${form}` }).transform((text, context): Instant => {
    const at = isReal(text) ? read(text) : undefined;
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: `must be ${form}` });
    return z.NEVER;
  });

export const time = () => readTime(A_TIME, parseInstant);

/** A day begins with its first second of UTC. */
export const dayOrTime = () =>
  readTime(`a day such as "2025-03-10", or ${A_TIME}`, (text) =>
    parseInstant(A_DAY.test(text) ? `${text}T00:00Z` : text),
  );

/** A key that is not there, or null: it goes on. */
export const timeOrNull = () =>
  time()
    .nullish()
    .transform((at) => at ?? null);

/** Anything but blanks: of a type or Region that nobody knows the usage counts all the same. */
export const text = (form: string) =>
  z
    .string({ error: `must be ${form}` })
    .trim()
    .min(1, { error: `must be ${form}` });

export const region = () => text('a Region such as "ap-northeast-2"');

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

export const wholeOrNull = (least: number, most: number) =>
  whole(least, most)
    .nullish()
    .transform((value) => value ?? null);
