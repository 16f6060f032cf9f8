import type * as z from 'zod';

const LENGTH_MAX = 200;

/** Foreign text inside our own sentence: one line, no control characters, of bounded length. */
export const plain = (text: string, lengthMax = LENGTH_MAX): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, lengthMax);

/** What was wrong and where: `detail.instance-id: expected an instance id`. */
export function complaintOf(error: z.ZodError, root: readonly string[] = []): string {
  const [first] = error.issues;
  if (!first) return 'unreadable';
  const path = [...root, ...first.path].join('.');
  const message = first.message.replace(/^Invalid input: /, '');
  return plain(path === '' ? message : `${path}: ${message}`);
}
