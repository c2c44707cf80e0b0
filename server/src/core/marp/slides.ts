// The slides of a deck by Marp's own rules: rulers on the top level and headings of `headingDivider` start them.
// Each has its comments in order, and from them the directives that hold and the presenter notes.
import type { Span } from '../model'
import { applyGlobals, applyLocals, type Applied } from './apply'
import { readComment, type Comment } from './comments'
import type { FrontMatter } from './front-matter'
import { inlinesOf, type Inline } from './inlines'
import { commentContent, markdown, type Environment, type InlineComment, type Token } from './markdown'
import type { Source } from './source'
import type { Theme } from './themes'

export interface Slide {
  /** From its ruler or heading to the next slide. */
  readonly span: Span
  /** Its first token, and the one behind its last. */
  readonly from: number
  readonly to: number
  readonly comments: readonly Comment[]
  readonly headings: readonly Heading[]
  /** What holds on this slide, the deck's global directives included. */
  readonly applied: Applied
  readonly notes: readonly string[]
}

export interface Heading {
  readonly level: number
  /** As written, with its Markdown; `plainText` makes it readable. */
  readonly content: string
  readonly span: Span
}

export interface Slides {
  readonly slides: readonly Slide[]
  /** What holds for the whole deck. */
  readonly globals: Applied
  /** The blocks, as markdown-it's tokens: nobody may change them. */
  readonly tokens: readonly Token[]
  /** The texts inside the blocks, in order. */
  readonly inlines: readonly Inline[]
  /** Stretches of text that Marp reads as code or formulas: nothing in them is a directive. */
  readonly code: readonly Span[]
  plainText(content: string): string
  /** Notes that Marp loses, since nothing beside them is to be seen. */
  readonly lostNotes: readonly Comment[]
  /** Comments inside a heading, and those of them that fit it to the slide. */
  readonly inHeading: ReadonlySet<Comment>
  readonly fits: ReadonlySet<Comment>
}

export const readSlides = (source: Source, frontMatter: FrontMatter | null, themes: readonly Theme[], math: boolean): Slides => {
  const env: Environment = { skip: frontMatter?.endLine ?? 0, math }
  const tokens = markdown().blocks(source.text, env)
  const inlines = inlinesOf(tokens, source, env)
  const found = commentsOf(tokens, inlines, source)
  const settings = frontMatter?.ok ? frontMatter.entries : []

  let globals = applyGlobals(settings, {}, themes)
  for (const comments of found.values()) for (const { comment } of comments) if (comment.kind === 'directives') globals = applyGlobals(comment.entries, globals, themes)

  const starts = slideStarts(tokens, globals['headingDivider'])
  let state = applyLocals(settings, { local: {}, spot: {} })
  const slides = starts.map(({ from, line }, index): Slide => {
    const next = starts[index + 1]
    const end = next ? source.lineStart(next.line) : source.text.length
    const comments: Comment[] = []
    const notes: string[] = []
    const headings: Heading[] = []
    for (let i = from; i < (next?.from ?? tokens.length); i++) {
      for (const { comment, fit, swept } of found.get(i) ?? []) {
        comments.push(comment)
        if (comment.kind === 'directives') state = applyLocals(comment.entries, state)
        else if (comment.kind === 'note' && !fit && !swept) notes.push(comment.text)
      }
      const token = tokens[i]
      if (token?.type === 'heading_open') headings.push(headingAt(token, tokens[i + 1]?.content ?? '', source))
    }
    const applied = { ...state.local, ...state.spot, ...globals }
    state = { local: state.local, spot: {} }
    return {
      from, to: next?.from ?? tokens.length,
      span: source.span(index === 0 ? 0 : source.lineStart(line), end), comments, headings, applied,
      notes: [...marginNotes(applied['header'], env), ...notes, ...marginNotes(applied['footer'], env)],
    }
  })
  const all = [...found.values()].flat()
  return {
    slides,
    globals,
    tokens,
    inlines,
    code: tokens.filter(token => (token.type === 'fence' || token.type === 'code_block' || token.type === 'marp_math_block') && token.map)
      .map(token => source.span(source.lineStart(token.map?.[0] ?? 0), source.lineStart(token.map?.[1] ?? 0))),
    plainText: content => plainText(content, env),
    lostNotes: all.filter(({ comment, fit, swept }) => swept && !fit && comment.kind === 'note').map(({ comment }) => comment),
    inHeading: new Set(all.filter(({ heading }) => heading).map(({ comment }) => comment)),
    fits: new Set(all.filter(({ fit }) => fit).map(({ comment }) => comment)),
  }
}

