/**
 * Buttons in Slack. A press does what the link would do; the message is changed if Slack lets it be
 * within the three seconds that it waits, and if not, the hold stands all the same and the next
 * pass goes by it.
 */
import type { InstanceId } from '../../model/ids.ts';
import { type Duration, minutes, plus } from '../../model/instant.ts';
import { type Grant, NO_LINKS } from '../../model/link.ts';
import { claim } from '../../record/record.ts';
import { clip, plain } from '../../tell/render/plain.ts';
import { sayFor } from '../../tell/render/say.ts';
import {
  grantOf,
  type LinkDesk,
  ledgerOf,
  nothing,
  type Shown,
  type SlackDesk,
  type Visiting,
} from '../desk.ts';
import { type Facts, factsOf, restOf } from '../facts.ts';
import { isForm } from '../form.ts';
import { type PressAnswer, press } from '../press.ts';
import { REST_WORDS } from '../rest-words.ts';
import { type Interaction, nameOf, pressIn, readInteraction, type SlackPress } from './payload.ts';
import { answeredMessage, onlyToYou } from './reply.ts';
import { isSignedWith, type SignedRequest, signedRequest } from './signature.ts';
import { slackWords } from './words.ts';

export const SLACK_PATH = '/slack';

/** Slack sends the message back with its press: 50 blocks, and each percent-encoded. */
const BODY_BYTES_MAX = 300_000;
const NAME_COLUMNS = 40;
/** Longer than a signature is fresh. */
const SIGNATURE_LIFE: Duration = minutes(15);

export async function answerSlack(visiting: Visiting): Promise<Shown> {
  const { desk, request, now } = visiting;
  const { slack } = desk;
  if (slack === null) return nothing(404, 'no Slack app');
  if (request.method !== 'POST') return { ...nothing(405, 'other method'), allow: 'POST' };
  if (!isForm(request.headers['content-type'])) return nothing(415, 'no form');
  if (request.body.length > BODY_BYTES_MAX) return nothing(413, 'too long');
  const signed = signedRequest(request.headers, request.body, now);
  if (signed === null) return nothing(401, 'not signed');
  if (!isSignedWith(await slack.signingSecret(), signed)) return nothing(401, 'wrongly signed');
  return interacted({ visiting, slack, signed });
}

interface Signed {
  readonly visiting: Visiting;
  readonly slack: SlackDesk;
  readonly signed: SignedRequest;
}

/** Slack wants an answer to whatever it sends, and shows a warning to the person without one. */
const acknowledged = (result: string, grant: Grant | null = null): Shown => ({
  status: 200,
  page: null,
  action: 'slack',
  result,
  grant,
});

async function interacted(given: Signed): Promise<Shown> {
  const { visiting, signed, slack } = given;
  const interaction = readInteraction(signed.body);
  if (interaction === null) return acknowledged('no press');
  // Also a button that only opens a page is sent.
  const wanted = pressIn(interaction);
  if (wanted === null) return acknowledged('nothing to do');
  const grant = await grantOf(visiting, wanted.token);
  if (!grant?.actions.includes(wanted.action) || grant.resource.kind !== 'instance') {
    const { tooOld } = slackWords(visiting.desk.policy.language);
    await respond(slack, interaction, onlyToYou(tooOld));
    return acknowledged('no valid link');
  }
  const { id } = grant.resource;
  if (!(await isFirst(given, grant, id))) return acknowledged('replayed', grant);
  return pressed(given, { interaction, wanted, grant, id });
}

/** What was recorded on its way to us and is sent again, still fresh, has been answered. */
const isFirst = (
  { visiting, signed }: Signed,
  grant: Grant,
  instanceId: InstanceId,
): Promise<boolean> =>
  claim(ledgerOf(visiting.desk, grant), {
    kind: 'press',
    nonce: `slack-${signed.signature}`,
    instanceId,
    pressed: [],
    count: 1,
    expiresAt: plus(visiting.now, SIGNATURE_LIFE),
  });

interface Wanted {
  readonly interaction: Interaction;
  readonly wanted: SlackPress;
  readonly grant: Grant;
  readonly id: InstanceId;
}

async function pressed({ visiting, slack }: Signed, given: Wanted): Promise<Shown> {
  const { interaction, wanted, grant, id } = given;
  const { desk, now } = visiting;
  const { policy } = desk;
  const ledger = ledgerOf(desk, grant);
  const { action } = wanted;
  const facts = await factsOf(ledger, id);
  const by = clip(plain(nameOf(interaction)), NAME_COLUMNS);
  const answer = await press({ ledger, policy, grant, now, facts }, { action, date: '', by });
  await respond(slack, interaction, replyTo(desk, { ...given, facts }, answer));
  const result = answer.kind === 'done' ? answer.pressed.result : answer.kind;
  return { ...acknowledged(result, grant), action };
}

/** If it cannot be changed, the hold stands all the same. */
async function respond({ replies }: SlackDesk, { response_url }: Interaction, document: object) {
  if (response_url !== undefined) await replies.reply(response_url, document);
}

type Answered = Pick<Wanted, 'interaction' | 'wanted' | 'grant'> & { readonly facts: Facts };

function replyTo(desk: LinkDesk, given: Answered, answer: PressAnswer): object {
  const { interaction, wanted, grant, facts } = given;
  const { policy } = desk;
  const words = slackWords(policy.language);
  if (answer.kind === 'too-often') return onlyToYou(words.tooOften);
  if (answer.kind !== 'done') return onlyToYou(words.notOffered);
  const say = sayFor({ ...policy, ...grant, link: NO_LINKS });
  const told = words.pressed(answer.pressed, `<@${interaction.user.id}>`, say);
  const rest = restOf(facts, policy);
  const text = rest === null ? told : `${told} ${REST_WORDS[policy.language][rest]}`;
  return answeredMessage(interaction, wanted.blockId, text) ?? onlyToYou(text);
}
