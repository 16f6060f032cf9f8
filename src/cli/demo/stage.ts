import { NO_LINKS } from '../../lib/model/link.ts';
import { type Say, sayFor } from '../../lib/tell/render/say.ts';
import type { OpenHistory } from '../../lib/wiring/history.ts';
import type { Terminal } from '../terminal.ts';
import type { DemoWords } from './catalogue.ts';
import { DEMO_EN } from './words-en.ts';
import { DEMO_KO } from './words-ko.ts';

/** Where the story is told, and how. */
export interface Page {
  readonly terminal: Terminal;
  readonly say: Say;
  readonly words: DemoWords;
}

const WORDS = { en: DEMO_EN, ko: DEMO_KO } as const;

export function pageFor(terminal: Terminal, { options }: OpenHistory): Page {
  const { account, region, policy } = options;
  const { language, zone, currency, mode } = policy;
  const say = sayFor({ language, zone, currency, account, region, mode, link: NO_LINKS });
  return { terminal, say, words: WORDS[language] };
}
