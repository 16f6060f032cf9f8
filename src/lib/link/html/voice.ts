/** A page's language, bound to whoever reads it. */
import { NO_LINKS } from '../../model/link.ts';
import { type Say, sayFor, type View } from '../../tell/render/say.ts';
import type { PageWords } from './catalogue.ts';
import { pageWords } from './words.ts';

/** Who reads, and where the page stands. */
export interface PageView extends Omit<View, 'link'> {
  /** Of this page, without a query; null where it is a file and nothing can be pressed. */
  readonly path: string | null;
}

export interface PageVoice {
  readonly words: PageWords;
  readonly say: Say;
  readonly view: PageView;
}

export const voiceOf = (view: PageView): PageVoice => ({
  words: pageWords(view.language),
  say: sayFor({ ...view, link: NO_LINKS }),
  view,
});
