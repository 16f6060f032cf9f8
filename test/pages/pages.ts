/** One example of each page. */
import type { PageView } from '../../src/lib/link/html/voice.ts';
import type { Page, PageSubject, Rest } from '../../src/lib/link/page.ts';
import { hours, minutes, parseInstant, plus } from '../../src/lib/model/instant.ts';
import type { Hold } from '../../src/lib/model/ledger.ts';
import type { Pressed } from '../../src/lib/model/link.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { reason } from '../../src/lib/model/reason.ts';
import { ACCOUNT, instanceId } from '../build/ids.ts';
import { emptyStatus, lateStatus, pausedStatus, statusAt } from './statuses.ts';

const at = (text: string) => parseInstant(text) ?? expectNever(text);

function expectNever(text: string): never {
  throw new RangeError(text);
}

/** A quarter to eleven in the evening, in Seoul. */
export const NOW = at('2026-11-23T21:45:00+09:00');
export const TEN_PM = at('2026-11-23T22:00:00+09:00');
const MORNING = at('2026-11-24T09:00:00+09:00');

const viewIn = (language: Language): PageView => ({
  language,
  path: '/l/AQIDBAUGBwgJ',
  zone: 'Asia/Seoul',
  currency: { code: 'KRW', perUsd: 1390, asOf: '2026-11-01' },
  account: ACCOUNT,
  region: 'ap-northeast-2',
  mode: 'act',
});

export const VIEWS: Readonly<Record<Language, PageView>> = { en: viewIn('en'), ko: viewIn('ko') };

export const SUBJECT: PageSubject = {
  instanceId: instanceId(1),
  name: 'dev-box',
  type: 't3.small',
  state: 'running',
  hold: null,
};

export const HOLD: Hold = {
  kind: 'hold',
  instanceId: SUBJECT.instanceId,
  want: 'leave',
  until: MORNING,
  by: 'link',
  why: '',
  at: NOW,
  postpones: false,
};

const STATUS = statusAt(NOW, HOLD);

export const offer = (more: Partial<PageSubject>, page: Partial<OfferPage> = {}): OfferPage => ({
  kind: 'offer',
  at: NOW,
  subject: { ...SUBJECT, ...more },
  rest: null,
  offers: [
    { action: 'hour', until: plus(TEN_PM, hours(1)) },
    { action: 'tomorrow', until: MORNING },
    { action: 'tonight', until: at('2026-11-24T07:00:00+09:00') },
    { action: 'date', until: null },
  ],
  stopAt: TEN_PM,
  why: reason('stop-edge-near', {
    schedule: 'nightly',
    zone: 'Asia/Seoul',
    edge: TEN_PM,
    stopAt: TEN_PM,
  }),
  saves: { of: 'money', microUsdPerHour: usd(0.026) },
  latest: at('2026-12-23T21:45:00+09:00'),
  expiresAt: at('2026-11-25T22:00:00+09:00'),
  ...page,
});

type OfferPage = Extract<Page, { kind: 'offer' }>;

const pressed = (more: Partial<Pressed>): Pressed => ({
  action: 'tomorrow',
  at: NOW,
  result: 'held',
  want: 'leave',
  until: MORNING,
  by: 'link',
  ...more,
});

export const answer = (
  more: Partial<Pressed>,
  subject: Partial<PageSubject> = {},
  rest: Rest | null = null,
): Page => ({
  kind: 'answer',
  subject: { ...SUBJECT, ...subject },
  rest,
  pressed: pressed(more),
  canRelease: true,
});

/** Every kind of page, and what it can say, by a name for its picture. */
export const PAGES: Readonly<Record<string, Page>> = {
  'offer-stop': offer({}),
  'offer-free': offer({}, { saves: { of: 'free-hours', hours: { forecast: 611.2, limit: 750 } } }),
  'offer-credits': offer({}, { saves: { of: 'credits', microUsdPerHour: usd(0.026) } }),
  'offer-held': offer(
    { hold: HOLD },
    {
      stopAt: null,
      why: null,
      saves: null,
      offers: [
        { action: 'release', until: null },
        { action: 'tomorrow', until: MORNING },
        { action: 'date', until: null },
      ],
    },
  ),
  'offer-stopped': offer(
    { state: 'stopped' },
    {
      stopAt: null,
      why: reason('stop-edge', {
        schedule: 'nightly',
        zone: 'Asia/Seoul',
        edge: TEN_PM,
        attempt: 1,
      }),
      offers: [{ action: 'start', until: MORNING }],
    },
  ),
  'offer-observing': offer({}, { rest: 'observing', stopAt: null, why: null, saves: null }),
  'answer-paused': answer({}, { hold: HOLD }, 'paused'),
  'answer-held': answer({}, { hold: HOLD }),
  'answer-start': answer({ action: 'start', want: 'running', until: plus(NOW, hours(8)) }),
  'answer-late': answer({ result: 'starts-again', want: 'running', by: 'jiwoo' }),
  'answer-released': answer({ action: 'release', result: 'released', at: plus(NOW, minutes(2)) }),
  'answer-nothing': answer({ action: 'release', result: 'nothing-held' }),
  refused: { kind: 'refused', at: NOW, subject: SUBJECT, latest: at('2026-12-23T21:45:00+09:00') },
  status: { kind: 'status', status: STATUS },
  'status-paused': { kind: 'status', status: pausedStatus(STATUS) },
  'status-late': { kind: 'status', status: lateStatus(STATUS) },
  'status-empty': { kind: 'status', status: emptyStatus(STATUS) },
  problem: { kind: 'problem' },
};
