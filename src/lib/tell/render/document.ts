/** The same message for machines: one JSON document, versioned, described in docs/messages. */
import type { DigestContent } from '../../model/digest.ts';
import { type Instant, toIso } from '../../model/instant.ts';
import type { Notice } from '../../model/notice.ts';
import type { JointContent } from './place-lines.ts';
import { codesOf } from './plain.ts';
import type { View } from './say.ts';
import { DOCUMENT_BYTES_MAX, roomFor } from './size.ts';

/** Grows only when a field changes its meaning or goes away. */
const DOCUMENT_VERSION = 1;

/** What a log or a terminal would act upon instead of showing it. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/** JSON with every invisible character written as `\uXXXX`: values stay exactly what they were. */
export const asJson = (value: unknown): string => JSON.stringify(value).replace(UNSEEN, codesOf);

interface Head {
  readonly kind: 'pass' | 'digest';
  readonly at: Instant;
  readonly view: View;
}

const headOf = ({ kind, at, view: { account, region, mode } }: Head) => ({
  version: DOCUMENT_VERSION,
  kind,
  account,
  region,
  mode,
  at: toIso(at),
});

type Lists = Readonly<Record<string, readonly unknown[]>>;

/** Envelope and commas. */
const SPARE_BYTES = 2_000;

/** The lists as far as they fit, each in turn, and how many of each found no room. */
function fitted(lists: Lists): { readonly kept: Lists; readonly omitted: Record<string, number> } {
  const room = roomFor(DOCUMENT_BYTES_MAX - SPARE_BYTES);
  const kept: Record<string, unknown[]> = {};
  const omitted: Record<string, number> = {};
  for (const [name, entries] of Object.entries(lists)) {
    kept[name] = entries.filter((entry) => room.take(`${asJson(entry)},`));
    const missing = entries.length - kept[name].length;
    if (missing > 0) omitted[name] = missing;
  }
  return { kept, omitted };
}

function documentOf(head: Head, more: object, lists: Lists): string {
  const { kept, omitted } = fitted(lists);
  const lost = Object.keys(omitted).length > 0 ? { omitted } : {};
  return asJson({ ...headOf(head), ...more, ...kept, ...lost });
}

export const passDocument = (notices: readonly Notice[], at: Instant, view: View): string =>
  documentOf({ kind: 'pass', at, view }, {}, { notices });

/** Its lists are those of home; what is of all places is summed, and each has its entry. */
export function jointDocument({ own, all, joined }: JointContent, view: View): string {
  const places = joined.parts.map(({ place, part }) => {
    const { account, region } = place;
    const { date, fleet, saved, counts } = part;
    return { account, region, date, fleet, saved, counts };
  });
  const { missing, unread: unreadParts } = joined;
  return digestDocument({ ...own, ...all }, view, { places, missing, unreadParts });
}

export function digestDocument(content: DigestContent, view: View, more: Lists = {}): string {
  const { date, at, fleet, saved, lookBacks, notices, warnings, holds, health } = content;
  const { meter = null, switched = null } = content;
  const { leftVolumes, leftAddresses, next, uncertain, channels } = content;
  const { findings = [], unread = [], unlooked = [] } = content.forgotten ?? {};
  const left = { leftVolumes, leftAddresses, findings, unread, unlooked };
  const ours = { notices, warnings, holds, health, ...left, next, uncertain, channels };
  const lists = { ...ours, ...more };
  return documentOf(
    { kind: 'digest', at, view },
    { date, switched, fleet, saved, lookBacks, meter },
    lists,
  );
}
