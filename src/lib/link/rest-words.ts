/** What pages and Slack say while nothing is stopped or started, whatever is pressed. */
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/policy.ts';
import type { Say } from '../tell/render/say.ts';
import type { Rest } from './page.ts';

export type RestWords = Readonly<Record<Rest, string>> & {
  /** Of a hold that wants it running, while nothing is started. */
  wanted(until: Instant, say: Say): string;
};

export const REST_WORDS: Readonly<Record<Language, RestWords>> = {
  en: {
    observing: 'Tierkeeper only observes: it stops and starts nothing, with or without a hold.',
    paused: 'Tierkeeper is paused: it stops and starts nothing until that is ended.',
    wanted: (until, say) => `It is wanted running until ${say.instant(until)}`,
  },
  ko: {
    observing: '지금은 관찰만 합니다. 보류와 관계없이 중지하지도 시작하지도 않습니다.',
    paused: '일시 정지 중입니다. 다시 켤 때까지 중지하지도 시작하지도 않습니다.',
    wanted: (until, say) => `${say.instant(until)}까지 켜 두기로 되어 있습니다`,
  },
};
