/** The language of a page: as the reader chose it, else as the browser asks, else the policy's. */
import type { Language } from '../model/policy.ts';
import type { LinkRequest } from './http.ts';

const LANGUAGES = ['en', 'ko'] as const;

const languageOf = (tag: string): Language | undefined =>
  LANGUAGES.find((language) => language === tag.trim().toLowerCase().split('-')[0]);

export function languageFor(
  { query, headers }: Pick<LinkRequest, 'query' | 'headers'>,
  otherwise: Language,
): Language {
  const chosen = languageOf(query.get('lang') ?? '');
  return chosen ?? preferred(headers['accept-language'] ?? '') ?? otherwise;
}

/** What is longer than any browser's is not read to its end. */
const HEADER_MAX = 500;

/** RFC 9110, 12.5.4: the one with the highest weight; of equals the first. */
function preferred(header: string): Language | undefined {
  const ranges = header
    .slice(0, HEADER_MAX)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';');
      const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
      return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0);
  return ranges.toSorted((a, b) => b.weight - a.weight)[0]?.language;
}
