/** What the pass's own calls mean for ledger and people. */
import type { Mark } from '../model/decision.ts';
import type { Intent, IntentTarget, Outcome } from '../model/intent.ts';
import { edgeOf } from './ledger-marks.ts';
import { notebookRequestMarks } from './notebooks/notebook-marks.ts';
import { outcomeMarks } from './outcome-marks.ts';
import type { World } from './world.ts';

interface CallsMade {
  readonly outcomes: readonly Outcome[];
  readonly requests: readonly { readonly intent: Intent; readonly target: IntentTarget }[];
}

/** Accepted calls are remembered as ours at once: what they bring about is not a person's doing. */
export const aftermath = (world: World, { outcomes, requests }: CallsMade): readonly Mark[] => [
  ...outcomes.flatMap((outcome) => outcomeMarks(world, outcome)),
  ...requests.flatMap((request) => requestMarks(world, request)),
];

function requestMarks(
  world: World,
  { intent, target }: CallsMade['requests'][number],
): readonly Mark[] {
  if (intent.verb === 'associate') return [];
  if (target.target.kind === 'notebook') return notebookRequestMarks(world, intent, target);
  const { instanceId, rule, reason } = target;
  if (instanceId === null) return [];
  const action = { rule, at: intent.at, result: 'requested' } as const;
  return [{ mark: 'called', instanceId, verb: intent.verb, action, edge: edgeOf(reason) }];
}
