import { inHours } from '../../lib/model/instant.ts';
import { microUsd } from '../../lib/model/money.ts';
import { quantity } from '../../lib/tell/render/quantity.ts';
import type { SavingsWords } from './savings-catalogue.ts';

const inH = (hours: number): string => `${quantity(hours)} h`;

export const SAVINGS_EN: SavingsWords = {
  title: ({ month, until }, isOver, say) =>
    `What stops saved in ${month} (UTC)${isOver ? '' : `, up to ${say.instant(until)}`}`,
  headings: ['', 'off', 'saved', 'free anyway'],
  rules: { schedule: 'by schedule', idle: 'idle', guard: 'for the free tier' },
  hours: inH,
  sum: 'Together',
  nothing: (month) =>
    `No stop of Tierkeeper saved anything in ${month}, as far as the ledger has it.`,
  total({ total }, say) {
    const { off, savedMicroUsd, allowance } = total;
    const free =
      allowance === 0
        ? ''
        : ` ${inH(inHours(allowance))} of them the free allowance would have covered.`;
    const hours = inH(inHours(off));
    if (savedMicroUsd < 0) {
      const cost = say.money(microUsd(-savedMicroUsd));
      return `${hours} off cost ${cost} more: an Elastic IP is billed while it is idle.${free}`;
    }
    return `${hours} off saved ${say.money(savedMicroUsd)}.${free}`;
  },
  paid(paidBy) {
    switch (paidBy) {
      case 'money':
        return null;
      case 'credits':
        return 'Credits pay for this account: it is credits that were saved.';
      case 'unknown':
        return (
          'Nobody says which free tier this account has (freeTier.plan in the policy): hours ' +
          'that one would have covered count as money.'
        );
    }
  },
  unpriced: (hours) =>
    `${inH(hours)} have no known price, and are in no sum of money: it is at least that.`,
  reserved: (hours) =>
    `${inH(hours)} of them Reserved Instances pay for either way: those saved no money.`,
  planned: (hours) =>
    `${inH(hours)} of them a Savings Plan may pay for either way: no money is counted for those.`,
  freeTier: ({ month, asOf }, say) =>
    `The free tier in ${month} (UTC), as of ${say.farInstant(asOf)}`,
  meaning: 'docs/savings.md says what counts.',
};
