/** Evidence for machines: numbers stay numbers, and instants become ISO 8601. */
import { type Instant, instant, toIso } from '../lib/model/instant.ts';
import type { Reason, ReasonEvidence, ReasonKey } from '../lib/model/reason.ts';

type FieldsWith<Evidence, Wanted> = {
  [Field in keyof Evidence]-?: Extract<Evidence[Field], Wanted> extends never ? never : Field;
}[keyof Evidence];
type InstantField = { [Key in ReasonKey]: FieldsWith<ReasonEvidence[Key], Instant> }[ReasonKey];

/** Every field that is an instant in some reason; one that is missing here does not compile. */
const INSTANTS: Readonly<Record<InstantField, true>> = {
  at: true,
  edge: true,
  next: true,
  notBefore: true,
  retryAt: true,
  seenAt: true,
  since: true,
  stopAt: true,
  stoppedAt: true,
  tellAt: true,
  until: true,
  warnedAt: true,
};

type NotInstants<Evidence> = {
  [Field in keyof Evidence]-?: Exclude<Evidence[Field], Instant | null | undefined> extends never
    ? never
    : Field;
}[keyof Evidence];
type OtherField = { [Key in ReasonKey]: NotInstants<ReasonEvidence[Key]> }[ReasonKey];

/** A name means an instant in every reason or in none: this line compiles only while it does. */
true satisfies Extract<InstantField, OtherField> extends never ? true : never;

const isInstant = (field: string): boolean => Object.hasOwn(INSTANTS, field);

export const evidenceOf = ({ evidence }: Reason): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(evidence).map(([field, value]) => [
      field,
      isInstant(field) && typeof value === 'number' ? toIso(instant(value)) : value,
    ]),
  );

/** All instants that a reason speaks of. */
export const instantsOf = ({ evidence }: Reason): readonly Instant[] =>
  Object.entries(evidence).flatMap(([field, value]) =>
    isInstant(field) && typeof value === 'number' ? [instant(value)] : [],
  );
