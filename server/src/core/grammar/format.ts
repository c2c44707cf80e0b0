// The compact grammar as it lies in a JSON file: rows of numbers that name other rows, one set for all schemas.
// compile.ts writes it from RELAX NG, load.ts makes patterns of it when they are asked for.

export interface CompiledGrammar {
  /** Where it comes from: version, source, licence and what made it. Stands first in the file. */
  readonly origin: Readonly<Record<string, string>>
  /** Element and attribute names (`{uri}local` in a namespace), values and the words of datatypes. */
  readonly words: readonly string[]
  /** Name classes that are more than one name. */
  readonly classes: readonly NameClass[]
  readonly datatypes: readonly CompiledDatatype[]
  /** A row is a kind from `kinds` and its parts; parts always stand in earlier rows. */
  readonly patterns: readonly (readonly number[])[]
  /** An element declaration is a name (a word, or `-1 - n` for class n) and the pattern of its content. */
  readonly declarations: readonly (readonly number[])[]
  /** The start pattern of every schema. */
  readonly schemas: Readonly<Record<string, number>>
  /** Which schemas a root element opens. */
  readonly roots: Readonly<Record<string, readonly string[]>>
}

/** One name, any name but some, any name of a namespace but some, or one of several classes. */
export type NameClass =
  | string
  | { readonly any: readonly NameClass[] }
  | { readonly namespace: string, readonly but: readonly NameClass[] }
  | { readonly either: readonly NameClass[] }

export interface CompiledDatatype {
  /** The innermost definition that it was found in, such as `UUID`; it says what the value means. */
  readonly name?: string
  readonly type: string
  readonly params?: readonly (readonly [name: string, value: string])[]
}

/** The kinds of rows, and what their parts are. */
export const kinds = {
  empty: 0,
  notAllowed: 1,
  text: 2,
  /** Patterns, at least two. */
  choice: 3,
  group: 4,
  interleave: 5,
  /** One pattern. */
  oneOrMore: 6,
  list: 7,
  /** A declaration. */
  element: 8,
  /** A name (a word, or `-1 - n` for class n) and a pattern. */
  attribute: 9,
  /** A datatype, then perhaps the pattern of what it leaves out. */
  data: 10,
  /** A word that whitespace around does not change (`token`). */
  value: 11,
  /** A word to the letter (`string`). */
  literal: 12,
} as const

/** Whether a name is in a class. Names are `local` or `{uri}local`. */
export function inClass(nameClass: NameClass, name: string): boolean {
  if (typeof nameClass === 'string') return nameClass === name
  if ('any' in nameClass) return !nameClass.any.some(but => inClass(but, name))
  if ('either' in nameClass) return nameClass.either.some(one => inClass(one, name))
  return namespaceOf(name) === nameClass.namespace && !nameClass.but.some(but => inClass(but, name))
}

export function namespaceOf(name: string): string {
  return name.startsWith('{') ? name.slice(1, name.indexOf('}')) : ''
}

export function localOf(name: string): string {
  return name.startsWith('{') ? name.slice(name.indexOf('}') + 1) : name
}
