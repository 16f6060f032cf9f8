/** The truth tables: their files, and what a case may say. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Given } from './truth-table.ts';

export interface TruthCase {
  readonly name: string;
  readonly given: Given;
  readonly then: Expected;
}

/** What is left out of `marks`, `notices` and `settled` must not happen. */
export interface Expected {
  /** `power/i-00000001` unless it says otherwise. */
  readonly target?: string;
  readonly verdict?: string;
  readonly reason?: string;
  readonly rule?: string;
  /** So much of the evidence as the case is about. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly string[];
  readonly notices?: readonly string[];
  readonly settled?: readonly string[];
  /** What some of the marks hold, by what `marks` calls them: so much as the case is about. */
  readonly writes?: Readonly<Record<string, object>>;
  /** What some of the messages hold, by what `notices` calls them. */
  readonly tells?: Readonly<Record<string, object>>;
  /** The evidence of whatever was said of the target, also by rules that did not decide. */
  readonly heard?: Readonly<Record<string, object>>;
  /** What the first of the outcomes holds. */
  readonly outcome?: object;
  /** Other targets: `stop idle`. */
  readonly others?: Readonly<Record<string, string>>;
  readonly counts?: Readonly<Record<string, number>>;
  readonly associates?: string | null;
  /** Where that address goes. */
  readonly places?: object;
  readonly hibernate?: boolean;
  /** Targets that are acted on; the others are only told. */
  readonly acts?: readonly string[];
}

const FOLDER = new URL('./', import.meta.url);
export const TABLES = readdirSync(FOLDER).filter((name) => /^(?!forgotten).*\.json$/.test(name));

export const casesOf = (file: string): readonly TruthCase[] =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as readonly TruthCase[];
