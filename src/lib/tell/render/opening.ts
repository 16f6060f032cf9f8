/** What both languages say of an open port comes from here: its service, its commands. */
import type { Opening } from '../../model/notice.ts';

/** What usually listens on a port: names of products, the same in every language. */
const SERVICES: Readonly<Record<number, string>> = {
  22: 'SSH',
  1433: 'SQL Server',
  1521: 'Oracle',
  3306: 'MySQL',
  3389: 'RDP',
  5432: 'PostgreSQL',
  6379: 'Redis',
  9200: 'Elasticsearch',
  27017: 'MongoDB',
};

export const serviceAt = (port: number): string | null => SERVICES[port] ?? null;

export const portsOf = (openings: readonly Opening[]): readonly number[] =>
  [...new Set(openings.flatMap(({ ports }) => ports))].toSorted((a, b) => a - b);

/** The rule lets in more than the ports that are told. */
export const opensMore = ({ fromPort, toPort, ports }: Opening): boolean =>
  fromPort === null || toPort === null || toPort - fromPort >= ports.length;

/** Rules that differ in nothing but the range let the caller in once. */
export const isFirstOfPorts = (openings: readonly Opening[], index: number): boolean =>
  openings.findIndex((one) => isSamePorts(one, openings[index])) === index;

const isSamePorts = (a: Opening, b: Opening | undefined): boolean =>
  a.protocol === b?.protocol && a.fromPort === b.fromPort && a.toPort === b.toPort;
