/** The English of the pages. */
import type { Hold } from '../../model/ledger.ts';
import type { Pressed } from '../../model/link.ts';
import { savedEn } from '../../tell/render/look-back-en.ts';
import { METER_EN } from '../../tell/render/meter-en.ts';
import { reasonEn } from '../../tell/render/reason-en.ts';
import type { Say } from '../../tell/render/say.ts';
import { STOP_EFFECTS_EN } from '../../tell/render/stop-effects-en.ts';
import { REST_WORDS } from '../rest-words.ts';
import type { PageWords } from './catalogue.ts';
import { STATUS_EN } from './status-en.ts';

/** Who asked for it, where that is more than "a link". */
function by({ by: who }: Pick<Hold, 'by'>, say: Say): string {
  const name = say.data(who, 40);
  return name === '' || name === 'link' ? '' : ` (by ${name})`;
}

const held = (hold: Hold, say: Say): string => {
  const until = say.instant(hold.until) + by(hold, say);
  switch (hold.want) {
    case 'running':
      return `Kept running until ${until}.`;
    case 'stopped':
      return `Kept stopped until ${until}.`;
    case 'leave':
      return `On hold until ${until}: it is neither stopped nor started.`;
  }
};

function title({ result, until, want }: Pressed, say: Say): string {
  switch (result) {
    case 'held':
      return want === 'running' ? 'It is started again' : `On hold until ${say.instant(until)}`;
    case 'starts-again':
      return 'Too late to stop the stop, so it is started again';
    case 'released':
      return 'The hold is released';
    case 'nothing-held':
      return 'There was no hold to release';
  }
}

function sentences({ result, until, want }: Pressed, name: string, say: Say): readonly string[] {
  const start =
    `Tierkeeper starts ${name} within five minutes and keeps it running until ` +
    `${say.instant(until)}. Nothing is lost that is on its volumes.`;
  switch (result) {
    case 'held':
      if (want === 'running') return [start];
      return [`Until then Tierkeeper neither stops nor starts ${name}.`];
    case 'starts-again':
      return ['Its stop had begun already.', start];
    case 'released':
      return [`From now on ${name} follows its schedule and the rules of the policy again.`];
    case 'nothing-held':
      return [`${name} already follows its schedule and the rules of the policy.`];
  }
}

export const PAGE_WORDS_EN: PageWords = {
  reason: reasonEn,
  effects: STOP_EFFECTS_EN,
  saved: savedEn,
  languages: 'Language',
  states: {
    pending: 'starting',
    running: 'running',
    stopping: 'stopping',
    stopped: 'stopped',
    'shutting-down': 'being terminated',
    terminated: 'terminated',
  },
  offer: {
    eyebrow: { stops: 'About to stop', off: 'It is off', on: 'It is on' },
    gone: 'Tierkeeper does not see this instance any more.',
    stops: (at, say) => `It stops ${say.instant(at)}`,
    in: (length, say) => `in ${say.duration(length)}`,
    overdue: 'any minute now',
    held,
    choose: { running: 'Keep it on', off: 'Turn it on' },
    actions: {
      hour: 'One hour more',
      tomorrow: 'Until tomorrow',
      date: 'Until a date',
      tonight: 'Keep it on tonight',
      start: 'Start it again',
      release: 'Release the hold',
    },
    until: (at, say) => `until ${say.instant(at)}`,
    releaseNote: 'its schedule applies again',
    nothing: 'There is nothing that can be done with this link now.',
    expires: (at, say) => `This link works until ${say.instant(at)}, for whoever has it.`,
    harmless: 'Opening this page has changed nothing.',
  },
  rest: REST_WORDS.en,
  date: {
    heading: 'Until a date',
    label: 'Leave it alone until the end of',
    hint: (latest, say) => `At the latest ${say.farDay(latest)}.`,
    submit: 'Hold until then',
  },
  answer: {
    eyebrow: { done: 'Done', late: 'Done, in another way', nothing: 'Nothing to do' },
    title,
    sentences,
    asked: (pressed, say) => `Asked for ${say.instant(pressed.at)}${by(pressed, say)}.`,
    undo: 'Release the hold',
    undoNote: 'its schedule applies again',
    back: 'Other choices',
  },
  refused: {
    title: 'That date cannot be used',
    sentence: (latest, say) =>
      `Nothing was changed. Choose a day from today to ${say.farDay(latest)}.`,
  },
  status: STATUS_EN,
  meter: METER_EN,
  problem: {
    title: 'This link does not work',
    sentences: [
      'It may be too old, or may not have been copied as a whole. Nothing was changed.',
      'The newest message of Tierkeeper has a link that works.',
    ],
  },
};
