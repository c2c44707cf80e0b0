// Which closing tag belongs to which start tag, and where an element that has none gives way to what follows.
// A document without fault is paired by its tags alone; only a faulty one is read by its indentation as well.
import { closestName } from '../text/names'
import { type Layout, layoutOf } from './layout'
import type { EndTag } from './nodes'
import { holdsNothing, type Token } from './scan'
import type { Element } from './tree'

export interface Pairing {
  /** Of each start tag, by token: its closing tag, or the first token that is no longer inside. */
  readonly ends: Int32Array
  /** Of each closing tag, by token: the start tag that it closes, or -1 when it is stray. */
  readonly opens: Int32Array
  readonly faults: readonly Fault[]
}

export type Fault =
  | { readonly kind: 'mismatched', readonly start: number, readonly end: number }
  | { readonly kind: 'stray', readonly end: number }
  /** The start tag has closed itself with `/>`, and yet the closing tag belongs to it. */
  | { readonly kind: 'reopened', readonly start: number, readonly end: number }
  /** Start tags that nothing closes, innermost first; they end at the same place, before the closing tag or the end. */
  | { readonly kind: 'unclosed', readonly starts: readonly number[], readonly before: number }

export const pair = (text: string, tokens: readonly Token[]): Pairing => pairWhole(tokens) ?? pairBroken(text, tokens)

/** Null when a tag does not fit. */
const pairWhole = (tokens: readonly Token[]): Pairing | null => {
  const ends = new Int32Array(tokens.length).fill(-1)
  const opens = new Int32Array(tokens.length).fill(-1)
  const stack: number[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (token.kind === 'element') {
      if (!holdsNothing(token)) stack.push(i)
    } else if (token.kind === 'end') {
      const start = stack.pop()
      if (start === undefined || (tokens[start] as Element).name !== token.name) return null
      ends[start] = i
      opens[i] = start
    }
  }
  return stack.length === 0 ? { ends, opens, faults: [] } : null
}

/** An element that is open while we read. */
interface Open {
  readonly index: number
  readonly token: Element
  /** Start tags directly inside that stand no deeper than it does, each further left than the one before: there it may have given way. */
  readonly lows: number[]
  /** A start tag directly inside that holds nothing (`<b/>`, a lone `<`) while all that followed stands deeper; -1 for none. */
  loose: number
}

const pairBroken = (text: string, tokens: readonly Token[]): Pairing => {
  const ends = new Int32Array(tokens.length).fill(-1)
  const opens = new Int32Array(tokens.length).fill(-1)
  const faults: Fault[] = []
  const stack: Open[] = []
  const ground = { lows: [], loose: -1 }
  const byName = new Map<string, number[]>()
  const layout = layoutOf(text, tokens)
  const columnOf = (index: number): number => layout.columns[index] ?? -1

  const open = (index: number, token: Element): void => {
    const depths = byName.get(token.name)
    if (depths) depths.push(stack.length)
    else byName.set(token.name, [stack.length])
    stack.push({ index, token, lows: [], loose: -1 })
  }

  const drop = (): Open => {
    const dropped = stack.pop()!
    byName.get(dropped.token.name)?.pop()
    return dropped
  }

  const close = (depth: number, index: number, mismatched: boolean): void => {
    giveWay(depth + 1, index)
    const closed = drop()
    ends[closed.index] = index
    opens[index] = closed.index
    if (mismatched) faults.push({ kind: 'mismatched', start: closed.index, end: index })
  }

  /** Ends what is open from this depth on: the token at `index` does not belong to it. */
  const giveWay = (depth: number, index: number): void => {
    // The tokens at which an inner element has given way; they now stand in the one around it. Next one last.
    const later: number[] = []
    let group: { readonly starts: number[], readonly at: number } | undefined
    while (stack.length > depth) {
      const { index: start, token, lows } = drop()
      for (let i = lows.length - 1; i >= 0; i--) later.push(lows[i]!)
      // A tag amid a line has only its line: the next one that begins a line is outside.
      const column = columnOf(start) < 0 ? Infinity : columnOf(start)
      while (later.length > 0 && columnOf(later.at(-1)!) > column) later.pop()
      // The root ends with the document: what is behind it would be outside.
      const at = stack.length === 0 ? index : later.at(-1) ?? index
      ends[start] = !token.startTagEnded && isEmpty(tokens, layout, start) ? start + 1 : at < index ? beforeComments(tokens, start, at) : at
      // A start tag without end has been told of already.
      if (!token.startTagEnded) continue
      if (group?.at === at) group.starts.push(start)
      else {
        group = { starts: [start], at }
        faults.push({ kind: 'unclosed', starts: group.starts, before: at })
      }
    }
  }

  const endTag = (index: number, token: EndTag): void => {
    const depths = byName.get(token.name) ?? []
    const nearest = depths.at(-1)
    const last = stack.at(-1)
    const inColumn = sameColumn(stack, depths, layout, index)
    const { loose } = last ?? ground
    if (inColumn === undefined && loose >= 0 && columnOf(loose) === columnOf(index) && fitsLoose(token, tokens[loose] as Element)) {
      ends[loose] = index
      opens[index] = loose
      if ((tokens[loose] as Element).name !== '') faults.push({ kind: 'reopened', start: loose, end: index })
    } else if (!last) faults.push({ kind: 'stray', end: index })
    else if (nearest !== undefined) {
      const depth = inColumn ?? nearest
      const misnamed = depth < stack.length - 1 && closesMisnamed(layout, last.index, stack[depth]!.index, index)
      close(misnamed ? stack.length - 1 : depth, index, misnamed)
    } else {
      const depth = misnamedDepth(tokens, layout, stack, index, token)
      if (depth === null) faults.push({ kind: 'stray', end: index })
      else close(depth, index, true)
    }
  }

  /** What a start tag says about the element around it. */
  const note = (index: number, around: Open | undefined, holdsNone: boolean): void => {
    const column = columnOf(index)
    if (column < 0) return
    const notes = around ?? ground
    if (notes.loose < 0 || column <= columnOf(notes.loose)) notes.loose = holdsNone ? index : -1
    const low = around?.lows.at(-1)
    if (around && (columnOf(around.index) < 0 || column <= columnOf(around.index)) && (low === undefined || column < columnOf(low))) around.lows.push(index)
  }

  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (token.kind === 'element') {
      note(i, stack.at(-1), holdsNothing(token))
      if (!holdsNothing(token)) open(i, token)
    } else if (token.kind === 'end') endTag(i, token)
  }
  giveWay(0, tokens.length)
  return { ends, opens, faults }
}

