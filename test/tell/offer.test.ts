/** One link under a warning: what it allows, and which commands it makes needless. */
import { describe, expect, test } from 'vitest';
import type { LinkFor, LinkWish } from '../../src/lib/model/link.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import type { View } from '../../src/lib/tell/render/say.ts';
import { EMPTY_DAY, FULL_DAY, NINE_AM } from './digests.ts';
import { LINKED, NOTICES, notice, reasonOf, SEOUL, warnings } from './notices.ts';
import { TEN_PM } from './reasons.ts';
import { instanceId, subject } from './subjects.ts';

/** What a rendering asks links for. */
function wishesOf(render: (view: View) => unknown): readonly LinkWish[] {
  const wishes: LinkWish[] = [];
  const link: LinkFor = (wish) => {
    wishes.push(wish);
    return LINKED.link(wish);
  };
  render({ ...SEOUL, link });
  return [...new Map(wishes.map((wish) => [JSON.stringify(wish), wish])).values()];
}

const wishesFor = (...notices: readonly Notice[]): readonly LinkWish[] =>
  wishesOf((view) => renderPass(notices, view));

const linesWith = (text: string, start: string): readonly string[] =>
  text.split('\n').filter((line) => line.trimStart().startsWith(start));

const [warning] = warnings(1);
const warned = warning ? [warning] : [];

describe('a warning of a stop', () => {
  test('has one link instead of the command, whole on a line of its own', () => {
    const { text } = renderPass(warned, LINKED);
    const [address, ...others] = linesWith(text, 'https://');
    expect(others).toEqual([]);
    expect(address).toMatch(/^ {2}https:\/\/\S+\.on\.aws\/l\/[A-Za-z0-9_-]{60}$/);
    expect(text).not.toContain('aws ec2');
    expect(text).not.toContain('CloudShell');
  });

  test('has the command where there are no pages', () => {
    const { text } = renderPass(warned, SEOUL);
    expect(linesWith(text, 'aws ec2 create-tags')).toHaveLength(1);
    expect(text).not.toContain('https://');
  });

  test('lets its link hold, start what was stopped by then, and release', () => {
    expect(wishesFor(...warned)).toEqual([
      {
        resource: { kind: 'instance', id: instanceId(1) },
        actions: ['hour', 'tomorrow', 'date', 'tonight', 'start', 'release'],
        stopAt: TEN_PM,
        of: 'about-to-stop:0',
        at: TEN_PM,
      },
    ]);
  });

  test('has a link of its own, also among many', () => {
    const { text } = renderPass(warnings(4), LINKED);
    expect(new Set(linesWith(text, 'https://')).size).toBe(4);
    expect(text).not.toContain('aws ec2');
  });

  test('that is only named is held by the command', () => {
    const { text } = renderPass(warnings(23), LINKED);
    expect(linesWith(text, 'https://')).toHaveLength(20);
    const [command = '', ...others] = linesWith(text, 'aws ec2 create-tags');
    expect(others).toEqual([]);
    expect(command.match(/i-[0-9a-f]{17}/g)).toEqual([21, 22, 23].map(instanceId));
  });
});

describe('what was done', () => {
  test('a stop can be undone by its link, and an idle one still be ruled out by a command', () => {
    const effects = { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null };
    const idle = notice('stopped', {
      subject: subject('gpu-box'),
      reason: reasonOf('idle'),
      effects,
    });
    const { text } = renderPass([idle], LINKED);
    expect(text).not.toContain('start-instances');
    expect(text).toContain('Key=tierkeeper:idle,Value=never');
    expect(wishesFor(idle)).toMatchObject([{ actions: ['start', 'release'], stopAt: null }]);
  });

  test('a start that a schedule made has no link, since nothing that is pressed undoes it', () => {
    const byEdge = { subject: subject('dev-box'), reason: reasonOf('start-edge') };
    expect(wishesFor(notice('started', byEdge))).toEqual([]);
  });

  test('a start that a hold made is undone by releasing the hold', () => {
    const byHold = { subject: subject('dev-box'), reason: reasonOf('hold-wants-running') };
    expect(wishesFor(notice('started', byHold))).toMatchObject([{ actions: ['release'] }]);
  });

  test('a failure is mended by commands, which a link does not hide', () => {
    for (const facts of NOTICES['did-not-work']) {
      const failed = notice('did-not-work', facts);
      expect(renderPass([failed], LINKED).text).toBe(renderPass([failed], SEOUL).text);
    }
  });
});

describe('a digest', () => {
  test('has a link to the status page, on every day', () => {
    const status = {
      resource: { kind: 'account' },
      actions: ['status'],
      stopAt: null,
      of: 'digest:2026-11-24',
      at: NINE_AM,
    };
    expect(wishesOf((view) => renderDigest(EMPTY_DAY, view))).toEqual([status]);
    expect(linesWith(renderDigest(EMPTY_DAY, LINKED).text, 'https://')).toHaveLength(1);
    expect(wishesOf((view) => renderDigest(FULL_DAY, view))).toContainEqual(status);
  });

  test('releases what was pressed by a link, and what a tag holds by a command', () => {
    const { text } = renderDigest({ ...EMPTY_DAY, holds: FULL_DAY.holds }, LINKED);
    const released = wishesOf((view) => renderDigest({ ...EMPTY_DAY, holds: FULL_DAY.holds }, view))
      .filter(({ actions }) => actions.includes('release'))
      .map(({ resource }) => resource);
    expect(released).toEqual([{ kind: 'instance', id: instanceId(5) }]);
    expect(linesWith(text, 'aws ec2 delete-tags')).toEqual([
      `  aws ec2 delete-tags --resources ${instanceId(6)} --tags Key=tierkeeper:hold-until ` +
        '--region ap-northeast-2',
    ]);
  });

  test('offers a stop that was warned of and has not come yet', () => {
    const open = { ...EMPTY_DAY, warnings: FULL_DAY.warnings };
    const wishes = wishesOf((view) => renderDigest(open, view));
    expect(wishes.map(({ actions }) => actions[0])).toContain('hour');
  });
});
