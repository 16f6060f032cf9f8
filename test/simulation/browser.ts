/** Somebody with a link in a mail, and a browser: real tokens, and the product's own answers. */

import type { AnswerLink, LinkAnswer, LinkRequest } from '../../src/lib/link/http.ts';
import { linkFor } from '../../src/lib/link/link-for.ts';
import { type Duration, milliseconds, plus } from '../../src/lib/model/instant.ts';
import type { HoldAction, LinkAction, Pressed } from '../../src/lib/model/link.ts';
import { linksOf, SIMULATED_URL } from '../../src/lib/wiring/simulation.ts';
import type { Scenario } from './scenario.ts';

export interface PressPlan {
  /** Of which message; two messages have two links. */
  readonly of?: string;
  /** When that message says that the stop comes. */
  readonly stopAt?: string;
  /** What it allows; all by default. */
  readonly actions?: readonly LinkAction[];
  readonly date?: string;
  /** So long after the minute that the wall shows. */
  readonly after?: Duration;
}

export interface Browser {
  /** Somebody will press that then. */
  press(text: string, action: HoldAction, plan?: PressPlan): void;
  /** The same by the newest mail's own link, as printed there; opened before it is pressed. */
  pressMailed(text: string, action: HoldAction): void;
  /** In the order in which they came. */
  readonly answers: readonly LinkAnswer[];
  /** What the ledger remembers of the presses, in order. */
  pressed(): readonly Pressed[];
}

const ALL: readonly LinkAction[] = ['hour', 'tomorrow', 'date', 'tonight', 'start', 'release'];

const get = (path: string): LinkRequest => ({
  method: 'GET',
  path,
  query: new URLSearchParams(),
  headers: {},
  body: new Uint8Array(),
});

const post = (path: string, fields: Readonly<Record<string, string>>): LinkRequest => ({
  ...get(path),
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: Buffer.from(new URLSearchParams(fields).toString()),
});

/** What a reader would tap: the first address of a page in the newest mail. */
function mailedPath({ world }: Scenario): string {
  const text = world.topic.mails.at(-1)?.text ?? '';
  const address = /https:\/\/\S+\/l\/\S+/.exec(text)?.[0];
  if (address === undefined) throw new Error(`no link in the newest mail:\n${text}`);
  return new URL(address).pathname;
}

export function browserOf(scenario: Scenario, name = 'box'): Browser {
  const { world, options } = scenario;
  const links: AnswerLink = linksOf(world, options.policy);
  const answers: LinkAnswer[] = [];
  const pathOf = ({ of = 'warning', stopAt, actions = ALL }: PressPlan): string => {
    const [keys] = scenario.items('link-keys');
    if (keys === undefined) throw new Error('no message has been sent yet');
    const url = linkFor(SIMULATED_URL, keys, {
      account: world.account.id,
      region: world.account.region,
    })({
      resource: { kind: 'instance', id: scenario.idOf(name) },
      actions,
      stopAt: stopAt === undefined ? null : scenario.time(stopAt),
      of,
      at: options.startAt,
    });
    return new URL(url ?? '').pathname;
  };
  const send = async (request: LinkRequest): Promise<void> => {
    answers.push(await links(request));
  };
  return {
    answers,
    press: (text, action, plan = {}) => {
      const { date, after = milliseconds(0) } = plan;
      world.account.engine.at(plus(scenario.time(text), after), () => {
        const path = pathOf(plan);
        void send(post(path, date === undefined ? { action } : { action, date }));
      });
    },
    pressMailed: (text, action) => {
      world.account.engine.at(scenario.time(text), () => {
        const path = mailedPath(scenario);
        void send(get(path)).then(() => send(post(path, { action })));
      });
    },
    pressed: () =>
      scenario
        .items('press')
        .flatMap(({ pressed }) => pressed)
        .toSorted((a, b) => a.at - b.at),
  };
}