/** Each slide's first token and line, by the rules of marpit's slide.js and heading_divider.js. */
const slideStarts = (tokens: readonly Token[], divider: Applied[string] | undefined): readonly { readonly from: number; readonly line: number }[] => {
  const levels = typeof divider === 'number' ? [1, 2, 3, 4, 5, 6].slice(0, divider) : Array.isArray(divider) ? divider : []
  const tags = new Set(levels.map(level => `h${level}`))
  const starts = [{ from: 0, line: 0 }]
  let visible = false
  tokens.forEach((token, index) => {
    const ruler = token.type === 'hr' && token.level === 0
    // A heading divides only where something visible stands before it.
    const heading = visible && token.type === 'heading_open' && tags.has(token.tag)
    if (ruler || heading) starts.push({ from: index, line: token.map?.[0] ?? 0 })
    if (!token.hidden) visible = true
  })
  return starts
}

const headingAt = (token: Token, content: string, source: Source): Heading => {
  const [first, behind] = token.map ?? [0, 1]
  const start = source.lineStart(first) + (/^[\s>]*/.exec(source.line(first))?.[0].length ?? 0)
  const lastLine = Math.max(first, behind - 1)
  return { level: Number(token.tag.slice(1)), content, span: source.span(start, source.lineStart(lastLine) + source.line(lastLine).trimEnd().length) }
}

interface Found {
  readonly comment: Comment
  /** `<!-- fit -->` in a heading: Marp Core's fitting header. */
  readonly fit: boolean
  /** A note beside which nothing is to be seen. */
  readonly swept: boolean
  readonly heading: boolean
}

/** The comments behind each token that holds some, in the order of the text. */
const commentsOf = (tokens: readonly Token[], pieces: readonly Inline[], source: Source): ReadonlyMap<number, readonly Found[]> => {
  const found = new Map<number, readonly Found[]>()
  let map: readonly [number, number] = [0, 1]
  tokens.forEach((token, index) => {
    if (token.map) map = token.map
    if (token.type !== 'marp_comment') return
    const start = Math.max(source.text.indexOf('<!--', source.lineStart(map[0])), 0)
    found.set(index, [{ comment: commentAt(source, token.markup, start, source.lineStart(map[1])), fit: false, swept: false, heading: false }])
  })
  for (const piece of pieces) {
    if (!piece.content.includes('<!--')) continue
    const { tokens: children, swept } = piece.read()
    const comments = children.filter(child => child.type === 'marp_comment').map((child): Found => {
      const { start } = child.meta as InlineComment
      const comment = commentAt(source, child.markup, piece.placeOf(start, child.markup), source.lineStart(piece.map[1] + 1))
      return { comment, fit: piece.parent === 'heading_open' && comment.text === 'fit', swept, heading: piece.parent === 'heading_open' }
    })
    if (comments.length) found.set(piece.index, comments)
  }
  return found
}

/** Reads the comment whose markup begins at `start`; containers may have put text before its further lines. */
const commentAt = (source: Source, markup: string, start: number, limit: number): Comment => {
  const content = commentContent(markup)
  const text = markup.slice(content.start, content.end)
  const close = source.text.indexOf('-->', start + 4)
  const end = close >= 0 && close < limit ? close + 3 : Math.min(limit, source.text.length)
  const lead = markup.indexOf('<!--')
  const straight = source.text.startsWith(markup.slice(Math.max(lead, 0)).trimEnd(), start)
  const place = straight
    ? (offset: number): number => source.place(start + content.start - lead + offset)
    : throughContainers(source, text, start + 4, end)
  return readComment(text, source.span(start, end), { start: place(0), end: place(text.length) }, place)
}

/** Finds each line of a comment in a quote or list on its own line of the text. */
const throughContainers = (source: Source, text: string, start: number, end: number): ((offset: number) => number) => {
  const at: number[] = []
  const from: number[] = []
  let cursor = start
  let offset = 0
  for (const line of text.split('\n')) {
    const trimmed = line.trimStart()
    const place = source.text.indexOf(trimmed, cursor)
    if (place >= 0 && place <= end) cursor = place
    at.push(offset + line.length - trimmed.length)
    from.push(cursor)
    cursor = Math.min(cursor + trimmed.length, end)
    offset += line.length + 1
  }
  return wanted => {
    let line = 0
    while (line + 1 < at.length && (at[line + 1] ?? 0) <= wanted) line++
    return source.place(Math.min((from[line] ?? start) + Math.max(0, wanted - (at[line] ?? 0)), end))
  }
}

/** A comment inside a header or footer is a note of each slide that shows it. */
const marginNotes = (margin: Applied[string] | undefined, env: Environment): readonly string[] => {
  if (typeof margin !== 'string' || !margin.includes('<!--')) return []
  return markdown().inlines(margin, env).filter(token => token.type === 'marp_comment').map(({ markup }) => {
    const { start, end } = commentContent(markup)
    return markup.slice(start, end)
  })
}

const plainText = (content: string, env: Environment): string => {
  if (!/[*_`[\]!<&\\~\n]/.test(content)) return content
  const text = (tokens: readonly Token[]): string => tokens.map(token => {
    if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
    if (token.type === 'html_inline' || token.type === 'marp_comment') return ''
    return token.type === 'image' ? '' : token.content
  }).join('')
  return text(markdown().inlines(content, env)).replace(/\s+/g, ' ').trim()
}
