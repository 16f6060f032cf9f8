import type * as z from 'zod';

/** What is wrong with a document, before anybody knows on which line. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  /** Whether the key itself is wrong, or what it is set to. */
  readonly at: 'key' | 'value';
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

export const UNKNOWN_KEY = 'no such key';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, segment) =>
      isObject(value) && Object.hasOwn(value, segment) ? Reflect.get(value, segment) : undefined,
    document,
  );

/** Long enough for any value that belongs into a policy. */
const SHOWN_CHARACTERS = 60;

function show(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a section of keys';
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** The schema says what a value "must be"; what it is instead comes from the document. */
function completed(message: string, value: unknown): string {
  if (!message.startsWith('must be')) return message;
  return value === undefined ? `is missing; it ${message}` : `${message}, not ${show(value)}`;
}

function findingsOfIssue(issue: Issue, document: unknown): readonly Finding[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], at: 'key', message: UNKNOWN_KEY }));
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({
        path,
        at: 'key',
        message: completed(message, path.at(-1)),
      }));
    case 'invalid_union': {
      const meant = issue.errors.filter((branch) => !branch.some(isOfAnotherKind));
      const [only = []] = meant;
      if (meant.length !== 1) break;
      return only.flatMap((inner) =>
        findingsOfIssue({ ...inner, path: [...path, ...inner.path] }, document),
      );
    }
    default:
  }
  return [{ path, at: 'value', message: completed(issue.message, valueAt(document, path)) }];
}

/** Of the forms that a value may have, those that it has not: a list is no section of keys. */
const isOfAnotherKind = ({ path, code }: Issue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');

export const findingsOf = (error: z.ZodError, document: unknown): readonly Finding[] =>
  error.issues.flatMap((issue) => findingsOfIssue(issue, document));

const BARE = /^[\w-]+$/;

/** `select.names[2]`, `schedules."my office".running[0]`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((segment) => {
      if (typeof segment === 'number') return `[${segment}]`;
      const key = String(segment);
      return `.${BARE.test(key) ? key : JSON.stringify(key)}`;
    })
    .join('')
    .replace(/^\./, '');

/** `idle.window: must be …`; what concerns the document as a whole has no path. */
export const findingText = ({ path, message }: Pick<Finding, 'path' | 'message'>): string =>
  path.length === 0 ? message : `${pathText(path)}: ${message}`;
