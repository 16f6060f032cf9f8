/** Digests of several places: home's own day, and what the others have handed over. */
import type { DigestContent } from '../../src/lib/model/digest.ts';
import type { DigestPart, JoinedParts, PlacedPart } from '../../src/lib/model/digest-part.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import { days, hours, minus } from '../../src/lib/model/instant.ts';
import type { HomePlace } from '../../src/lib/model/managed-place.ts';
import { usd } from '../../src/lib/model/money.ts';
import { jointContent } from '../../src/lib/tell/join.ts';
import { partOf } from '../../src/lib/tell/render/digest-part.ts';
import type { JointContent } from '../../src/lib/tell/render/place-lines.ts';
import type { View } from '../../src/lib/tell/render/say.ts';
import { EMPTY_DAY, FULL_DAY, LEFT_VOLUME, NINE_AM, NOTHING_SAVED } from './digests.ts';
import { allNotices } from './notices.ts';

export const SHOP: HomePlace = { account: idOf(isAccountId, '210987654321'), region: 'us-east-1' };
export const LAB: HomePlace = { account: idOf(isAccountId, '001122334455'), region: 'eu-west-1' };

/** A night's stop, and a volume that was left. */
export const SHOP_DAY: DigestContent = {
  ...EMPTY_DAY,
  fleet: { running: 4, stopped: 2 },
  saved: { ...NOTHING_SAVED, off: hours(11), savedMicroUsd: usd(0.143) },
  notices: allNotices()
    .filter(({ kind }) => kind === 'stopped')
    .slice(0, 1),
  leftVolumes: [LEFT_VOLUME],
};

export const partFor = (content: DigestContent, view: View, place: HomePlace): DigestPart => ({
  kind: 'digest-part',
  ...partOf({ ...content, channels: [], switched: null }, { ...view, ...place }),
});

export const placed = (place: HomePlace, label: string, part: DigestPart): PlacedPart => ({
  place,
  label,
  part,
});

export const joinedOf = (
  parts: readonly PlacedPart[],
  more: Partial<JoinedParts> = {},
): JoinedParts => ({
  places: parts.length + 1,
  accounts: new Set(['home', ...parts.map(({ place }) => place.account)]).size,
  parts,
  missing: [],
  unread: [],
  ...more,
});

/** Home warns, the shop has stopped something, and the lab has nothing to tell. */
export const threePlaces = (view: View): JointContent => {
  const shop = placed(SHOP, 'shop us-east-1', partFor(SHOP_DAY, view, SHOP));
  const lab = placed(LAB, 'lab eu-west-1', partFor(EMPTY_DAY, view, LAB));
  const own = { ...EMPTY_DAY, warnings: FULL_DAY.warnings, saved: SHOP_DAY.saved };
  return jointContent(own, joinedOf([shop, lab]));
};

/** The shop comes a day late, the lab not at all, and one could not be read. */
export const lateAndMissing = (view: View): JointContent => {
  const yesterday = { ...SHOP_DAY, date: '2026-11-23', at: minus(NINE_AM, days(1)) };
  const shop = placed(SHOP, 'shop us-east-1', partFor(yesterday, view, SHOP));
  const missing = ['shop us-east-1', 'lab eu-west-1'];
  return jointContent(
    EMPTY_DAY,
    joinedOf([shop], { places: 4, missing, unread: ['lab us-west-2'] }),
  );
};

export const quietPlaces = (view: View): JointContent =>
  jointContent(
    EMPTY_DAY,
    joinedOf([
      placed(SHOP, 'shop us-east-1', partFor(EMPTY_DAY, view, SHOP)),
      placed(LAB, 'lab eu-west-1', partFor(EMPTY_DAY, view, LAB)),
    ]),
  );
