/**
 * `npm run prices`: takes on-demand prices from AWS's public price lists into data/prices.json. It
 * needs no credentials. What the lists do not say stays as it is, and other Regions can be named:
 *
 *     npm run prices -- eu-west-1 ap-northeast-1
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { readPriceList } from './price-list.ts';
import { type PriceSource, withPrices } from './price-sources.ts';

const FILE = path.join(import.meta.dirname, '../data/prices.json');
const HOST = 'https://pricing.us-east-1.amazonaws.com';
const SERVICES = ['AmazonEC2', 'AmazonVPC', 'AmazonSageMaker'];
const REGIONS = ['us-east-1', 'ap-northeast-2'];

type Taken = PriceSource | { readonly trouble: string };

async function sourceOf(service: string, region: string): Promise<Taken> {
  const url = `${HOST}/offers/v1.0/aws/${service}/current/${region}/index.csv`;
  const answer = await fetch(url);
  if (!answer.ok || answer.body === null) {
    return { trouble: `${url} answers ${answer.status}: what is known of it stays.` };
  }
  const lines = createInterface({ input: Readable.fromWeb(answer.body), crlfDelay: Infinity });
  const { published, usd, skipped } = await readPriceList(lines, region);
  for (const sentence of skipped) console.error(sentence);
  if (published === '' || Object.keys(usd).length === 0) {
    return { trouble: `${url} has no prices that can be read: what is known of it stays.` };
  }
  const title = `AWS price list of ${service} in ${region}`;
  return { title, url, asOf: published, confidence: 'A', usd };
}

const asked = process.argv.slice(2);
const taken: Taken[] = [];
for (const region of asked.length > 0 ? asked : REGIONS) {
  for (const service of SERVICES) taken.push(await sourceOf(service, region));
}
const sources = taken.flatMap((one) => ('trouble' in one ? [] : one));
await writeFile(
  FILE,
  `${JSON.stringify(withPrices(JSON.parse(await readFile(FILE, 'utf8')), sources), null, 2)}\n`,
);
for (const { title, asOf, usd } of sources) {
  console.log(`${title} of ${asOf}: ${Object.keys(usd).length} prices`);
}
for (const one of taken) if ('trouble' in one) console.error(one.trouble);
if (sources.length < taken.length) process.exitCode = 1;
