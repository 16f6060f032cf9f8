/** What home's digest says of the other places, put together from what they have handed over. */
import { together } from '../meter/savings.ts';
import type { DigestContent } from '../model/digest.ts';
import type { JoinedParts } from '../model/digest-part.ts';
import type { LookBack } from '../model/tally.ts';
import { sumUp } from './look-back.ts';
import { toldLate } from './render/digest-part.ts';
import type { JointContent } from './render/place-lines.ts';

/** Home's own content beside theirs, and what is of all of them together. */
export function jointContent(own: DigestContent, joined: JoinedParts): JointContent {
  const parts = joined.parts.map(({ part }) => part);
  // What runs is said as it is now.
  const today = parts.filter(({ date }) => date === own.date);
  const known = [own, ...today].map(({ fleet }) => fleet).filter((fleet) => fleet !== null);
  const count = (of: 'running' | 'stopped'): number =>
    known.reduce((sum, fleet) => sum + fleet[of], 0);
  const fleet =
    known.length === 0 ? null : { running: count('running'), stopped: count('stopped') };
  const saved = together([own.saved, ...parts.map((part) => part.saved)]);
  const all = { fleet, saved, lookBacks: lookBacksOf([own, ...parts]) };
  const told = joined.parts.map((placed) =>
    placed.part.date === own.date ? placed : { ...placed, part: toldLate(placed.part) },
  );
  return { own, all, heard: known.length, joined: { ...joined, parts: told } };
}

/** One week and one month at most, of whoever has one. */
function lookBacksOf(contents: readonly Pick<DigestContent, 'lookBacks'>[]): readonly LookBack[] {
  const all = contents.flatMap(({ lookBacks }) => lookBacks);
  return (['week', 'month'] as const).flatMap((of) => {
    const alike = all.filter((back) => back.of === of);
    return alike.length === 0 ? [] : [{ of, ...sumUp(alike), spent: spentByAll(alike) }];
  });
}

/** Regions that are not swept by themselves know nothing: theirs is in what their account spent. */
function spentByAll(backs: readonly LookBack[]): LookBack['spent'] {
  const known = backs.filter(({ spent }) => spent);
  return known.length === 0 ? null : sumUp(known).spent;
}
