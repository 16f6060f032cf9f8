/** Addresses that came back, are missing, or cost money for nobody. */
import { type AllocationId, isInstanceId } from '../../model/ids.ts';
import type { Reason } from '../../model/reason.ts';
import { TAG } from '../../model/tag.ts';
import { type Action, type NoticeCatalogue, worded } from './catalogue.ts';
import * as command from './command.ts';
import type { Say } from './say.ts';

export interface AddressWords {
  reason(because: Reason, say: Say): string;
  readonly titles: {
    restored(name: string, publicIp: string): string;
    missing(name: string): string;
    left(name: string): string;
  };
  /** Why it was put there, and what that costs. */
  restored(allocationId: string): readonly string[];
  readonly labels: {
    readonly dropClaim: string;
    readonly show: string;
    giveTo(successor: string): string;
    readonly release: string;
    readonly keep: string;
  };
}

export const addressNotices = (
  words: AddressWords,
): Pick<NoticeCatalogue, 'address-restored' | 'address-missing'> => ({
  'address-restored': ({ subject, publicIp, allocationId }, say) => {
    const drop = command.dropTags(subject.instanceId, [TAG.eip, TAG.eipPool], say.view);
    return worded({
      title: words.titles.restored(say.name(subject), say.data(publicIp)),
      sentences: words.restored(say.data(allocationId)),
      about: say.identity(subject),
      actions: [{ label: words.labels.dropClaim, command: drop }],
    });
  },
  'address-missing': ({ subject, reason, allocationId }, say) => {
    const left = reason.key === 'address-left';
    const show = { label: words.labels.show, command: command.listAddresses(say.view) };
    return worded({
      title: words.titles[left ? 'left' : 'missing'](say.name(subject)),
      sentences: [words.reason(reason, say)],
      about: say.identity(subject),
      actions:
        left && allocationId !== null ? leftOver(reason, allocationId, { words, say }) : [show],
    });
  },
});

interface Voice {
  readonly words: AddressWords;
  readonly say: Say;
}

/** The successor is a guess by its name: declaring the address there is for a person to do. */
function leftOver(
  { key, evidence }: Reason,
  id: AllocationId,
  { words: { labels }, say: { view } }: Voice,
): readonly Action[] {
  const successor = key === 'address-left' ? evidence.successor : null;
  const give: readonly Action[] =
    successor !== null && isInstanceId(successor)
      ? [
          {
            label: labels.giveTo(successor),
            command: command.setTag(successor, command.claimOf(id), view),
          },
        ]
      : [];
  return [
    ...give,
    { label: labels.release, command: command.releaseAddress(id, view) },
    { label: labels.keep, command: command.setTag(id, command.KEEP, view) },
  ];
}
