/** What the one digest of several places needs words for. */
import type { DigestContent } from '../../model/digest.ts';
import type { Say } from './say.ts';

export interface PlaceWords {
  title(day: string, places: number): string;
  /** In the subject: `Tue 24 Nov, 5 places`. */
  subject(day: string, places: number): string;
  /** What runs in all of them; `heard` have said so. */
  fleet(
    content: Pick<DigestContent, 'fleet'>,
    counted: { readonly heard: number; readonly places: number },
  ): string;
  /** The digest of a day on which nothing happened anywhere. */
  readonly nothing: string;
  /** Of one place, under its heading. */
  there(fleet: DigestContent['fleet']): string;
  readonly account: (id: string) => string;
  /** Of a part that came too late for its own digest. */
  late(day: string): string;
  /** Over the link to home's page: `[home] as it is now, on one page:`. */
  homePage(name: string): string;
  /** What a link to a place's own page is called, after what is said of the place. */
  readonly page: string;
  /** Heads the lines of places that are told of in short, and says where the whole is. */
  readonly short: string;
  quiet(names: readonly string[], unnamed: number): string;
  missing(names: readonly string[], unnamed: number): string;
  unread(names: readonly string[], unnamed: number): string;
  unshown(names: readonly string[], unnamed: number): string;
  /** Where commands of several accounts are run. */
  readonly whereToRun: string;
  footer(places: number, say: Say): string;
}