/** A lone `<` may have been any tag. */
const fitsLoose = ({ name }: EndTag, loose: Element): boolean => name !== '' && (loose.name === '' || loose.name === name)

/** How far we look outwards for a fitting element; keeps the whole linear. */
const reach = 32

/** Of the open elements of that name the one that stands in the closing tag's column, if one does. */
const sameColumn = (stack: readonly Open[], depths: readonly number[], { columns }: Layout, end: number): number | undefined => {
  if (columns[end] === -1) return undefined
  for (let i = depths.length - 1; i >= 0 && i >= depths.length - reach; i--) {
    if (columns[stack[depths[i]!]!.index] === columns[end]) return depths[i]
  }
  return undefined
}

/** The name is that of an element further out, and yet the place says that the innermost one was meant. */
const closesMisnamed = ({ lines, columns }: Layout, last: number, named: number, end: number): boolean => columns[end] === -1
  ? lines[last] === lines[end] && lines[named] !== lines[last]
  : columns[end] === columns[last] && columns[end] !== columns[named]

/** The depth of the element that was meant by a closing tag whose name is not open; null when it is stray. */
const misnamedDepth = (tokens: readonly Token[], { lines, columns }: Layout, stack: readonly Open[], end: number, { name }: EndTag): number | null => {
  const depth = stack.length - 1
  const last = stack[depth]!
  const alike = isAlike(name, last.token.name)
  if (!alike && isClosedLater(tokens, columns, last, end)) return null
  if (columns[end] === -1) return alike || (lines[last.index] === lines[end] && nextTag(tokens, last.index) === end) ? depth : null
  if (columns[end] === columns[last.index]) return depth
  for (let i = depth; i >= 0 && i > depth - reach; i--) {
    const { index, token } = stack[i]!
    if (columns[index] === columns[end]) return isAlike(name, token.name) ? i : null
  }
  return columns[last.index] === -1 && alike ? depth : null
}

/** The right closing tag follows: at once on the same line, or as the next tag that stands as far left as the element. */
const isClosedLater = (tokens: readonly Token[], columns: Int32Array, { index, token: { name } }: Open, end: number): boolean => {
  const column = columns[index]!
  for (let i = end + 1; i < tokens.length && i < end + 8 * reach; i++) {
    const token = tokens[i]!
    if (token.kind !== 'element' && token.kind !== 'end') continue
    if (column < 0) return token.kind === 'end' && token.name === name
    if (columns[i]! >= 0 && columns[i]! <= column) return token.kind === 'end' && token.name === name && columns[i] === column
    if (columns[i] === -1 && token.kind === 'end' && token.name === name && i === nextTag(tokens, end)) return true
  }
  return false
}

const isAlike = (typed: string, name: string): boolean => name.startsWith(typed) || closestName(typed, [name]) !== undefined

/** The tag that comes next, over text and comments; -1 when none is near. */
const nextTag = (tokens: readonly Token[], index: number): number => {
  for (let i = index + 1; i < tokens.length && i < index + 4; i++) {
    const kind = tokens[i]?.kind
    if (kind === 'element' || kind === 'end') return i
  }
  return -1
}

/** A half-typed tag: unless what comes next stands on a line of its own and deeper, it is not inside. */
const isEmpty = (tokens: readonly Token[], { columns }: Layout, start: number): boolean => {
  const next = nextTag(tokens, start)
  return next < 0 || tokens[next]?.kind === 'end' || columns[next] === -1 || columns[start] === -1 || columns[next]! <= columns[start]!
}

/** Comments right before the element that took over speak about that one. */
const beforeComments = (tokens: readonly Token[], start: number, at: number): number => {
  let index = at
  while (index - 1 > start) {
    const token = tokens[index - 1]!
    if (token.kind !== 'comment' && !(token.kind === 'text' && token.value.trim() === '')) break
    index--
  }
  return index
}
