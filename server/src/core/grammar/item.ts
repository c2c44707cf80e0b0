// What the engine judges: names, values and texts in their order, whatever they were read from, each with its place.
import type { Span } from '../model'

export interface Item {
  readonly kind: 'element'
  /** Of its name in the start tag. */
  readonly place: Span
  /** `local` or `{uri}local`. */
  readonly name: string
  readonly attributes: readonly ItemAttribute[]
  readonly content: readonly (Item | ItemText)[]
  /**
   * Still being typed: its start tag has no end, or it has not been closed, or something in it was not ended.
   * Then what it lacks is not yet to be said.
   */
  readonly open: 'tag' | 'content' | null
}

export interface ItemAttribute {
  /** Of its name. */
  readonly place: Span
  /** Of its value between the quotes; null while there is none. */
  readonly valuePlace: Span | null
  /** `local` or `{uri}local`; declarations of namespaces are not among them. */
  readonly name: string
  /** Null while it has none, or none that could be read: then every value fits. */
  readonly value: string | null
  /** There is a value, but not the one that will be there. */
  readonly filledLater?: boolean
}

/** A run of text between elements; comments do not end it. */
export interface ItemText {
  readonly kind: 'text'
  readonly place: Span
  /** Not well-formed: no more is to be said about it. */
  readonly broken?: boolean
  readonly value: string
}

/** The same item with other parts. An item may read its own when it is asked for them, so it cannot be spread. */
export function itemWith({ kind, place, name, attributes, content, open }: Item, parts: Partial<Pick<Item, 'name' | 'attributes' | 'content' | 'open'>>): Item {
  return { kind, place, name, attributes, content, open, ...parts }
}

export function isBlank(text: string): boolean {
  return !/[^ \t\r\n]/.test(text)
}

export function elementsOf(item: Item): readonly Item[] {
  return item.content.filter(child => child.kind === 'element')
}

/** The last child of each name. */
export function lastOfEach(item: Item): ReadonlyMap<string, Item> {
  return new Map(elementsOf(item).map(child => [child.name, child]))
}

export function textOf(item: Item): string {
  return item.content.map(child => child.kind === 'text' ? child.value : '').join('')
}
