/** Every kind of message in English: what, why, what it saves or costs, and how to undo it. */
import type { Notice } from '../../model/notice.ts';
import { ADDRESS_NOTICES_EN } from './address-notice-en.ts';
import { allowanceEn } from './allowance-en.ts';
import { bulletinEn } from './bulletin-en.ts';
import { type NoticeCatalogue, noticeIn, type OfferWords, type Worded } from './catalogue.ts';
import { digestNoticeEn } from './digest-notice-en.ts';
import { exposedEn } from './exposure-en.ts';
import { healthEn } from './health-en.ts';
import { notebookEn } from './notebook-en.ts';
import { noticeOffer } from './offer.ts';
import { POWER_NOTICES_EN } from './power-notice-en.ts';
import { changedEn, withRepeats } from './repeats.ts';
import type { Say } from './say.ts';
import { troubleEn } from './trouble-en.ts';
import { volumesLeftEn } from './volume-en.ts';

const NOTICES_EN: NoticeCatalogue = {
  ...POWER_NOTICES_EN,
  ...ADDRESS_NOTICES_EN,
  'volumes-left': volumesLeftEn,
  'exposed-port': exposedEn,
  digest: digestNoticeEn,
  'allowance-threshold': allowanceEn,
  health: healthEn,
  'aws-health': bulletinEn,
  notebook: notebookEn,
  'own-trouble': troubleEn,
};

/** What stands above the link of a message. */
export const OFFER_EN: OfferWords = {
  keepOn: 'To keep it on (an hour more, tonight, until tomorrow or a date):',
  start: 'To start it again:',
  leave: 'To have it left alone until tomorrow or a date:',
  release: 'To release the hold:',
  dropTag: 'To release the hold, by taking its tag away:',
  status: 'All of it as it is now, on one page:',
  each: (label) => `${label} the link under it.`,
};

export const noticeEn = (notice: Notice, say: Say): Worded => ({
  ...withRepeats(noticeIn(NOTICES_EN, notice, say.on(notice.at)), notice, (repeats) =>
    changedEn(repeats, say),
  ),
  offered: noticeOffer(notice, OFFER_EN, say.view),
});
