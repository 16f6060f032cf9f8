import type { Fault } from '../../model/fault.ts';
import type { Say } from './say.ts';

const COLUMNS = 160;

/** AWS's own words, untranslated, with its code where the words do not have it; may be empty. */
export function awsWords({ message, awsCode }: Fault, say: Say): string {
  const words = say.data(message, COLUMNS);
  const code = say.data(awsCode ?? '');
  if (words === '' || code === '' || words.includes(code)) return words || code;
  return `${words} (${code})`;
}
