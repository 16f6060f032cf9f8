/** One list of one API: how it is paged, and what stands in it. */
import type { Request } from './request.ts';

/** XML of one element, or a JSON value. */
export type Item = string | Readonly<Record<string, unknown>>;

export interface Listing {
  readonly format: 'ec2' | 'query' | 'json';
  /** Where the items stand in the answer. */
  readonly list: string;
  readonly item: (index: number) => Item;
  /** The parameter that asks for a page's size; null where none can be asked for. */
  readonly size: string | null;
  readonly token: string;
  /** Where the next token stands in the answer. */
  readonly next: string;
  /** The most items of a page, and what comes unasked; null where there are no pages. */
  readonly page: { readonly most: number; readonly unasked: number } | null;
}

export const tag = (name: string, inside: string): string => `<${name}>${inside}</${name}>`;
export const hex = (number: number): string => number.toString(16).padStart(17, '0');

function sizeOf({ page, size }: Listing, { parameters }: Request): number {
  if (page === null) return Number.POSITIVE_INFINITY;
  const asked = size === null ? undefined : parameters.get(size);
  return asked === undefined ? page.unasked : Math.min(page.most, Number(asked));
}

/** The page that the request asks for, of a list of so many. */
export function pageOf(listing: Listing, request: Request, howMany: number): string {
  const from = Number(request.parameters.get(listing.token) ?? 0);
  const to = Math.min(howMany, from + sizeOf(listing, request));
  const items = Array.from({ length: to - from }, (_, index) => listing.item(from + index));
  const next = to < howMany ? String(to) : null;
  if (listing.format !== 'json') {
    const inside = tag(listing.list, items.join(''));
    return written(request, inside + (next === null ? '' : tag(listing.next, next)));
  }
  return JSON.stringify({
    [listing.list]: items,
    ...(next === null ? {} : { [listing.next]: next }),
  });
}

/** An answer of EC2, or of the query protocol. */
export function written({ service, operation }: Request, inside: string): string {
  const result = service === 'ec2' ? inside : tag(`${operation}Result`, inside);
  return tag(`${operation}Response`, `${tag('requestId', '1')}${result}`);
}
