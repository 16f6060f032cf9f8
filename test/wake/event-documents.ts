import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../events/', import.meta.url);

/** The names of all documents in events/, without `.json`. */
export const eventNames: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

export const eventDocument = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));

export const eventPage = (): string => readFileSync(new URL('README.md', FOLDER), 'utf8');

/** Where the documents say they happened. */
export const HOME = { account: '123456789012', region: 'ap-northeast-2' } as const;
