/** Facts in, a whole HTML document out. Pure; nothing in it runs. */
import type { Page } from '../page.ts';
import { answerPage, offerPage, problemPage, refusedPage } from './action-pages.ts';
import { type Content, documentOf } from './document.ts';
import { statusPage } from './status-page.ts';
import { type PageView, type PageVoice, voiceOf } from './voice.ts';

export const renderPage = (page: Page, view: PageView): string =>
  documentOf(contentOf(page, voiceOf(view)), view);

function contentOf(page: Page, voice: PageVoice): Content {
  switch (page.kind) {
    case 'offer':
      return offerPage(page, voice);
    case 'answer':
      return answerPage(page, voice);
    case 'refused':
      return refusedPage(page, voice);
    case 'status':
      return statusPage(page.status, voice);
    case 'problem':
      return problemPage(voice);
  }
}
