/**
 * HTML that cannot be injected into: pages are trees of elements whose names are a closed list and
 * whose texts and attributes are escaped by the one function that makes markup of them.
 */

/** Markup that came out of `h` or `fragment`: nobody else can make one. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Html = Markup;

const VOID_TAGS = ['input', 'link', 'meta'] as const;

export type Tag =
  | ('a' | 'bdi' | 'body' | 'button' | 'dd' | 'div' | 'dl' | 'dt' | 'footer' | 'form' | 'g' | 'h1')
  | (
      | 'h2'
      | 'h3'
      | 'header'
      | 'label'
      | 'li'
      | 'main'
      | 'nav'
      | 'p'
      | 'rect'
      | 'section'
      | 'small'
      | 'span'
    )
  | (
      | 'strong'
      | 'svg'
      | 'table'
      | 'tbody'
      | 'td'
      | 'text'
      | 'th'
      | 'thead'
      | 'time'
      | 'title'
      | 'tr'
      | 'ul'
    )
  | (typeof VOID_TAGS)[number];

/** `true` is an attribute without a value; null, undefined and false leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What an element may hold; null and false are nothing. */
export type Child = Html | string | number | null | false | readonly Child[];

const VOID: ReadonlySet<string> = new Set(VOID_TAGS);
const ATTRIBUTE = /^[a-z][a-zA-Z-]*$/;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * Controls that HTML forbids, and marks that turn the direction of all that follows them: shown as
 * what they are, something that could not be read.
 */
const UNREADABLE = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/gu;

export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNREADABLE, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');

export function h(tag: Tag, attributes: Attributes = {}, ...children: readonly Child[]): Html {
  const open = `<${tag}${Object.entries(attributes).map(attribute).join('')}>`;
  return new Markup(VOID.has(tag) ? open : `${open}${childrenOf(children)}</${tag}>`);
}

/** Several nodes side by side. */
export const fragment = (...children: readonly Child[]): Html => new Markup(childrenOf(children));

function attribute([name, value]: readonly [string, Attributes[string]]): string {
  if (!ATTRIBUTE.test(name)) throw new RangeError(`no name of an attribute: ${name}`);
  if (value === null || value === undefined || value === false) return '';
  return value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`;
}

const childrenOf = (children: readonly Child[]): string => children.map(markupOf).join('');

function markupOf(child: Child): string {
  if (child === null || child === false) return '';
  if (typeof child === 'string') return escaped(child);
  if (typeof child === 'number') return String(child);
  return child instanceof Markup ? child.toString() : childrenOf(child);
}
