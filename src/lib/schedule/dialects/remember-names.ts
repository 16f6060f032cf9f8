/** Asking `Intl` about a time zone takes longer than all the rest of a decision. */

/** Names come from foreign data, so that there may be any number of them. */
const NAMES_MAX = 1_000;

/** The same question, its latest answers kept: it must depend on the name alone. */
export function rememberingNames<T>(ask: (name: string) => T): (name: string) => T {
  const answers = new Map<string, T>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = ask(name);
    if (answers.size >= NAMES_MAX) answers.clear();
    answers.set(name, answer);
    return answer;
  };
}
