import type { DeadLetter } from '../../lib/model/dead-letter.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { inShort } from '../plan/unreached.ts';
import { PLAN_EN } from '../plan/words-en.ts';
import type { TroubleWords } from './catalogue.ts';
import { functionName, placeElsewhere } from './letter-name.ts';

const BY = {
  function: 'The function failed',
  rule: 'The rule did not reach it',
  schedule: 'The schedule did not reach it',
  scopes: 'Another Region or account failed each time (the log of scope-queued says why)',
  unknown: 'Nobody says why it came here',
} as const;

function letter(one: DeadLetter, say: Say): readonly string[] {
  const { type, happenedAt, gaveUpAt, attempts, code, message, from } = one;
  const of = happenedAt === null ? '' : ` of ${say.instant(happenedAt)}`;
  const place = placeElsewhere(one, say);
  const where =
    place === null ? '' : ` in account ${say.data(place.account)}, ${say.data(place.region)}`;
  // What the queue of other places gave up was for them; its function is the same for all.
  const name = from === 'scopes' ? null : functionName(one);
  const target = name === null ? '' : `, for ${say.data(name)}`;
  const times =
    attempts === null ? '' : ` after ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}`;
  const gaveUp = gaveUpAt === null ? '' : `, given up ${say.instant(gaveUpAt)}${times}`;
  const what = type === null ? 'Something that is no event' : say.data(type);
  const error = [code, message].filter((part) => part !== null).map((part) => say.data(part, 200));
  return [
    `${what}${of}${where}${target}${gaveUp}`,
    error.length === 0 ? `${BY[from]}.` : `${BY[from]}: ${error.join(': ')}`,
  ];
}

export const TROUBLE_EN: TroubleWords = {
  nothing: (queueName) => `Nothing waits in ${queueName}: nothing has failed for good.`,
  title: (count, { view: { account, region } }) =>
    `${count === 1 ? 'One thing' : `${count} things`} failed for good in account ${account}, ` +
    `${region}:`,
  letter,
  replayAll: 'To send them again:',
  drop: 'To throw one away:',
  replayed: (id, replayed, say) => {
    switch (replayed.result) {
      case 'sent':
        return `${id} is sent to ${replayed.functionName} again.`;
      case 'not-ours':
        return `${id} is for no function of this stack, and stays: tierkeeper trouble drop ${id}`;
      case 'unreadable':
        return (
          `${id} says nothing to its function, and stays (${say.data(replayed.why, 200)}): ` +
          `tierkeeper trouble drop ${id}`
        );
      case 'refused': {
        const { permission, message } = replayed.fault;
        const why = permission === null ? say.data(message, 200) : `you lack ${permission}`;
        return `${id} is not accepted by Lambda, and stays: ${why}.`;
      }
    }
  },
  dropped: (id) => `${id} is thrown away.`,
  unknown: (id, queueName) => `Nothing in ${queueName} has an id that begins with "${id}".`,
  ambiguous: (id, count) => `${count} ids begin with "${id}": name more of it.`,
  unreached: (why, { queueName, profile }) => {
    switch (why.why) {
      case 'no-queue':
        return (
          `There is no queue ${queueName} in ${why.region}: deploy Tierkeeper there first, or ` +
          'name the Region with --region, the stage with --stage.'
        );
      case 'queue-refused':
        return why.fault.permission === null
          ? `AWS does not show the queue ${queueName} (${inShort(why.fault.message)}).`
          : `AWS does not show the queue ${queueName}: these credentials lack ` +
              `${why.fault.permission} on it.`;
      default:
        return PLAN_EN.unreached(why, profile);
    }
  },
};
