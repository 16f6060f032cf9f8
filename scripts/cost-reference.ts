/**
 * Writes what a month costs into docs/cost.md: `npm run docs`. Some minutes of work; test/docs
 * lives the smallest of the months again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { billOf, billTable } from '../test/simulation/bill-table.ts';
import { functionTable } from '../test/simulation/function-table.ts';
import { liveMonth, MONTHS } from '../test/simulation/month.ts';

const PAGE = 'docs/cost.md';

/** The block behind a mark; a page without the mark is a mistake of whoever edited it. */
function replaced(page: string, mark: string, block: string): string {
  const place = new RegExp(`(<!-- ${mark} -->\n)(?:\`\`\`text\n[^\`]*\`\`\`|(?:\\|.*\n)*)`);
  if (!place.test(page)) throw new Error(`${PAGE} has no <!-- ${mark} -->`);
  return page.replace(place, (_, head: string) => `${head}${block}`);
}

let page = replaced(readFileSync(PAGE, 'utf8'), 'functions', functionTable());
for (const { instances, days } of MONTHS) {
  const month = await liveMonth(instances, days);
  const { writePercent, readPercent } = month.capacity;
  const busiest =
    `busiest five minutes of the table: ${Math.round(writePercent)} % of its write units, ` +
    `${Math.round(readPercent)} % of its read units`;
  const block = `\`\`\`text\n${billTable(billOf(month))}\n${busiest}\n\`\`\``;
  page = replaced(page, `${instances} instances`, block);
}
writeFileSync(PAGE, page);
