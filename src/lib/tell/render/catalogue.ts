/**
 * What a language must have words for. Each table is keyed by a closed union, so that a missing
 * sentence is a compile error in every language.
 */
import type {
  ChannelLine,
  DigestContent,
  LeftAddressLine,
  LeftCost,
  LeftVolumeLine,
  NextLine,
  UnreadLine,
} from '../../model/digest.ts';
import type { DigestCounts, DigestSection } from '../../model/digest-section.ts';
import type { Fault, FaultCode } from '../../model/fault.ts';
import type { Finding, FindingKind } from '../../model/finding.ts';
import type { Duration } from '../../model/instant.ts';
import type { HoldAction } from '../../model/link.ts';
import type { Notice, NoticeFacts, NoticeKind } from '../../model/notice.ts';
import type { Reason, ReasonEvidence, ReasonKey } from '../../model/reason.ts';
import type { LookBack, Saved, Spent } from '../../model/tally.ts';
import type { Command } from './command.ts';
import type { MeterWords } from './meter-catalogue.ts';
import type { PlaceWords } from './place-catalogue.ts';
import type { Say } from './say.ts';

export type ReasonCatalogue = {
  readonly [Key in ReasonKey]: (evidence: ReasonEvidence[Key], say: Say) => string;
};

export const reasonIn = <Key extends ReasonKey>(
  catalogue: ReasonCatalogue,
  { key, evidence }: Reason<Key>,
  say: Say,
): string => catalogue[key](evidence, say);

export type FaultCatalogue = {
  readonly [Code in FaultCode]: (fault: Fault, say: Say) => string;
};

/** Something the reader can do: "To start it again:", and the command that does it. */
export interface Action {
  /** Fits one instance and many, so that the actions of several notices can share a command. */
  readonly label: string;
  readonly command: Command;
  /** The page of the message does it as well: who has its link needs no command. */
  readonly onPage?: true;
}

/** A notice in words; mail, chat and pages lay it out each in their own way. */
export interface Worded {
  readonly title: string;
  /** Why comes first, and is all that a digest's line takes. */
  readonly sentences: readonly string[];
  /** The id and type of what it is about, in any language; empty where it is about no one thing. */
  readonly about: string;
  readonly actions: readonly Action[];
  /** Things with sentences and actions of their own: the volumes of an instance. */
  readonly parts: readonly Worded[];
  /** The page where the reader can answer; null where there is none. */
  readonly offered: Offered | null;
}

/** "Not now?", and the address of the page that offers these. */
export interface Offered {
  readonly label: string;
  readonly url: string;
  readonly actions: readonly HoldAction[];
}

/** What is not told with the link already. */
export const besideLink = ({ actions, offered }: Pick<Worded, 'actions' | 'offered'>) =>
  offered === null ? actions : actions.filter(({ onPage }) => onPage !== true);

/** What stands above a link, with its colon. */
export interface OfferWords {
  readonly keepOn: string;
  readonly start: string;
  readonly leave: string;
  readonly release: string;
  /** Above a command: a hold that is a tag. */
  readonly dropTag: string;
  readonly status: string;
  /** Said once over many that each have their link. */
  each(label: string): string;
}

/** A notice of which only some has to be said. */
export const worded = (told: Pick<Worded, 'title' | 'sentences'> & Partial<Worded>): Worded => ({
  about: '',
  actions: [],
  parts: [],
  offered: null,
  ...told,
});

export type NoticeCatalogue = {
  readonly [Kind in NoticeKind]: (facts: NoticeFacts[Kind], say: Say) => Worded;
};

export const noticeIn = <Kind extends NoticeKind>(
  catalogue: NoticeCatalogue,
  { kind, facts }: Notice<Kind>,
  say: Say,
): Worded => catalogue[kind](facts, say);

/** What a family of the daily sweep is called. */
export type FamilyCatalogue = { readonly [Name in UnreadLine['family']]: string };

export type FindingCatalogue = {
  readonly [Kind in FindingKind]: (finding: Finding<Kind>, say: Say) => string;
};

export const findingIn = <Kind extends FindingKind>(
  catalogue: FindingCatalogue,
  finding: Finding<Kind>,
  say: Say,
): string => {
  const kind: Kind = finding.kind;
  return catalogue[kind](finding, say);
};

/** The words around several notices, and under every message. */
export interface PassWords {
  /** Over several notices of one kind. */
  heading(kind: NoticeKind, howMany: number): string;
  /** After a title that stands for more than itself. */
  andMore(others: number): string;
  /** Those that are only named, and how many are not even that. */
  others(names: readonly string[], unnamed: number): string;
  /** Where the commands of the message can be run. */
  readonly whereToRun: string;
  footer(say: Say): string;
}

export interface DigestWords {
  /** What the subject says after the product's name. */
  summary(counts: Partial<DigestCounts>): string;
  /** Between two parts of a subject. */
  readonly between: string;
  title(day: string): string;
  /** The whole digest of a day without events. */
  nothing(content: DigestContent, say: Say): string;
  fleet(content: DigestContent, say: Say): string;
  readonly headings: Readonly<Record<DigestSection, string>>;
  /** In the subject, after a week or a month. */
  lookedBack(back: LookBack, say: Say): string;
  /** What was done, or would have been; each its own sentence. */
  deeds(back: LookBack, say: Say): readonly string[];
  /** What stops saved in a period that is named above; of credits, where those pay. */
  saved(saved: Saved, say: Say, credits: boolean): string;
  /** The same since the last digest. */
  savedLately(saved: Saved, say: Say, credits: boolean): string;
  /** What the account cost in a period that is named above. */
  spent(spent: Spent, say: Say): string;
  readonly meter: MeterWords;
  readonly places: PlaceWords;
  leftCost(cost: LeftCost, say: Say): string;
  leftVolume(volume: LeftVolumeLine, age: Duration, say: Say): string;
  leftAddress(address: LeftAddressLine, age: Duration, say: Say): string;
  /** What a finding of the daily sweep is: the cells before it say what it costs, and where. */
  finding(finding: Finding, say: Say): string;
  /** Cheaper findings that found no room. */
  leftOut(howMany: number): string;
  /** A family that could not be read, and where. */
  unread(unread: UnreadLine, say: Say): string;
  /** Regions that there was no time for. */
  unlooked(regions: readonly string[], say: Say): string;
  readonly keepLabel: string;
  readonly deleteLabel: string;
  readonly stopLabel: string;
  readonly releaseLabel: string;
  readonly convertLabel: string;
  next(line: NextLine, say: Say): string;
  /** A channel that refuses, since when, what that cost, and what to do. */
  channel(line: ChannelLine, say: Say): string;
  uncertainDigest(date: string): string;
  uncertain(
    send: { readonly channel: string; readonly status: 'doubtful' | 'refused' },
    what: string,
  ): string;
}

/** What stands on buttons, of some 30 characters each. */
export interface ChatWords {
  readonly buttons: Readonly<Record<HoldAction, string>>;
  /** Opens the page with all choices. */
  readonly page: string;
}

/** One language. */
export interface Words {
  readonly offer: OfferWords;
  reason(because: Reason, say: Say): string;
  notice(notice: Notice, say: Say): Worded;
  readonly pass: PassWords;
  readonly digest: DigestWords;
  readonly chat: ChatWords;
}
