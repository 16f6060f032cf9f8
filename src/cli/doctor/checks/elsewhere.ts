import type { Checkup } from '../../../lib/model/checkup.ts';
import { between, type Instant, instant, minutes } from '../../../lib/model/instant.ts';
import type { LookedPlace } from '../../../lib/model/managed-place.ts';
import { whichPlace } from '../../../lib/tell/render/looked-place.ts';
import { broken, type Diagnosis, ok, unread } from '../diagnosis.ts';

/** A tick is every five minutes; what failed comes back after twelve. */
const LATE_AFTER = minutes(30);
/** So many that what else is wrong stays in sight. */
const MOST_LISTED = 10;

type Asked = Pick<Checkup, 'elsewhere' | 'now' | 'region' | 'stage'>;

/** The other Regions and accounts of the policy: whether somebody looks at each. */
export const checkElsewhere = (asked: Asked): readonly Diagnosis[] => {
  const { elsewhere, now } = asked;
  if (!elsewhere.known) return [unread('elsewhere', elsewhere.fault)];
  const places = elsewhere.value;
  const late = places.filter(({ since }) => since === null || between(since, now) > LATE_AFTER);
  if (late.length === 0) return [allLooked(places, now)];
  const oldest = late.toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0));
  const more = oldest.length - MOST_LISTED;
  return [
    ...oldest.slice(0, MOST_LISTED).map((place) => unlooked(place, asked)),
    ...(more > 0 ? [andMore(more)] : []),
  ];
};

function allLooked(places: readonly LookedPlace[], now: Instant): Diagnosis {
  if (places.length === 0) {
    return ok('elsewhere', [
      'The policy names no other Region and no other account.',
      '정책에 다른 리전이나 계정이 없습니다.',
    ]);
  }
  const first = instant(Math.min(...places.map(({ since }) => since ?? now)));
  const ago = between(first, now);
  const count = places.length;
  return ok('elsewhere', [
    (say) =>
      count === 1
        ? `The other place was last looked at ${say.duration(ago)} ago.`
        : `All ${count} other places were looked at within the last ${say.duration(ago)}.`,
    (say) => `다른 ${count}곳을 모두 최근 ${say.duration(ago)} 안에 확인했습니다.`,
  ]);
}

function unlooked(place: LookedPlace, { now, region, stage }: Asked): Diagnosis {
  const { since } = place;
  const log = `/aws/lambda/tierkeeper-${stage}-scope-queued`;
  const mend = `aws logs tail ${log} --since 1h --region ${region}`;
  if (since === null) {
    return broken(
      'elsewhere',
      [
        (say) => `${whichPlace(place, say)}: nobody has looked there to the end yet.`,
        (say) => `${whichPlace(place, say)}: 아직 끝까지 확인한 적이 없습니다.`,
      ],
      mend,
    );
  }
  const ago = between(since, now);
  return broken(
    'elsewhere',
    [
      (say) =>
        `${whichPlace(place, say)}: not looked at for ${say.duration(ago)}, since ` +
        `${say.farInstant(since)}.`,
      (say) =>
        `${whichPlace(place, say)}: ${say.farInstant(since)} 뒤로 ${say.duration(ago)} 동안 ` +
        '확인하지 못했습니다.',
    ],
    mend,
  );
}

const andMore = (count: number): Diagnosis =>
  broken('elsewhere', [
    `${count} more ${count === 1 ? 'place is' : 'places are'} late as well.`,
    `늦은 곳이 ${count}곳 더 있습니다.`,
  ]);
