import type { Bulletin } from '../model/bulletin.ts';
import type { Scope, WakeCause } from '../model/wake.ts';
import type { Home } from './home.ts';

/** What a parser makes of an event's `detail`: a scope to look at, or why there is none. */
export type Reading =
  | { readonly cause: WakeCause; readonly scope: Scope; readonly bulletin?: Bulletin }
  | { readonly why: string };

export type Parser = (detail: unknown, home: Home) => Reading;

export const WHOLE_REGION: Scope = { kind: 'region' };
