/** What a place hands over to the one digest of all: put into words, and bounded. */
import type { DigestSection } from './digest-section.ts';
import type { Instant } from './instant.ts';
import type { HomePlace } from './managed-place.ts';
import type { LocalDate } from './schedule.ts';
import type { LookBack, Saved } from './tally.ts';

/** A command around its ids, as `Command` of the renderer has it. */
export interface PartCommand {
  readonly before: string;
  readonly ids: readonly string[];
  readonly after: string;
}

export interface PartLink {
  readonly label: string;
  readonly url: string;
}

export interface PartLine {
  readonly name: string;
  readonly text: string;
  readonly actions: readonly { readonly label: string; readonly command: PartCommand }[];
  /** The line's own page. */
  readonly link?: PartLink | undefined;
  /** Of a row of a table: what stands before its text. */
  readonly cells?: { readonly amount: string; readonly place: string } | undefined;
}

export interface PartSection {
  readonly section: DigestSection;
  /** Sentences on money, under the heading. */
  readonly costs: readonly string[];
  readonly lines: readonly PartLine[];
  /** Those that found no room, as far as even their names do. */
  readonly others: readonly string[];
  /** So many are not even named. */
  readonly more: number;
}

/** So long a part is kept: what home's digest has not told by then, nobody hears of. */
export const PART_DAYS = 7;

/** Written once and never again: what home has read of it is all that there will ever be. */
export interface DigestPart {
  readonly kind: 'digest-part';
  readonly date: LocalDate;
  readonly at: Instant;
  readonly fleet: { readonly running: number; readonly stopped: number } | null;
  readonly saved: Saved;
  readonly lookBacks: readonly LookBack[];
  /** Of what the subject of a digest counts; empty on a day without news. */
  readonly counts: Readonly<Partial<Record<DigestSection, number>>>;
  readonly sections: readonly PartSection[];
  /** The place's own page; null where there are no links. */
  readonly page: PartLink | null;
  /** What stands there is nothing that this version knows: of it there is the date alone. */
  readonly isUnreadable?: true | undefined;
}

/** Up to which date each place has been told of, with the digest of the same date. */
export interface DigestRound {
  readonly kind: 'digest-round';
  readonly date: LocalDate;
  readonly at: Instant;
  readonly told: readonly ToldPlace[];
}

export interface ToldPlace extends HomePlace {
  readonly upTo: LocalDate;
}

/** What of a place may be untold: all that has not aged yet, or the part of one date. */
export interface AskedPlace {
  readonly place: HomePlace;
  readonly only: LocalDate | null;
}

export interface HeardPlace {
  readonly place: HomePlace;
  readonly parts: readonly DigestPart[];
  /** `failed`: nobody knows yet what there is; `newer`: a newer version has written some of it. */
  readonly unread: 'failed' | 'newer' | null;
}

/** Where places hand over what they have to tell, and home finds it. */
export interface DigestExchange {
  /** Once a date: what stands there already stays. */
  handOver(part: DigestPart): Promise<void>;
  /** In the order of the places; with what went wrong, for the caller to throw when all is done. */
  hear(
    places: readonly AskedPlace[],
  ): Promise<{ readonly heard: readonly HeardPlace[]; readonly failures: readonly unknown[] }>;
  round(date: LocalDate): Promise<DigestRound | null>;
  keepRound(round: DigestRound): Promise<void>;
}

/** A part, and whose it is. */
export interface PlacedPart {
  readonly place: HomePlace;
  /** What tells the place from others: `shop us-east-1`. */
  readonly label: string;
  readonly part: DigestPart;
}

/** What home's digest says of the other places. */
export interface JoinedParts {
  /** So many places are looked after, home among them. */
  readonly places: number;
  /** Whether commands hold in one account or in the one that stands above them. */
  readonly accounts: number;
  /** In the order of the policy, older dates first; also those without news. */
  readonly parts: readonly PlacedPart[];
  /** Labels of those that have handed nothing over for this date. */
  readonly missing: readonly string[];
  /** Labels of those of which some part could not be read. */
  readonly unread: readonly string[];
}
