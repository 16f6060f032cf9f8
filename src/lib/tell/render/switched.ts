/** The standing line of the owner's switch, for whoever has forgotten that it was turned. */
import type { Switched } from '../../model/control.ts';
import type { Language } from '../../model/policy.ts';
import type { Action } from './catalogue.ts';
import { commandLine } from './command.ts';
import type { Say } from './say.ts';

type ByTurn = Readonly<Record<Switched['to'], string>>;

interface SwitchedWords {
  standing(switched: Switched, say: Say): string;
  /** Above the command that ends it. */
  readonly end: ByTurn;
  /** In a subject. */
  readonly short: ByTurn;
}

const WORDS: Readonly<Record<Language, SwitchedWords>> = {
  en: {
    standing: ({ to, since }, say) =>
      to === 'paused'
        ? `Paused since ${say.farInstant(since)}: Tierkeeper looks and tells, and stops and ` +
          'starts nothing.'
        : `Lowered to observing since ${say.farInstant(since)}: the policy says act, but what is ` +
          'decided is told and not done.',
    end: { paused: 'To go on:', observe: 'To let it act again:' },
    short: { paused: 'paused', observe: 'lowered to observing' },
  },
  ko: {
    standing: ({ to, since }, say) =>
      to === 'paused'
        ? `${say.farInstant(since)}부터 일시 정지 중입니다. 살펴보고 알리기만 하며, 아무것도 중지하거나 ` +
          '시작하지 않습니다.'
        : `${say.farInstant(since)}부터 관찰만 하도록 낮춰 두었습니다. 정책은 act이지만, 판단한 것을 ` +
          '알리기만 하고 하지는 않습니다.',
    end: { paused: '다시 시작하려면:', observe: '정책대로 되돌리려면:' },
    short: { paused: '일시 정지 중', observe: '관찰로 낮춤' },
  },
};

const ENDS: ByTurn = { paused: 'npx tierkeeper resume', observe: 'npx tierkeeper mode policy' };

/** Null where the switch changes nothing. */
export function switchedShort(switched: Switched | null, language: Language): string | null {
  return switched && WORDS[language].short[switched.to];
}

export const switchedSentence = (switched: Switched, say: Say): string =>
  WORDS[say.view.language].standing(switched, say);

export const switchedCommand = ({ to }: Switched): string => ENDS[to];

export const switchedEnd = ({ to }: Switched, say: Say): Action => ({
  label: WORDS[say.view.language].end[to],
  command: { before: ENDS[to], ids: [], after: '' },
});

/** All of it in one paragraph, for chats and pages. */
export function switchedLine(switched: Switched, say: Say): string {
  const { label, command } = switchedEnd(switched, say);
  return [switchedSentence(switched, say), label, commandLine(command)].join(' ');
}
