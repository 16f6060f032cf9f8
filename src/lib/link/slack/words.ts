/** What stands in a Slack message where its buttons were. */
import type { Pressed } from '../../model/link.ts';
import type { Language } from '../../model/policy.ts';
import type { Say } from '../../tell/render/say.ts';

interface SlackWords {
  /** `who` is a mention in Slack's own form. */
  pressed(pressed: Pressed, who: string, say: Say): string;
  readonly notOffered: string;
  readonly tooOld: string;
  readonly tooOften: string;
}

const WORDS: Readonly<Record<Language, SlackWords>> = {
  en: {
    pressed: ({ result, want, until }, who, say) => {
      const at = say.instant(until);
      switch (result) {
        case 'held':
          return want === 'running'
            ? `Started again and kept running until ${at}, for ${who}.`
            : `On hold until ${at}, for ${who}.`;
        case 'starts-again':
          return `Its stop had begun already: started again until ${at}, for ${who}.`;
        case 'released':
          return `The hold was released by ${who}.`;
        case 'nothing-held':
          return `There was no hold to release (${who}).`;
      }
    },
    notOffered: 'Nothing was changed: this cannot be done with it now.',
    tooOld: 'Nothing was changed: this button is too old. The newest message has one that works.',
    tooOften: 'Nothing was changed: these buttons have been pressed too often.',
  },
  ko: {
    pressed: ({ result, want, until }, who, say) => {
      const at = say.instant(until);
      switch (result) {
        case 'held':
          return want === 'running'
            ? `${who} 님의 요청으로 다시 시작하고 ${at}까지 켜 둡니다.`
            : `${who} 님의 요청으로 ${at}까지 보류합니다.`;
        case 'starts-again':
          return `이미 중지가 시작되어, ${who} 님의 요청으로 다시 시작하고 ${at}까지 켜 둡니다.`;
        case 'released':
          return `${who} 님이 보류를 해제했습니다.`;
        case 'nothing-held':
          return `해제할 보류가 없었습니다(${who}).`;
      }
    },
    notOffered: '바뀐 것이 없습니다. 지금은 이 작업을 할 수 없습니다.',
    tooOld: '바뀐 것이 없습니다. 오래된 버튼입니다. 가장 최근 메시지의 버튼을 눌러 주세요.',
    tooOften: '바뀐 것이 없습니다. 버튼을 너무 여러 번 눌렀습니다.',
  },
};

export const slackWords = (language: Language): SlackWords => WORDS[language];
