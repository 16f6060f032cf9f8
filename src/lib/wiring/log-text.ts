/** Text in the log: JSON keeps it on its line, this keeps it from moving what stands beside it. */
import { codesOf } from '../tell/render/plain.ts';

/**
 * What JSON leaves as it is and a terminal or a browser acts upon: the other half of the control
 * characters, line separators, marks of direction, and what takes no room. C0 is escaped by JSON.
 */
const UNSEEN = /[\u007f-\u009f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Strings with their invisible characters written as `\u202e`. */
const legible = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(UNSEEN, codesOf) : value;

/** How the logger of every function is set up. */
export const LOGGING = { serviceName: 'tierkeeper', jsonReplacerFn: legible };
