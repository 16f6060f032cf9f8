/** What `tierkeeper trouble` says. */
import type { DeadLetter } from '../../lib/model/dead-letter.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import type { Replayed, Trouble } from '../../lib/wiring/aws-trouble.ts';

export type NoTrouble = Exclude<Trouble<unknown>, { readonly reached: true }>;

export interface TroubleAsked {
  readonly queueName: string;
  readonly profile: string | undefined;
}

export interface TroubleWords {
  nothing(queueName: string): string;
  title(count: number, say: Say): string;
  /** What it is, when it happened and when it was given up. */
  letter(letter: DeadLetter, say: Say): readonly string[];
  readonly replayAll: string;
  readonly drop: string;
  replayed(id: string, replayed: Replayed, say: Say): string;
  dropped(id: string): string;
  unknown(id: string, queueName: string): string;
  ambiguous(id: string, count: number): string;
  unreached(why: NoTrouble, asked: TroubleAsked): string;
}
