/** What comes of reading another tool's file: a policy, and what did not fit into it. */
export interface Imported {
  readonly schedules: Readonly<Record<string, NativeSchedule>>;
  /** As the policy writes the section. */
  readonly dialects: unknown;
  readonly notes: readonly Note[];
}

export interface NativeSchedule {
  readonly zone: string;
  readonly running: readonly string[];
  readonly holidays?: readonly string[];
  readonly start: 'all';
  readonly enforce?: true;
}

/** One thing that could not be carried over, where it stands, and why. */
export interface Note {
  readonly line: number;
  /** `policies[0].filters[1].state-filter`. */
  readonly path: string;
  readonly sentence: string;
}

/** A file as plain data, and where its parts stand. */
export interface Source {
  readonly content: unknown;
  lineOf(path: readonly PropertyKey[]): number;
}
