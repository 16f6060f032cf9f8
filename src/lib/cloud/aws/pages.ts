import { complete, type Family, incomplete } from '../../model/family.ts';
import { type Fault, fault } from '../../model/fault.ts';
import { isBrokenAnswer } from './connection.ts';
import { UnreadablePage } from './documents.ts';
import { faultOf } from './fault.ts';

export interface Page {
  /** Undefined where AWS left the list out, which is not the same as an empty one. */
  readonly documents: readonly unknown[] | undefined;
  readonly nextToken: string | undefined;
}

/** Every document of every page. A token given twice would read the same page for ever. */
export async function readPages(
  readPage: (token: string | undefined) => Promise<Page>,
): Promise<readonly unknown[]> {
  const documents: unknown[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await readPage(token);
    if (!page.documents) throw new UnreadablePage('a page came without its list');
    documents.push(...page.documents);
    token = page.nextToken || undefined;
    if (token && seen.has(token)) throw new UnreadablePage(`page token ${token} came twice`);
    if (token) seen.add(token);
  } while (token);
  return documents;
}

/** Of a read: there a broken answer is a fault too, because nothing was done that it hides. */
export function readFaultOf(error: unknown, action: string): Fault | null {
  if (!isBrokenAnswer(error)) return faultOf(error, action);
  return fault('unreadable-page', error.message.split('\n')[0] ?? '');
}

/** A family read to the end, or the fault that kept it from being so. */
export async function readFamily<T>(
  action: string,
  read: () => Promise<readonly T[]>,
): Promise<Family<T>> {
  try {
    return complete(await read());
  } catch (error) {
    const refused = readFaultOf(error, action);
    if (refused) return incomplete(refused);
    throw error;
  }
}

/** Of an API that no sweep waits for: whatever goes wrong is a fault. */
export async function readAnyhow<T>(
  action: string,
  read: () => Promise<readonly T[]>,
): Promise<Family<T>> {
  try {
    return await readFamily(action, read);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = error instanceof SyntaxError ? 'unreadable-page' : 'no-answer';
    return incomplete(fault(code, error.message));
  }
}

export function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}

/** EC2 takes at most 200 values in one filter. */
const FILTER_VALUES_MAX = 200;

interface FilteredRequest {
  readonly Filters: { readonly Name: string; readonly Values: string[] }[];
  readonly NextToken: string | undefined;
}

/**
 * Documents by a filter on their ids. Named as ids instead, one that is gone would fail the whole
 * call with `….NotFound`; a filter leaves it out.
 */
export async function readByFilter(
  name: string,
  values: readonly string[],
  readPage: (request: FilteredRequest) => Promise<Page>,
): Promise<readonly unknown[]> {
  const documents: unknown[] = [];
  for (const chunk of chunksOf([...new Set(values)], FILTER_VALUES_MAX)) {
    const Filters = [{ Name: name, Values: [...chunk] }];
    documents.push(...(await readPages((NextToken) => readPage({ Filters, NextToken }))));
  }
  return documents;
}
