/** The product's answers over a ledger in memory: what was read, written, logged and told. */
import type { LedgerStore } from '../../src/lib/cloud/cloud.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { answerLinks } from '../../src/lib/link/answer.ts';
import type { LinkLog, SlackDesk } from '../../src/lib/link/desk.ts';
import type { AnswerLink, LinkAnswer, LinkRequest } from '../../src/lib/link/http.ts';
import { signToken } from '../../src/lib/link/token.ts';
import { type Duration, type Instant, plus } from '../../src/lib/model/instant.ts';
import type { Hold, LedgerItem } from '../../src/lib/model/ledger.ts';
import type { Grant } from '../../src/lib/model/link.ts';
import { keyOfItem } from '../../src/lib/record/place.ts';
import { NOON } from '../build/at.ts';
import { instance } from '../build/instance.ts';
import { record } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { type Around, watchedLedger } from '../rights/watched-ports.ts';
import { BOX, GRANT, HOME, KEY } from './tokens.ts';

export type Asking = Partial<Omit<LinkRequest, 'query' | 'body'>> & {
  readonly query?: string;
  readonly body?: string | Uint8Array;
};

export interface FrontDesk {
  ask(asking: Asking): Promise<LinkAnswer>;
  readonly answer: AnswerLink;
  /** GET, with the token of a grant. */
  open(grant?: Partial<Grant>, asking?: Asking): Promise<LinkAnswer>;
  /** POST of a form, as the page's own. */
  press(fields: string, grant?: Partial<Grant>, asking?: Asking): Promise<LinkAnswer>;
  put(item: LedgerItem): Promise<void>;
  /** Partitions and sort keys, in the order of the reads. */
  readonly reads: readonly string[];
  /** What was written, without what the test itself put. */
  writes(): readonly LedgerItem[];
  hold(): Hold | undefined;
  /** All that the ledger holds, item by item. */
  ledger(): readonly unknown[];
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  pass(time: Duration): void;
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export const tokenOf = (grant: Partial<Grant> = {}): string =>
  signToken({ ...GRANT, ...grant }, KEY);

interface Settings {
  /** Sees what is asked of the ledger, by method. */
  readonly around?: Around;
  readonly slack?: SlackDesk;
  readonly policy?: object;
  /** Where lines go besides. */
  readonly log?: LinkLog;
}

export async function frontDesk(settings: Settings = {}): Promise<FrontDesk> {
  const world = simulatedAccount({ startAt: NOON });
  const { ledger } = world.ports;
  const planted: LedgerItem[] = [];
  const put = async (item: LedgerItem): Promise<void> => {
    planted.push(item);
    await ledger.put({ key: keyOfItem(HOME, item), item, expiresAt: null }, 'any');
  };
  await put({ kind: 'link-keys', keys: [KEY] });
  await put(record(instance({ id: BOX, tags: { Name: 'lighthouse' } })));
  const reads: string[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
  let now: Instant = NOON;
  const answer = answerLinks({
    ledger: {
      store: watchedLedger(watched(ledger, reads), settings.around ?? unseen),
      place: HOME,
    },
    clock: { now: () => now },
    policy: policy({ mode: 'act', zone: 'Asia/Seoul', ...settings.policy }),
    slack: settings.slack ?? null,
    log: {
      info: (message, fields) => {
        logged.push({ message, ...fields });
        settings.log?.info(message, fields);
      },
    },
  });
  const ask: FrontDesk['ask'] = (asking) => answer(requestFrom(asking));
  return {
    ask,
    answer,
    put,
    reads,
    logged,
    open: (grant, asking) => ask({ path: `/l/${tokenOf(grant)}`, ...asking }),
    press: (body, grant, asking) =>
      ask({ method: 'POST', path: `/l/${tokenOf(grant)}`, headers: FORM, body, ...asking }),
    writes: () =>
      world.journal
        .of('ledger')
        .filter(({ written }) => written)
        .flatMap(({ item }) => (item === null || planted.includes(item) ? [] : [item])),
    hold: () => world.ledger.items().flatMap(({ item }) => (item.kind === 'hold' ? [item] : []))[0],
    ledger: () => structuredClone(world.ledger.items()),
    pass: (time) => {
      now = plus(now, time);
    },
  };
}

const unseen: Around = (_, call) => call();

const requestFrom = ({ query = '', body = '', ...asking }: Asking): LinkRequest => ({
  method: 'GET',
  path: '/',
  headers: {},
  ...asking,
  query: new URLSearchParams(query),
  body: typeof body === 'string' ? Buffer.from(body) : body,
});

const watched = (store: LedgerStore, reads: string[]): LedgerStore => ({
  ...store,
  get: (key) => {
    reads.push(`${key.partition} ${key.sort}`);
    return store.get(key);
  },
  query: (partition, options) => {
    reads.push(`${partition} ${options.sortPrefix}`);
    return store.query(partition, options);
  },
});
