/** Lines that wait for the digest, in English. */
import { type DigestLineWords, digestNotice } from './digest-notice.ts';
import { reasonEn } from './reason-en.ts';

const WORDS: DigestLineWords = {
  reason: reasonEn,
  titles: {
    'would-stop': (name) => `${name} would have been stopped`,
    'would-start': (name) => `${name} would have been started`,
    'would-associate': (name) => `${name} would have got its address`,
    proposal: (name) => `${name} could be stopped`,
    unreadable: (name) => `${name} has a tag that cannot be read`,
    missed: (name) => `${name} missed a time of its schedule`,
    'over-limit': (name) => `${name} waits because of a limit`,
    unknown: (name) => `${name} cannot be judged`,
    credits: (name) => `${name} ran short of CPU credits`,
  },
  labels: {
    stopWhenIdle: 'To have it stopped after 60 idle minutes:',
    standardMode: 'To be charged nothing, with a slower CPU:',
    unlimitedMode: 'To have its full speed, and pay for it:',
  },
};

export const digestNoticeEn = digestNotice(WORDS);
