/** What people do to an account, drawn beforehand, so that it depends on nobody else. */
import { hours, type Instant, minutes, plus } from '../../../model/instant.ts';
import { TAG } from '../../../model/tag.ts';
import { wholeSeconds } from '../documents.ts';
import { burst, DEAD, office, steady } from '../loads.ts';
import type { Deed, Hands } from '../people.ts';
import type { Stream } from '../random.ts';

/** Nothing that a person does outlasts this, so that an account can come to rest. */
export const LONGEST_AFTERMATH = hours(4);

/** What a deed may be about. */
export interface Scene {
  readonly zone: string;
  /** Of instances; never none. */
  readonly names: readonly [string, ...string[]];
  readonly at: Instant;
  /** Tells this deed from every other. */
  readonly ordinal: number;
}

type Does = Deed['does'];

/** Draws all it needs now; what it returns draws nothing. */
type Kind = (stream: Stream, scene: Scene) => Does;

const toOne =
  (act: (hands: Hands, name: string) => void): Kind =>
  (stream, { names }) => {
    const name = stream.pick(names);
    return (hands) => act(hands, name);
  };

const aftermath = (stream: Stream) => minutes(stream.whole(30, LONGEST_AFTERMATH / minutes(1)));

const holdsByTag: Kind = (stream, { names, at }) => {
  const name = stream.pick(names);
  const until = wholeSeconds(plus(at, aftermath(stream)));
  return (hands) => hands.tag(name, TAG.holdUntil, until);
};

const holdsByLink: Kind = (stream, { names }) => {
  const name = stream.pick(names);
  const want = stream.pick(['leave', 'leave', 'running', 'stopped']);
  const wish = { want, why: 'not now', lasts: aftermath(stream), postpones: stream.happens(0.2) };
  return (hands) => hands.hold(name, wish);
};

const changesWork: Kind = (stream, { names, zone }) => {
  const name = stream.pick(names);
  const load = stream.pick([DEAD, steady(), office(zone), burst(30)]);
  return (hands) => hands.useFor(name, load);
};

const breaksKey: Kind = (stream, { names }) => {
  const name = stream.pick(names);
  const lasts = aftermath(stream);
  return (hands) => hands.breakKey(name, lasts);
};

const launches: Kind = (stream, { zone, ordinal }) => {
  const load = stream.pick([DEAD, steady(), office(zone)]);
  const dataVolumes = stream.happens(0.5) ? [{ sizeGiB: stream.whole(10, 80) }] : [];
  const via = stream.pick(['console', 'api']);
  return (hands) => {
    hands.launch({ name: `trial-${ordinal}`, via, dataVolumes, load });
  };
};

const movesAddress: Kind = (stream, { names }) => {
  const from = stream.pick(names);
  const to = stream.pick(names);
  return (hands) => hands.associate(`${from}-ip`, to);
};

const attachesVolume: Kind = (stream, { names, ordinal }) => {
  const name = stream.pick(names);
  const sizeGiB = stream.whole(5, 60);
  const volume = `extra-${ordinal}`;
  return (hands) => {
    hands.createVolume(volume, { sizeGiB });
    hands.attachVolume(volume, name, `/dev/sd${'fghij'[ordinal % 5]}`);
  };
};

/** A successor under the same name, as after a broken upgrade: its tags come along. */
const replaces: Kind = (stream, { names }) => {
  const name = stream.pick(names);
  return (hands) => hands.replace(name);
};

const KINDS: readonly [Kind, ...Kind[]] = [
  toOne((hands, name) => hands.start(name)),
  toOne((hands, name) => hands.start(name)),
  toOne((hands, name) => hands.stop(name)),
  toOne((hands, name) => hands.stop(name)),
  toOne((hands, name) => hands.stop(name, { hibernate: true })),
  toOne((hands, name) => hands.shutDown(name)),
  toOne((hands, name) => hands.terminate(name)),
  toOne((hands, name) => hands.tag(name, TAG.keep, 'true')),
  toOne((hands, name) => hands.untag(name, TAG.keep)),
  toOne((hands, name) => hands.untag(name, TAG.holdUntil)),
  toOne((hands, name) => hands.setStopProtection(name, true)),
  toOne((hands, name) => hands.setStopProtection(name, false)),
  toOne((hands, name) => hands.disassociate(`${name}-ip`)),
  holdsByTag,
  holdsByLink,
  holdsByLink,
  changesWork,
  changesWork,
  breaksKey,
  launches,
  movesAddress,
  attachesVolume,
  replaces,
];

export const anyDeed = (stream: Stream, scene: Scene): Deed => ({
  at: scene.at,
  does: stream.pick(KINDS)(stream, scene),
});
