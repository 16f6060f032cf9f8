/** Every kind of message in Korean: what, why, what it saves or costs, and how to undo it. */
import type { Notice } from '../../model/notice.ts';
import { ADDRESS_NOTICES_KO } from './address-notice-ko.ts';
import { allowanceKo } from './allowance-ko.ts';
import { bulletinKo } from './bulletin-ko.ts';
import { type NoticeCatalogue, noticeIn, type OfferWords, type Worded } from './catalogue.ts';
import { digestNoticeKo } from './digest-notice-ko.ts';
import { exposedKo } from './exposure-ko.ts';
import { healthKo } from './health-ko.ts';
import { notebookKo } from './notebook-ko.ts';
import { noticeOffer } from './offer.ts';
import { POWER_NOTICES_KO } from './power-notice-ko.ts';
import { changedKo, withRepeats } from './repeats.ts';
import type { Say } from './say.ts';
import { troubleKo } from './trouble-ko.ts';
import { volumesLeftKo } from './volume-ko.ts';

const NOTICES_KO: NoticeCatalogue = {
  ...POWER_NOTICES_KO,
  ...ADDRESS_NOTICES_KO,
  'volumes-left': volumesLeftKo,
  'exposed-port': exposedKo,
  digest: digestNoticeKo,
  'allowance-threshold': allowanceKo,
  health: healthKo,
  'aws-health': bulletinKo,
  notebook: notebookKo,
  'own-trouble': troubleKo,
};

/** What stands above the link of a message. */
export const OFFER_KO: OfferWords = {
  keepOn: '계속 켜 두려면(한 시간 더, 오늘 밤, 내일까지, 날짜 지정):',
  start: '다시 시작하려면:',
  leave: '내일까지, 또는 정한 날짜까지 그대로 두려면:',
  release: '보류를 풀려면:',
  dropTag: '태그를 지워 보류를 풀려면:',
  status: '지금 상태를 한 페이지로 보려면:',
  each: (label) => `${label} 항목마다 아래에 있는 링크를 열어 주세요.`,
};

export const noticeKo = (notice: Notice, say: Say): Worded => ({
  ...withRepeats(noticeIn(NOTICES_KO, notice, say.on(notice.at)), notice, (repeats) =>
    changedKo(repeats, say),
  ),
  offered: noticeOffer(notice, OFFER_KO, say.view),
});
