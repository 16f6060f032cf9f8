/** Lines that wait for the digest: what would have been done, a proposal, a tag to mend. */
import type { NoticeFacts } from '../../model/notice.ts';
import type { Reason } from '../../model/reason.ts';
import { type Action, type NoticeCatalogue, worded } from './catalogue.ts';
import * as command from './command.ts';
import type { Say } from './say.ts';

type Facts = NoticeFacts['digest'];

export interface DigestLineWords {
  reason(because: Reason, say: Say): string;
  readonly titles: Readonly<Record<Facts['line'], (name: string) => string>>;
  readonly labels: {
    readonly stopWhenIdle: string;
    readonly standardMode: string;
    readonly unlimitedMode: string;
  };
}

export const digestNotice =
  (words: DigestLineWords): NoticeCatalogue['digest'] =>
  (facts, say) =>
    worded({
      title: words.titles[facts.line](say.name(facts.subject)),
      sentences: [words.reason(facts.reason, say)],
      about: say.identity(facts.subject),
      actions: actionsOf(facts, words, say),
    });

/** What turns a line of the digest into a deed, where there is one. */
function actionsOf(facts: Facts, { labels }: DigestLineWords, say: Say): readonly Action[] {
  const { subject, line, reason } = facts;
  const { instanceId } = subject;
  if (line === 'credits') {
    const [label, mode] =
      reason.key === 'credits-charged'
        ? ([labels.standardMode, 'standard'] as const)
        : ([labels.unlimitedMode, 'unlimited'] as const);
    return [{ label, command: command.setCreditMode(instanceId, mode, say.view) }];
  }
  if (line !== 'proposal') return [];
  const accept = command.setTag(instanceId, command.IDLE_AFTER_AN_HOUR, say.view);
  return [{ label: labels.stopWhenIdle, command: accept }];
}
