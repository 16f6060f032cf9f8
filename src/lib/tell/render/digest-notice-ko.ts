/** Lines that wait for the digest, in Korean. */
import { type DigestLineWords, digestNotice } from './digest-notice.ts';
import { particle } from './particle.ts';
import { reasonKo } from './reason-ko.ts';

const WORDS: DigestLineWords = {
  reason: reasonKo,
  titles: {
    'would-stop': (name) => `${particle(name, '을/를')} 중지할 차례였습니다`,
    'would-start': (name) => `${particle(name, '을/를')} 시작할 차례였습니다`,
    'would-associate': (name) => `${name}에 주소를 연결할 차례였습니다`,
    proposal: (name) => `${particle(name, '을/를')} 중지해도 될 것 같습니다`,
    unreadable: (name) => `${name}에 읽을 수 없는 태그가 있습니다`,
    missed: (name) => `${name}의 일정 하나를 놓쳤습니다`,
    'over-limit': (name) => `${particle(name, '은/는')} 한도 때문에 기다립니다`,
    unknown: (name) => `${particle(name, '은/는')} 판단할 수 없습니다`,
    credits: (name) => `${name}의 CPU 크레딧이 모자랍니다`,
  },
  labels: {
    stopWhenIdle: '60분 동안 사용하지 않으면 중지하게 하려면:',
    standardMode: '청구되지 않게 하려면(CPU는 느려집니다):',
    unlimitedMode: '요금을 내고 제 속도로 쓰려면:',
  },
};

export const digestNoticeKo = digestNotice(WORDS);
