import type { Fault } from '../../model/fault.ts';
import type { Say } from './say.ts';

const COLUMNS = 160;
/** What is wrong with a secret, and what would be right: whole sentences of our own. */
export const SECRET_COLUMNS = 400;

/** AWS's own words, untranslated, with its code where they lack it; empty where it said nothing. */
export function awsWords({ message, awsCode }: Fault, say: Say): string {
  if (awsCode === null) return '';
  const words = say.data(message, COLUMNS);
  const code = say.data(awsCode);
  if (words === '' || code === '' || words.includes(code)) return words || code;
  return `${words} (${code})`;
}
