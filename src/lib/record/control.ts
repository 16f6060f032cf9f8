/** Turns the owner's switch: read, changed, and written only over what was read. */
import type { Expectation, LedgerStore } from '../cloud/cloud.ts';
import { type SwitchTurn, turned } from '../model/control.ts';
import type { Instant } from '../model/instant.ts';
import type { Control } from '../model/ledger.ts';
import { controlKey, type Place } from './place.ts';

export type Turned =
  | { readonly done: true; readonly changed: boolean; readonly control: Control | null }
  /** Somebody else writes it at the same time, or a newer version has: it is as they left it. */
  | { readonly done: false };

/** Two people who turn it at once are one too many; more is something else. */
const TRIES = 3;

export async function turnSwitch(
  { store, place }: { readonly store: Pick<LedgerStore, 'get' | 'put'>; readonly place: Place },
  turn: SwitchTurn,
  now: Instant,
): Promise<Turned> {
  const key = controlKey(place);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stored = await store.get(key);
    const before = stored?.item.kind === 'control' ? stored.item : null;
    const control = turned(before, turn, now);
    if (control === before || control === null) return { done: true, changed: false, control };
    const expectation: Expectation = stored === null ? 'absent' : { revision: stored.revision };
    const { written } = await store.put({ key, item: control, expiresAt: null }, expectation);
    if (written) return { done: true, changed: true, control };
  }
  return { done: false };
}
