/** The owner's switch: what it does to the policy, and how it is turned. */
import type { Instant } from './instant.ts';
import type { Control } from './ledger.ts';
import type { Mode } from './policy.ts';

/** It only lowers: a policy that observes is not made to act by any of these. */
export type SwitchTurn =
  | 'pause'
  /** Ends a pause; a lowered mode stays lowered. */
  | 'resume'
  | 'observe'
  /** Ends a lowered mode; a pause goes on. */
  | 'policy';

/** What is done less than the policy says, and since when. */
export interface Switched {
  readonly to: 'paused' | 'observe';
  readonly since: Instant;
}

type Setting = Pick<Control, 'paused' | 'mode'>;

export const isLowering = ({ paused, mode }: Setting): boolean => paused || mode === 'observe';

/** Null where it changes nothing: also where it lowers what observes anyway. */
export function switchedBy(control: Control | null, { mode }: { mode: Mode }): Switched | null {
  if (control === null) return null;
  if (control.paused) return { to: 'paused', since: control.at };
  const isLowered = mode === 'act' && control.mode === 'observe';
  return isLowered ? { to: 'observe', since: control.at } : null;
}

const OFF: Setting = { paused: false, mode: null };

/**
 * The item as it is to be; the very same one where it says so already. `at` is since when it
 * stands so: for as long as a pause lasts, its beginning.
 */
export function turned(control: Control | null, turn: SwitchTurn, now: Instant): Control | null {
  const { paused, mode } = control ?? OFF;
  const next = settingAfter({ paused, mode }, turn);
  if (next.paused === paused && next.mode === mode) return control;
  const at = control !== null && paused && next.paused ? control.at : now;
  return { kind: 'control', ...next, at };
}

function settingAfter({ paused, mode }: Setting, turn: SwitchTurn): Setting {
  switch (turn) {
    case 'pause':
      return { paused: true, mode };
    case 'resume':
      return { paused: false, mode };
    case 'observe':
      return { paused, mode: 'observe' };
    case 'policy':
      return { paused, mode: mode === 'observe' ? null : mode };
  }
}
