// What is kept of a deck from one key to the next: its blocks, cut where nothing reaches across, and of each only what other slides
// may depend on. While somebody types within one piece, that piece alone is read again.
import type MarkdownIt from 'markdown-it'
import type Token from 'markdown-it/lib/token.mjs'

export interface Memory {
  /** Nothing was changed since it was made. */
  readonly fresh: boolean
  /** Takes the links that the whole deck defines, and the lines on which its slides begin: a piece is at least a slide. */
  meet(env: { readonly references?: object }, slides: readonly number[]): void
  /** What to go on with; null where the change may bear on more than its piece, so that the whole deck is to be read. */
  changeTo(text: string): Change | null
}

export interface Change {
  /** The deck's tokens: whole in the changed piece, elsewhere those that count. */
  readonly tokens: readonly Token[]
  readonly references: object
  /** The lines of the changed piece, as they are now. */
  readonly start: number
  readonly end: number
  /** Marpit hears of the front matter while the blocks are read. */
  readFrontMatter(): void
  /** The change has been drawn. */
  keep(): void
}

interface Piece {
  line: number
  tokens: readonly Token[]
  effects: readonly string[]
}

export function openMemory(first: string, tokens: readonly Token[], markdown: MarkdownIt): Memory {
  let text = first.split('\n')
  let pieces = piecesOf(text, tokens)
  const settings = tokens[0]?.type === 'front_matter' ? tokens[0].map?.[1] ?? Infinity : 0
  let references: object = {}
  let fresh = true

  const changeTo = (wanted: string): Change | null => {
    const now = wanted.split('\n')
    let same = 0
    while (same < text.length && same < now.length && text[same] === now[same]) same++
    let behind = 0
    while (behind < text.length - same && behind < now.length - same && text[text.length - 1 - behind] === now[now.length - 1 - behind]) behind++
    const [until, shift] = [text.length - behind, now.length - text.length]
    if (same < settings) return null
    let at = pieces.filter(({ line }) => line <= same).length - 1
    // What is inserted right before a piece belongs to the one above it.
    if (at > 0 && until === same && pieces[at]!.line === same) at--
    const [piece, next] = [pieces[at]!, pieces[at + 1]]
    if (next && until > next.line) return null
    if (at > 0 && same === piece.line && !(heading.test(text[same]!) && heading.test(now[same]!))) return null
    const end = next ? next.line + shift : now.length
    // The piece behind has to begin as it did: at a heading or ruler that follows an empty line.
    if (next && (now[end - 1]?.trim() !== '' || end <= piece.line || !divider.test(now[end] ?? ''))) return null
    const inside = now.slice(piece.line, end)
    if ([...inside, ...text.slice(piece.line, next?.line)].some(line => line.includes(']:'))) return null

    // A line before it: else marpit would take a ruler at the beginning for front matter.
    const before = at === 0 ? 0 : 1
    const read: Token[] = []
    markdown.block.parse([...before ? [''] : [], ...inside, ...next ? [now[end], ''] : []].join('\n'), markdown, {}, read)
    const stop = next ? read.findIndex(({ level, type, map }) => level === 0 && divides(type) && map?.[0] === before + inside.length) : read.length
    if (stop < 0) return null
    const fresher = read.slice(0, stop)
    for (const token of fresher) if (token.map) token.map = [token.map[0] + piece.line - before, token.map[1] + piece.line - before]
    if (JSON.stringify(effectsOf(fresher)) !== JSON.stringify(piece.effects)) return null

    const kept = what(fresher).map(copy)
    return {
      tokens: pieces.flatMap((each, index) => index === at ? fresher : each.tokens.map(index > at ? token => copy(token, shift) : token => copy(token))),
      references, start: piece.line, end,
      readFrontMatter: () => { if (settings > 0) markdown.block.parse([...now.slice(0, settings), ''].join('\n'), markdown, {}, []) },
      keep: () => {
        fresh = false
        text = now
        piece.tokens = kept
        for (const each of pieces.slice(at + 1)) {
          each.line += shift
          for (const token of each.tokens) if (token.map) token.map = [token.map[0] + shift, token.map[1] + shift]
        }
      },
    }
  }

  return {
    get fresh() { return fresh },
    meet: (env, slides) => {
      references = env.references ?? {}
      const starts = new Set(slides)
      pieces = pieces.reduce<Piece[]>((merged, piece) => {
        const above = merged.at(-1)
        if (!above || starts.has(piece.line)) merged.push(piece)
        else merged[merged.length - 1] = { line: above.line, tokens: [...above.tokens, ...piece.tokens], effects: [...above.effects, ...piece.effects] }
        return merged
      }, [])
    },
    changeTo,
  }
}

const heading = /^#{1,6}[ \t]/
const divider = /^(?:#{1,6}[ \t]| {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$)/
const divides = (type: string): boolean => type === 'hr' || type === 'heading_open'

/** Markdown's blocks know nothing of those before them: on the top level, behind an empty line, reading may begin anew. */
const piecesOf = (text: readonly string[], tokens: readonly Token[]): readonly Piece[] => {
  const starts = [{ line: 0, from: 0 }]
  tokens.forEach(({ level, type, map }, from) => {
    if (from > 0 && level === 0 && divides(type) && map && divider.test(text[map[0]] ?? '') && text[map[0] - 1]?.trim() === '') starts.push({ line: map[0], from })
  })
  return starts.map(({ line, from }, index) => {
    const own = tokens.slice(from, starts[index + 1]?.from)
    return { line, tokens: what(own).map(token => copy(token)), effects: effectsOf(own) }
  })
}

/** What other slides may depend on: rulers, headings, comments and styles, and whether there is anything to see. */
const what = (tokens: readonly Token[]): readonly Token[] => tokens.filter((token, index) =>
  token.level === 0 || token.type === 'marpit_comment' || token.type === 'marpit_style' || token.type.startsWith('heading_')
  || token.type === 'inline' && (token.content.includes('<!--') || tokens[index - 1]?.type === 'heading_open'))

/** While these are the same, the other slides' directives, notes, styles and count are. */
const effectsOf = (tokens: readonly Token[]): readonly string[] => tokens.flatMap(({ type, tag, level, content, markup }) => {
  if (type === 'hr' && level === 0) return ['hr']
  if (type === 'heading_open') return [tag]
  if (type === 'marpit_comment' || type === 'inline' && content.includes('<!--')) return [content]
  return type === 'marpit_style' || type === 'front_matter' ? [markup] : []
})

/** Marp writes into the tokens that it is given. */
const copy = (token: Token, shift = 0): Token => {
  const twin: Token = Object.assign(Object.create(Object.getPrototypeOf(token) as object) as Token, token)
  if (token.map) twin.map = [token.map[0] + shift, token.map[1] + shift]
  if (token.attrs) twin.attrs = token.attrs.map(([name, value]) => [name, value])
  if (token.children) twin.children = []
  if (token.meta) twin.meta = { ...token.meta as object }
  return twin
}
