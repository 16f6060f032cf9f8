/** Why an instance is left alone whatever is due, in English. */
import { BY_LINK } from '../../model/link.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { OWNERS_EN } from './owner.ts';
import type { Say } from './say.ts';

const SELECTORS: Readonly<Record<ReasonEvidence['not-selected']['by'], string>> = {
  manage: 'The policy manages only what carries a tierkeeper: tag (manage: tagged); it has none.',
  names: 'Its name is not among those that the policy selects (select.names).',
  tags: 'Its tags are not those that the policy selects (select.tags).',
  types: 'Its type is not among those that the policy selects (select.types).',
};

type HoldEvidence = ReasonEvidence['held'];

const holder = ({ by, why }: HoldEvidence, say: Say): string => {
  const who = by === BY_LINK ? 'asked for by a link' : say.data(by);
  const note = say.data(why);
  if (who === '' && note === '') return '';
  return ` (${[who, note === '' ? '' : `"${note}"`].filter((part) => part !== '').join(': ')})`;
};

export const LEFT_ALONE_REASONS_EN = {
  'operator-managed': ({ principal }, say) =>
    `AWS itself runs it${principal === null ? '' : ` for ${say.data(principal)}`}, ` +
    `so it is left to AWS.`,
  'owned-by': ({ owner, tag, value: name }, say) =>
    `It belongs to ${OWNERS_EN[owner]} (${say.data(tag)}: ${say.data(name)}), ` +
    `which would replace it if it stopped.`,
  'spot-one-time': ({ requestId }, say) =>
    `It is a one-time Spot Instance (${say.data(requestId)}), which AWS cannot stop, ` +
    `only terminate.`,
  'instance-store-root': () =>
    'Its root disk is an instance store, so AWS cannot stop it, only terminate it.',
  'dedicated-host': () => 'It is on a Dedicated Host, which costs the same when it is stopped.',
  'capacity-block': () => 'It is in a Capacity Block, which is paid for in advance.',
  'not-selected': ({ by }) => SELECTORS[by],
  ignored: ({ tag }, say) => `Its tag ${say.data(tag)} tells Tierkeeper to ignore it.`,
  gone: ({ state }, say) =>
    state === 'terminated' ? 'It is terminated.' : `It is going away (${say.data(state)}).`,
  'keep-tag': ({ tag }, say) => `Its tag ${say.data(tag)} says to keep it as it is.`,
  'stop-protected': ({ seenAt }, say) =>
    `Its stop protection is on: AWS refused to stop it on ${say.instant(seenAt)}.`,
  'too-young': ({ since, minimumUptime }, say) =>
    `It started on ${say.instant(since)}, and is left alone for its first ` +
    `${say.duration(minimumUptime)}.`,
  'unreadable-tag': ({ tag, value: text, expected, problem }, say) =>
    `Its tag ${say.data(tag)} says "${say.data(text)}", which cannot be read, ` +
    `so it is left alone. ${problem === undefined ? '' : `${say.data(problem, 200)} `}` +
    `The tag takes ${say.data(expected, 200)}.`,
  'instance-store-data': ({ type }, say) =>
    `Its type, ${say.data(type)}, has instance-store disks, and a stop would erase them.`,
  held: (evidence, say) =>
    `It is on hold until ${say.farInstant(evidence.until)}${holder(evidence, say)}.`,
  'hold-wants-running': (evidence, say) =>
    `A hold wants it running until ${say.farInstant(evidence.until)}${holder(evidence, say)}.`,
  'hold-wants-stopped': (evidence, say) =>
    `A hold wants it stopped until ${say.farInstant(evidence.until)}${holder(evidence, say)}.`,
  paused: ({ since }, say) => `Tierkeeper has been paused since ${say.instant(since)}.`,
} satisfies Partial<ReasonCatalogue>;
