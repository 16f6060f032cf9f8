/** What places hand over to the one digest of all, and up to where home has told of them. */

import type { DigestPart, DigestRound } from '../../src/lib/model/digest-part.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import { hours, instant } from '../../src/lib/model/instant.ts';
import { microUsd } from '../../src/lib/model/money.ts';

const AT = instant(Date.UTC(2026, 10, 22, 13));

interface DigestItems {
  readonly 'digest-part': DigestPart;
  readonly 'digest-round': DigestRound;
}

export const DIGEST_ITEMS: DigestItems = {
  'digest-part': {
    ...{ kind: 'digest-part', date: '2026-11-22', at: AT },
    fleet: { running: 3, stopped: 1 },
    saved: {
      ...{ off: hours(11), savedMicroUsd: microUsd(143_000), allowance: hours(0) },
      ...{ unpriced: hours(1), reserved: hours(2) },
    },
    lookBacks: [
      {
        ...{ of: 'week', since: AT, stops: { idle: 2 }, starts: 1, failed: 0 },
        ...{ wouldStop: 0, wouldStart: 0, off: hours(11), savedMicroUsd: microUsd(143_000) },
        ...{ allowance: hours(0), unpriced: hours(0), spent: null },
      },
    ],
    counts: { done: 2, left: 1 },
    sections: [
      {
        ...{ section: 'done', costs: [], others: ['batch "1"'], more: 3 },
        lines: [
          {
            ...{ name: 'web', text: '22:00 KST: web <b>를 중지했습니다.' },
            actions: [
              {
                label: 'To start it again:',
                command: {
                  before: 'aws ec2 start-instances',
                  ids: ['i-0123456789abcdef0'],
                  after: '--region x',
                },
              },
            ],
            link: { label: 'To start it again:', url: 'https://example.com/l/AbC' },
          },
          { name: 'row', text: 'row', actions: [], cells: { amount: '1.82', place: 'us-east-1' } },
        ],
      },
    ],
    page: { label: 'All of it:', url: 'https://example.com/l/AbC' },
  },
  'digest-round': {
    ...{ kind: 'digest-round', date: '2026-11-22', at: AT },
    told: [
      {
        account: idOf(isAccountId, '210987654321'),
        ...{ region: 'us-east-1', upTo: '2026-11-21' },
      },
    ],
  },
};
