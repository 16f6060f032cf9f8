/** What pages say besides the reasons of decisions: a language without a sentence is no program. */
import type { InstanceState } from '../../model/instance.ts';
import type { Duration, Instant } from '../../model/instant.ts';
import type { Hold } from '../../model/ledger.ts';
import type { HoldAction, Pressed } from '../../model/link.ts';
import type { Reason } from '../../model/reason.ts';
import type { Saved } from '../../model/tally.ts';
import type { MeterWords } from '../../tell/render/meter-catalogue.ts';
import type { Say } from '../../tell/render/say.ts';
import type { StopEffectWords } from '../../tell/render/stop-effects.ts';
import type { RestWords } from '../rest-words.ts';
import type { StatusWords } from './status-words.ts';

export interface PageWords {
  reason(because: Reason, say: Say): string;
  readonly effects: StopEffectWords;
  /** What stops saved; of credits, where those pay. */
  saved(saved: Saved, say: Say, credits: boolean): string;
  readonly languages: string;
  readonly states: Readonly<Record<InstanceState, string>>;
  readonly offer: {
    /** Over the name: what is about to happen, or how things are. */
    readonly eyebrow: { readonly stops: string; readonly off: string; readonly on: string };
    readonly gone: string;
    stops(at: Instant, say: Say): string;
    in(length: Duration, say: Say): string;
    readonly overdue: string;
    held(hold: Hold, say: Say): string;
    readonly choose: { readonly running: string; readonly off: string };
    readonly actions: Readonly<Record<HoldAction, string>>;
    /** Beside an action: until when. */
    until(at: Instant, say: Say): string;
    readonly releaseNote: string;
    readonly nothing: string;
    expires(at: Instant, say: Say): string;
    readonly harmless: string;
  };
  readonly rest: RestWords;
  readonly date: {
    readonly heading: string;
    readonly label: string;
    hint(latest: Instant, say: Say): string;
    readonly submit: string;
  };
  readonly answer: {
    readonly eyebrow: { readonly done: string; readonly late: string; readonly nothing: string };
    title(pressed: Pressed, say: Say): string;
    sentences(pressed: Pressed, name: string, say: Say): readonly string[];
    asked(pressed: Pressed, say: Say): string;
    readonly undo: string;
    readonly undoNote: string;
    readonly back: string;
  };
  readonly refused: {
    readonly title: string;
    sentence(latest: Instant, say: Say): string;
  };
  readonly status: StatusWords;
  readonly meter: MeterWords;
  readonly problem: { readonly title: string; readonly sentences: readonly string[] };
}
