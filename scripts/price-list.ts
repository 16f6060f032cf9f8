/**
 * AWS's bulk price lists as CSV, line by line: the list of EC2 in one Region alone has hundreds of
 * megabytes. Five lines say what the list is, the sixth names the columns
 * (docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html).
 */
import * as z from 'zod';

export interface PriceList {
  /** The day on which AWS published it, `YYYY-MM-DD`. */
  readonly published: string;
  /** USD by our names of prices (`isPriceKey`). */
  readonly usd: Readonly<Record<string, number>>;
  /** A sentence for each line that should have been a price and is none. */
  readonly skipped: readonly string[];
}

/** Quoted cells; a quote within one is written twice. */
export const cellsOf = (line: string): readonly string[] =>
  Array.from(line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g), ([, cell = '']) =>
    cell.replaceAll('""', '"'),
  );

/** The types that people of small accounts have; a list has some thousand more. */
const BURSTABLE = /^t[234][ag]?\.[a-z0-9]+$/;
const COMMON = /^(c5|c6[ig]|c7[ig]|c7i-flex|m5|m6[agi]|m7[gi]|m7i-flex|r6[gi]|g4dn|g5)\.x?large$/;
const SMALL_ML_TYPE = /^ml\.(?:t[23]\.[a-z0-9]+|[cm]5\.x?large)$/;

/** AWS names magnetic volumes by nothing, and io1 by what it has. */
const VOLUME_TYPES: Readonly<Record<string, string>> = { '': 'standard', '.piops': 'io1' };
const volumeType = (suffix: string): string => VOLUME_TYPES[suffix] ?? suffix.slice(1);

type Row = Readonly<Record<string, string>>;

/** A form of `usageType` without its Region (`APN2-`), the unit it is priced in, and our name. */
interface Form {
  readonly usageType: RegExp;
  readonly unit: RegExp;
  readonly key: (of: {
    readonly region: string;
    readonly part: string;
    readonly row: Row;
  }) => string | null;
  /** How many of our units one of AWS's is. */
  readonly per?: (unit: string) => number;
}

/** Shared hardware, no capacity that is reserved, nothing installed, no licence of one's own. */
const isPlain = (row: Row): boolean =>
  row['Tenancy'] === 'Shared' &&
  row['CapacityStatus'] === 'Used' &&
  row['Pre Installed S/W'] === 'NA' &&
  row['License Model'] === 'No License required';

const HOURS = /^(Hrs|Hours)$/i;
const GIB_MONTHS = /^GB-Mo/i;

const FORMS: readonly Form[] = [
  {
    usageType: /^BoxUsage:(.+)$/,
    unit: HOURS,
    key: ({ region, part, row }) => {
      const system = row['Operating System'];
      const isKnown = system === 'Linux' || system === 'Windows';
      const isSmall = BURSTABLE.test(part) || COMMON.test(part);
      if (!isKnown || !isSmall || !isPlain(row)) return null;
      return `instance/${region}/${part}/${system.toLowerCase()}`;
    },
  },
  {
    usageType: /^EBS:VolumeUsage(|\.gp2|\.gp3|\.st1|\.sc1|\.piops|\.io2)$/,
    unit: GIB_MONTHS,
    key: ({ region, part }) => `volume/${region}/${volumeType(part)}/gib-month`,
  },
  {
    usageType: /^EBS:VolumeP-IOPS(\.gp3|\.piops|\.io2)$/,
    unit: /^IOPS-Mo/i,
    key: ({ region, part }) => `volume/${region}/${volumeType(part)}/iops-month`,
  },
  {
    usageType: /^EBS:VolumeP-Throughput(\.gp3)$/,
    unit: /^[GM]iBps-Mo/i,
    key: ({ region, part }) => `volume/${region}/${volumeType(part)}/mibps-month`,
    per: (unit) => (unit.toLowerCase().startsWith('g') ? 1_024 : 1),
  },
  {
    usageType: /^EBS:SnapshotUsage()$/,
    unit: GIB_MONTHS,
    key: ({ region }) => `snapshot/${region}/gib-month`,
  },
  {
    usageType: /^PublicIPv4:InUseAddress()$/,
    unit: HOURS,
    key: ({ region }) => `public-ipv4/${region}/hour`,
  },
  {
    usageType: /^Notebk:(.+)$/,
    unit: HOURS,
    key: ({ region, part }) =>
      SMALL_ML_TYPE.test(part) ? `sagemaker/${region}/notebook/${part}` : null,
  },
];

const price = z.coerce.number().nonnegative();

/** In use from its first unit on: of a price in tiers that is the first. */
const isOnDemand = (row: Row): boolean =>
  row['TermType'] === 'OnDemand' && row['Currency'] === 'USD' && row['StartingRange'] === '0';

type Reading =
  | { readonly kind: 'price'; readonly key: string; readonly usd: number }
  | { readonly kind: 'skipped'; readonly sentence: string }
  | { readonly kind: 'other' };

function readingOf(row: Row, region: string): Reading {
  const usageType = (row['usageType'] ?? '').replace(/^[A-Z]{2,4}\d?-/, '');
  if (row['Region Code'] !== region || !isOnDemand(row)) return { kind: 'other' };
  for (const form of FORMS) {
    const [, part] = form.usageType.exec(usageType) ?? [];
    const key = part === undefined ? null : form.key({ region, part, row });
    if (key === null) continue;
    const unit = row['Unit'] ?? '';
    const amount = price.safeParse(row['PricePerUnit'] || undefined);
    if (!amount.success) {
      const sentence = `${key}: "${row['PricePerUnit']}" is not an amount in USD`;
      return { kind: 'skipped', sentence };
    }
    if (!form.unit.test(unit)) {
      return { kind: 'skipped', sentence: `${key}: "${unit}" is not the unit that was expected` };
    }
    return amount.data === 0
      ? { kind: 'other' }
      : { kind: 'price', key, usd: amount.data / (form.per?.(unit) ?? 1) };
  }
  return { kind: 'other' };
}

/** Reads the list of one service in one Region; what it says twice must be the same. */
export async function readPriceList(
  lines: AsyncIterable<string>,
  region: string,
): Promise<PriceList> {
  const usd: Record<string, number> = {};
  const skipped: string[] = [];
  let published = '';
  let columns: readonly string[] | null = null;
  for await (const line of lines) {
    // Most of a list are reservations, which need not be taken apart.
    if (columns !== null && !line.includes('"OnDemand"')) continue;
    const cells = cellsOf(line);
    if (cells[0] === 'Publication Date') published = (cells[1] ?? '').slice(0, 10);
    if (cells[0] === 'SKU') columns = cells;
    else if (columns !== null) {
      const row = Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']));
      const reading = readingOf(row, region);
      if (reading.kind === 'skipped') skipped.push(reading.sentence);
      if (reading.kind !== 'price') continue;
      const known = usd[reading.key] ?? reading.usd;
      if (known === reading.usd) usd[reading.key] = known;
      else skipped.push(`${reading.key}: ${known} and ${reading.usd} USD; the first is kept`);
    }
  }
  return { published, usd, skipped };
}
