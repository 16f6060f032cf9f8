import { describe, expect, test } from 'vitest';
import { fault } from '../../src/lib/model/fault.ts';
import { STATE_REASONS, stateReasonOf } from '../../src/lib/model/state-reason.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { wordsOf } from '../../src/lib/tell/render/words.ts';
import { NOON } from '../build/at.ts';
import { reasonOf, SEOUL } from './notices.ts';
import { instanceId } from './subjects.ts';

function said(language: 'en' | 'ko', awsCode: string, message: string): readonly string[] {
  const say = sayFor({ ...SEOUL, language });
  const facts = {
    subject: { instanceId: instanceId(1), name: 'dev-box', type: 't3.micro' },
    verb: 'start',
    result: 'fell-back',
    reason: reasonOf('start-edge'),
    fault: fault('wrong-state', message, { awsCode }),
  } as const;
  const notice = { kind: 'did-not-work', dedupeKey: 'x', urgency: 'now', at: NOON, facts } as const;
  return wordsOf(language).notice(notice, say).sentences;
}

describe("AWS's state reason", () => {
  test.each(['Client.InvalidKMSKey.InvalidState', 'Client.InvalidKMSKey.NotEnabled'])(
    '%s is one of the keys of encrypted disks',
    (code) => {
      expect(stateReasonOf(code)).toBe('Client.InvalidKMSKey');
    },
  );

  test.each(['', 'Client.InternalErrors', 'Server.SomethingNew', 'constructor'])(
    '"%s" is none that AWS documents',
    (code) => {
      expect(stateReasonOf(code)).toBeNull();
    },
  );

  test.each(STATE_REASONS.filter((code) => !code.startsWith('Client.UserInitiated')))(
    '%s has a sentence of its own besides the words of AWS, in both languages',
    (code) => {
      for (const language of ['en', 'ko'] as const) {
        const plain = said(language, 'Server.SomethingNew', 'the words of AWS');
        const explained = said(language, code, 'the words of AWS');
        expect(explained).toHaveLength(plain.length + 1);
        expect(explained.join(' ')).toContain('the words of AWS');
      }
    },
  );

  test('of a person says nothing of why a start came to nothing', () => {
    const plain = said('en', 'Server.SomethingNew', 'x');
    expect(said('en', 'Client.UserInitiatedShutdown', 'x')).toHaveLength(plain.length);
  });

  test('that nobody knows is quoted as data, on one line', () => {
    const [, quoted] = said('en', 'Server.SomethingNew', 'a\n<b>rack</b>\u0000 on holiday');
    expect(quoted).toBe('AWS says: "a <b>rack</b> on holiday (Server.SomethingNew)".');
  });
});
