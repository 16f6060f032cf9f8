/** What happened in a history that a person would tell, as facts, in order. */
import type { CallVerb, Entry, EntryOf } from '../../lib/cloud/simulated/journal.ts';
import { type Finding, findingKey, isProven } from '../../lib/model/finding.ts';
import type { Instant } from '../../lib/model/instant.ts';
import type { SurveyRecord } from '../../lib/model/ledger.ts';
import type { Notice } from '../../lib/model/notice.ts';
import { TAG_PREFIX } from '../../lib/model/tag.ts';
import { type Mail, warningMail } from './first-mail.ts';

/** Something that a person did to something. */
export interface Deed {
  readonly person: string;
  readonly verb: CallVerb | 'confirm' | 'hold';
  /** What people call it; empty where it has no name. */
  readonly on: string;
  /** `key=value` of the tag that was set; what a hold says; null otherwise. */
  readonly note: string | null;
  /** AWS refused it. */
  readonly refused: boolean;
}

export type Happening =
  | { readonly kind: 'deed'; readonly at: Instant; readonly deed: Deed }
  | { readonly kind: 'notice'; readonly at: Instant; readonly notice: Notice }
  | { readonly kind: 'digest'; readonly at: Instant; readonly subject: string }
  /** Once: what a warning looks like where it is read. */
  | { readonly kind: 'mail'; readonly at: Instant; readonly mail: Mail }
  /** The daily sweep found it, and has not told of it before; the dearest first. */
  | { readonly kind: 'found'; readonly at: Instant; readonly findings: readonly Finding[] }
  /** AWS did it by itself: took a spot instance back. */
  | { readonly kind: 'aws'; readonly at: Instant; readonly name: string; readonly reason: string };

export interface Teller {
  /** What has happened since the last call. */
  hearMore(): readonly Happening[];
}

/** Listens to a journal that grows. */
export function tellerOf(journal: { readonly entries: readonly Entry[] }): Teller {
  const names = new Map<string, string>();
  const told = new Set<string>();
  let heard = 0;
  return {
    hearMore() {
      const entries = journal.entries.slice(heard);
      heard = journal.entries.length;
      learnNames(names, entries);
      return entries.flatMap((entry, index) =>
        happeningOf(entry, { next: entries[index + 1], names, told }),
      );
    },
  };
}

/** Ids as people call them: the names that state changes and addresses carry. */
function learnNames(names: Map<string, string>, entries: readonly Entry[]): void {
  for (const entry of entries) {
    if (entry.kind === 'state') names.set(entry.instanceId, entry.name);
    if (entry.kind === 'volume') names.set(entry.volumeId, entry.name);
    if (entry.kind === 'address' && entry.allocationId !== null) {
      names.set(entry.allocationId, entry.publicIp);
    }
  }
}

interface Known {
  readonly next: Entry | undefined;
  readonly names: ReadonlyMap<string, string>;
  /** Dedupe keys of the messages and keys of the findings that were recorded before; `mail`. */
  readonly told: Set<string>;
}

function happeningOf(entry: Entry, known: Known): readonly Happening[] {
  switch (entry.kind) {
    case 'call':
      return deedOf(entry, known);
    case 'confirmed':
      return confirmedBy(entry);
    case 'ledger':
      return writtenIn(entry, known);
    case 'message':
      return [...digestIn(entry), ...firstMailIn(entry, known)];
    case 'state':
      return doneByAws(entry);
    default:
      return [];
  }
}

function deedOf(entry: EntryOf<'call'>, { next, names }: Known): readonly Happening[] {
  const { actor, at, verb, before, refused } = entry;
  if (actor.kind !== 'person') return [];
  const on = before?.instance.tags['Name'] ?? names.get(entry.on) ?? '';
  const note = verb === 'tag' && next?.kind === 'tags' ? ownTag(next, before?.instance.tags) : null;
  const deed: Deed = { person: actor.name, verb, on, note, refused: refused !== null };
  return [{ kind: 'deed', at, deed }];
}

/** The tag of ours that the change has set. */
function ownTag(
  { tags }: EntryOf<'tags'>,
  before: Readonly<Record<string, string>> = {},
): string | null {
  const set = Object.entries(tags).find(
    ([key, value]) => key.startsWith(TAG_PREFIX) && before[key] !== value,
  );
  return set ? set.join('=') : null;
}

function confirmedBy({ actor, at }: EntryOf<'confirmed'>): readonly Happening[] {
  if (actor.kind !== 'person') return [];
  const deed = { person: actor.name, verb: 'confirm', on: '', note: null, refused: false } as const;
  return [{ kind: 'deed', at, deed }];
}

/** A message as it was first recorded; a hold as a person's link wrote it. */
function writtenIn(entry: EntryOf<'ledger'>, { told, names }: Known): readonly Happening[] {
  const { actor, at, item, written } = entry;
  if (!written || item === null) return [];
  if (item.kind === 'hold' && actor.kind === 'person') {
    const on = names.get(item.instanceId) ?? item.instanceId;
    const deed = { person: actor.name, verb: 'hold', on, note: item.why, refused: false } as const;
    return [{ kind: 'deed', at, deed }];
  }
  if (item.kind === 'survey') return foundBy(item, told);
  if (item.kind !== 'notice' || told.has(item.notice.dedupeKey)) return [];
  told.add(item.notice.dedupeKey);
  return [{ kind: 'notice', at, notice: item.notice }];
}

/** As the digest after it tells of them. */
function foundBy({ at, findings }: SurveyRecord, told: Set<string>): readonly Happening[] {
  const fresh = findings.filter(
    (finding) => isProven(finding, at) && !told.has(findingKey(finding)),
  );
  for (const finding of fresh) told.add(findingKey(finding));
  return fresh.length === 0 ? [] : [{ kind: 'found', at, findings: fresh }];
}

function digestIn({ at, message, result }: EntryOf<'message'>): readonly Happening[] {
  const isDigest = message.attributes['kind'] === 'digest' && result === 'accepted';
  return isDigest ? [{ kind: 'digest', at, subject: message.subject }] : [];
}

function firstMailIn(entry: EntryOf<'message'>, { told }: Known): readonly Happening[] {
  const mail = told.has('mail') ? null : warningMail(entry);
  if (mail === null) return [];
  told.add('mail');
  return [{ kind: 'mail', at: entry.at, mail }];
}

function doneByAws({ at, name, to, reason }: EntryOf<'state'>): readonly Happening[] {
  const began = to === 'stopping' || to === 'shutting-down';
  const byAws = reason?.startsWith('Server.Spot') === true;
  return began && byAws ? [{ kind: 'aws', at, name, reason }] : [];
}
