// Markdown as Marp reads it: markdown-it with Marp Core's options and Marpit's rules for comments and styles.
// Only the block rules run on a whole deck; the inline rules run where a comment or a title asks for them.
import MarkdownIt from 'markdown-it'
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs'
import type Token from 'markdown-it/lib/token.mjs'
import { blockFormula, inlineFormula } from './formula-rules'

export type { Token }

/** What the rules need to know, and what links need from one run to the next. */
export interface Environment {
  /** How many lines the front matter takes. */
  readonly skip: number
  /** Whether formulas are drawn as such. */
  readonly math?: boolean
  /** The last search for an inline comment: what was found from where. */
  search?: { readonly src: string; readonly from: number; readonly found: InlineComment | null }
  /** Where the rules write down what they find; absent inside an image's brackets. */
  found?: { images: FoundImage[]; stray: FoundMark[]; covered: InlineComment[]; formulas: InlineComment[] }
}

/** What the inline rules find in a text, with its place there. */
export interface Found {
  readonly images: readonly FoundImage[]
  /** Marks of emphasis that have no partner. */
  readonly stray: readonly FoundMark[]
  /** What is not read as words: code, formulas, addresses, tags, comments, what a backslash guards. */
  readonly covered: readonly InlineComment[]
  /** From dollar to dollar. */
  readonly formulas: readonly InlineComment[]
}

export interface FoundImage extends InlineComment {
  readonly alt: InlineComment
  /** As it is written, without angle brackets; null where a reference names it. */
  readonly address: InlineComment | null
  /** As it reaches the slide. */
  readonly url: string
}

export interface FoundMark {
  readonly start: number
  readonly mark: string
}

export interface Markdown {
  blocks(text: string, env: Environment): readonly Token[]
  inlines(content: string, env: Environment): readonly Token[]
  /** The same, with what the rules find. */
  read(content: string, env: Environment): Found & { readonly tokens: readonly Token[] }
}

/** Where an inline comment stands in its content; markdown-it's tokens do not tell. */
export interface InlineComment {
  readonly start: number
  readonly end: number
}

export const markdown = (): Markdown => {
  const md = memo ??= build()
  return {
    blocks: (text, env) => {
      const tokens: Token[] = []
      md.block.parse(text, md, env, tokens)
      return tokens
    },
    inlines: (content, env) => {
      const tokens: Token[] = []
      md.inline.parse(content, md, env, tokens)
      return tokens
    },
    read: (content, env) => {
      const tokens: Token[] = []
      const found: NonNullable<Environment['found']> = { images: [], stray: [], covered: [], formulas: [] }
      env.found = found
      md.inline.parse(content, md, env, tokens)
      delete env.found
      return { tokens, ...found }
    },
  }
}

/** Building the parser takes a millisecond; it holds nothing of a document. */
let memo: MarkdownIt | undefined

