/** Lists, and how a sentence begins. */

/** So many of a list that a sentence stays one. */
const MOST_LISTED = 4;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const inListEn = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

export const someEn = (items: readonly string[]): string => {
  const rest = items.length - MOST_LISTED;
  return rest > 0 ? inListEn([...items.slice(0, MOST_LISTED), `${rest} more`]) : inListEn(items);
};

export const someKo = (items: readonly string[]): string => {
  const rest = items.length - MOST_LISTED;
  return items.slice(0, MOST_LISTED).join(', ') + (rest > 0 ? ` 외 ${rest}개` : '');
};
