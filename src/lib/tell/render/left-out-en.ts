/** What the meter leaves out, in English. */
import type { LeftOut, OddUse } from '../../model/meter.ts';
import type { OddPrice } from '../../model/price.ts';
import type { Say } from './say.ts';

function count({ usageType, unit, why }: OddUse, say: Say): string {
  const line = usageType === '' ? 'a line without a name' : say.data(usageType);
  const said = `Left out of AWS's own count: ${line}, `;
  switch (why) {
    case 'unit':
      return `${said}whose unit "${say.data(unit)}" is not known here.`;
    case 'limit':
      return `${said}which has a limit of 0.`;
    case 'shape':
      return `${said}which has no amount that can be read.`;
  }
}

const WHERE = { policy: 'the policy', table: 'data/prices.json' } as const;

/** The rest of the prices stands, and sums that lack this one are called partial. */
function price({ of, row, why }: OddPrice, say: Say): string {
  const said = `Left out of the prices of ${WHERE[of]}: "${say.data(row)}", which is`;
  switch (why) {
    case 'name':
      return `${said} no name of a price such as instance/us-east-1/t3.micro/linux.`;
    case 'amount':
      return `${said} not set to an amount in USD such as 0.0104.`;
    case 'source':
      return `${said} no dated list of prices.`;
  }
}

export function leftOutEn(what: LeftOut, say: Say): string {
  switch (what.kind) {
    case 'count':
      return count(what, say);
    case 'price':
      return price(what, say);
    case 'savings-plan':
      return (
        `Left out: Savings Plan ${say.data(what.id)}, whose ${say.data(what.odd)} ` +
        `"${say.data(what.value)}" is not known here.`
      );
    case 'future': {
      const more = what.count === 1 ? '' : ` and ${what.count - 1} more`;
      return (
        `Not counted: ${say.data(what.id)}${more}. AWS says that it began on ` +
        `${say.farInstant(what.from)}, which is yet to come here: ` +
        'is the clock of this machine right?'
      );
    }
  }
}
