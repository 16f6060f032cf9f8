/** The lines of a digest, before any channel lays them out. */
import type { DigestSection } from '../../model/digest-section.ts';
import type { Action, Offered, Words } from './catalogue.ts';
import type { Say } from './say.ts';
import type { Row } from './text.ts';

/** One line of a section, and the name that stands for it where there is no room. */
export interface Line {
  readonly name: string;
  readonly text: string;
  readonly actions: readonly Action[];
  /** Known to be about something with a name, before it has been put into words. */
  readonly isNamed?: true;
  /** The line's own page. */
  readonly offered?: Offered | null;
  /** Of a line that is a row of a table: what stands before its text. */
  readonly cells?: Omit<Row, 'text'>;
}

export type Sections = Readonly<Record<DigestSection, readonly Line[]>>;

/** A language, bound to its reader. */
export interface Voice {
  readonly words: Words;
  readonly say: Say;
}