const build = (): MarkdownIt => {
  const md = new MarkdownIt('commonmark', { breaks: true, linkify: true, html: true })
  md.enable(['table', 'linkify', 'strikethrough'])
  md.linkify.set({ fuzzyLink: false })
  // The order of marpit.js: comments and styles stand before HTML blocks, the front matter before everything.
  md.block.ruler.before('html_block', 'marp_comment', element(/^<!--/, /-->/, 'marp_comment'))
  md.block.ruler.before('html_block', 'marp_style', element(/^<style(?=(\s|>|$))/i, /<\/style>/i, 'marp_style'))
  md.block.ruler.before('table', 'marp_front_matter', frontMatter)
  md.block.ruler.after('blockquote', 'marp_math_block', blockFormula, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  md.inline.ruler.before('html_inline', 'marp_comment', inlineComment)
  md.inline.ruler.after('escape', 'marp_math_inline', inlineFormula)
  for (const [name, watch] of watched) watchRule(md, name, watch)
  md.inline.ruler2.before('fragments_join', 'marp_stray', ({ tokens, env }) => {
    const { found } = env as Environment
    if (found) for (const { type, content, meta } of tokens) if (type === 'text' && content !== '' && typeof meta?.delimiter === 'number') found.stray.push({ start: meta.delimiter, mark: content })
    return true
  })
  return md
}

type Watch = (state: StateInline, start: number, found: NonNullable<Environment['found']>) => void

const cover: Watch = ({ pos }, start, { covered }) => { covered.push({ start, end: pos }) }

const watched: readonly (readonly [name: string, watch: Watch])[] = [
  ...['backticks', 'autolink', 'html_inline', 'marp_comment', 'escape', 'linkify', 'entity'].map(name => [name, cover] as const),
  ['link', (state, start, { covered }) => {
    const end = state.md.helpers.parseLinkLabel(state, start, true)
    covered.push({ start: end < 0 ? start : end, end: state.pos })
  }],
  ['image', (state, start, { images, covered }) => {
    const token = state.tokens.at(-1)
    if (token?.type !== 'image') return
    covered.push({ start, end: state.pos })
    const alt = { start: start + 2, end: start + 2 + token.content.length }
    images.push({ start, end: state.pos, alt, address: addressAt(state, alt.end), url: String(token.attrGet('src') ?? '') })
  }],
  // One token a mark; before them may stand the text that had been waiting.
  ['emphasis', ({ tokens, pos }, start) => { tokens.slice(start - pos).forEach((token, index) => { token.meta = { delimiter: start + index } }) }],
]

/** Behind the brackets' end: `](address`, perhaps in angle brackets. */
const addressAt = ({ src, posMax, md }: StateInline, bracket: number): InlineComment | null => {
  if (!src.startsWith('](', bracket)) return null
  let start = bracket + 2
  while (start < posMax && /[ \n]/.test(src.charAt(start))) start++
  const { ok, pos } = md.helpers.parseLinkDestination(src, start, posMax)
  if (!ok) return { start, end: start }
  return src.charAt(start) === '<' ? { start: start + 1, end: pos - 1 } : { start, end: pos }
}

/** Lets a rule do its work, and looks at what it did; not inside the brackets of an image, which are read as a text of their own. */
const watchRule = (md: MarkdownIt, name: string, watch: Watch): void => {
  const rules = md.inline.ruler as unknown as { readonly __rules__: readonly { readonly name: string; readonly fn: InlineRule }[] }
  const rule = rules.__rules__.find(one => one.name === name)?.fn
  if (!rule) return
  md.inline.ruler.at(name, (state, silent) => {
    const env = state.env as Environment
    const { found } = env
    const { pos } = state
    if (name === 'image') delete env.found
    const done = rule(state, silent)
    if (found) env.found = found
    if (done && !silent && found) watch(state, pos, found)
    return done
  })
}

type InlineRule = (state: StateInline, silent: boolean) => boolean

const frontMatter = (state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean => {
  const { skip } = state.env as Environment
  if (startLine !== 0 || skip === 0 || state.level !== 0) return false
  if (silent) return true
  const token = state.push('marp_front_matter', '', 0)
  token.hidden = true
  token.map = [0, skip]
  state.line = Math.min(skip, state.lineMax)
  return true
}

/** Marpit's way to read a comment or a style: from its opening to the end of the line that closes it. */
const element = (opening: RegExp, closing: RegExp, type: string) =>
  (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
    const lineText = (line: number): string => state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
    if (state.src.charCodeAt((state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)) !== lessThan) return false
    if (!opening.test(lineText(startLine))) return false
    if (silent) return true
    let next = startLine + 1
    if (!closing.test(lineText(startLine))) {
      while (next < endLine) {
        if ((state.sCount[next] ?? 0) < state.blkIndent) break
        next++
        if (closing.test(lineText(next - 1))) break
      }
    }
    state.line = next
    const token = state.push(type, '', 0)
    token.map = [startLine, next]
    token.markup = state.getLines(startLine, next, state.blkIndent, true)
    token.hidden = true
    return true
  }

/**
 * Marpit's inline rule takes the next comment from here on, not only one that begins here: `a <!b> <!-- c -->`
 * finds it at `<!b>` and moves on by the comment's length. Remembering the last search keeps it linear.
 */
const inlineComment = (state: StateInline, silent: boolean): boolean => {
  const { pos, src, posMax } = state
  if (pos + 2 >= posMax || src.charCodeAt(pos) !== lessThan || src.charCodeAt(pos + 1) !== exclamation) return false
  const found = nextComment(src, pos, state.env as Environment)
  if (!found) return false
  if (!silent) {
    const token = state.push('marp_comment', '', 0)
    token.hidden = true
    token.markup = src.slice(found.start, found.end)
    token.meta = found
  }
  state.pos += found.end - found.start
  return true
}

const lessThan = 0x3c
const exclamation = 0x21

const nextComment = (src: string, pos: number, env: Environment): InlineComment | null => {
  const last = env.search
  if (last?.src === src && pos >= last.from && (!last.found || pos <= last.found.start)) return last.found
  const start = src.indexOf('<!--', pos)
  const close = start < 0 ? -1 : closeOf(src, start)
  const found = close < 0 ? null : { start, end: close + 3 }
  env.search = { src, from: pos, found }
  return found
}

/**
 * Where the dashes stand that close a comment. Marpit's pattern takes as many dashes as it can for the opening, so that
 * `<!---->` is a whole comment only where no other `-->` follows.
 */
const closeOf = (text: string, open: number): number => {
  let behind = open + 4
  while (text.charAt(behind) === '-') behind++
  const close = text.indexOf('-->', behind)
  return close < 0 && behind >= open + 6 && text.charAt(behind) === '>' ? behind - 2 : close
}

/** What a comment says: as marpit's pattern, blanks and further dashes at both ends do not belong to it. */
export const commentContent = (markup: string): { readonly start: number; readonly end: number } => {
  const open = markup.indexOf('<!--')
  const close = open < 0 ? -1 : closeOf(markup, open)
  if (close < 0) return { start: markup.length, end: markup.length }
  let start = open + 4
  let end = close
  while (start < end && markup.charAt(start) === '-') start++
  while (end > start && markup.charAt(end - 1) === '-') end--
  const content = markup.slice(start, end)
  start += content.length - content.trimStart().length
  return { start, end: Math.max(start, start + content.trim().length) }
}
