// Marp as the previews use it: marp-core itself, whose answers are kept as they are, made fast enough to be asked at each key.
// One rule of it is done in one pass, packed styles are remembered, and scoped styles get the same names every time.
import type { Marp } from '@marp-team/marp-core'
import type MarkdownIt from 'markdown-it'
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs'
import type Token from 'markdown-it/lib/token.mjs'
import { openMemory, type Change, type Memory } from './quick'

/** What a deck looks like, slide by slide. */
export interface Picture {
  readonly css: string
  readonly slides: readonly string[]
  readonly notes: readonly (readonly string[])[]
  /** The line, from zero, on which each slide begins. */
  readonly lines: readonly number[]
  /** Each slide's first heading, '' where it has none. */
  readonly titles: readonly string[]
}

/** What of Marp its types keep to themselves; marpit's collect.js and theme_set.js have had it since 1.0. */
export interface OpenMarp {
  readonly markdown: MarkdownIt
  readonly lastSlideTokens: readonly (readonly Token[])[]
  readonly themeSet: { pack(name: string, options: object): string }
  render(text: string, env: object): { readonly html: string[]; readonly css: string; readonly comments: string[][] }
}

export interface Engine {
  /** As marp-core renders it. */
  whole(text: string): Picture
  /** The same where only one slide's own text differs from the last time; what other slides owe to it may come with the next whole one. */
  quick(text: string): Picture
}

export function engineOf(made: Marp): Engine {
  const marp = made as unknown as OpenMarp
  const { markdown } = marp
  /** The tokens to go on with instead of reading the text. */
  let fed: Change | null = null
  let memory: Memory | null = null
  let keeping = ''
  let last: { readonly text: string; readonly picture: Picture } | null = null

  slidesInOnePass(markdown)
  scopesAlike(markdown)
  rememberStyles(marp)
  // As markdown-it's own rule of that name, but for what is fed.
  markdown.core.ruler.at('block', state => {
    if (state.inlineMode) return void state.tokens.push(inlineToken(state))
    if (fed) {
      fed.readFrontMatter()
      return void state.tokens.push(...fed.tokens)
    }
    state.md.block.parse(state.src, state.md, state.env, state.tokens)
    if (keeping !== '') memory = openMemory(keeping, state.tokens, markdown)
  })

  const whole = (text: string): Picture => {
    if (last?.text === text && memory?.fresh) return last.picture
    memory = null
    last = null
    keeping = lines(text)
    const env: { htmlAsArray: boolean; references?: object } = { htmlAsArray: true }
    const { html, css, comments } = marp.render(text, env)
    keeping = ''
    const tokens = marp.lastSlideTokens
    const picture = { css, slides: html, notes: comments, lines: tokens.map(lineOf), titles: tokens.map(titleOf) }
    last = { text, picture }
    ;(memory as Memory | null)?.meet(env, picture.lines)
    return picture
  }

  const quick = (text: string): Picture => {
    if (last?.text === text) return last.picture
    const change = last && memory?.changeTo(lines(text))
    if (!last || !change) return whole(text)
    const { picture } = last
    const env = { htmlAsArray: true, references: change.references }
    fed = change
    markdown.parse(text, env)
    fed = null
    const tokens = marp.lastSlideTokens
    if (tokens.length !== picture.slides.length) return whole(text)
    const starts = tokens.map(lineOf)
    const slides = [...picture.slides]
    const titles = [...picture.titles]
    tokens.forEach((slide, index) => {
      if ((starts[index] ?? 0) >= change.end || (starts[index + 1] ?? Infinity) <= change.start) return
      slides[index] = markdown.renderer.render([...slide], markdown.options, env)
      titles[index] = titleOf(slide)
    })
    change.keep()
    last = { text, picture: { ...picture, slides, titles, lines: starts } }
    return last.picture
  }

  return {
    whole,
    quick: text => {
      try {
        return quick(text)
      } finally {
        fed = null
      }
    },
  }
}

/** As markdown-it's normalize.mjs. */
const lines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\0/g, '\uFFFD')

const inlineToken = (state: StateCore): Token => {
  const token = new state.Token('inline', '', 0)
  token.content = state.src
  token.map = [0, 1]
  token.children = []
  return token
}

const lineOf = (slide: readonly Token[], index: number): number => index === 0 ? 0 : slide.find(({ type }) => type === 'marpit_slide_open')?.map?.[0] ?? 0

const titleOf = (slide: readonly Token[]): string => {
  const at = slide.findIndex(({ type }) => type === 'heading_open')
  return (slide[at + 1]?.children ?? []).map(({ type, content }) => type === 'text' || type === 'code_inline' || type === 'emoji' ? content : type === 'softbreak' ? ' ' : '').join('').trim()
}

/** marpit's slide.js copies all slides once for each: with 300 of them that is half of the time. The same in one pass. */
const slidesInOnePass = (markdown: MarkdownIt): void => {
  markdown.core.ruler.at('marpit_slide', state => {
    if (state.inlineMode) return
    const slides: Token[][] = [[]]
    for (const token of state.tokens) {
      if (token.type === 'hr' && token.level === 0) slides.push([token])
      else slides.at(-1)!.push(token)
    }
    state.tokens = slides.flatMap((tokens, index) => {
      const ruler = tokens[0]?.type === 'hr' ? tokens[0] : undefined
      const inside = ruler ? tokens.slice(1) : tokens
      for (const token of inside) token.level++
      const place = { marpitSlide: index, marpitSlideTotal: slides.length }
      const open = new state.Token('marpit_slide_open', 'section', 1)
      open.block = true
      open.meta = { ...place, marpitSlideElement: 1 }
      open.map = (ruler ?? tokens.find(({ map }) => map))?.map ?? [0, 1]
      open.attrSet('id', String(index + 1))
      const close = new state.Token('marpit_slide_close', 'section', -1)
      close.block = true
      close.meta = { ...place, marpitSlideElement: -1 }
      return [open, ...inside, close]
    })
  })
}

/** A theme is packed anew only when it or the deck's own styles have changed. */
const rememberStyles = ({ themeSet }: OpenMarp): void => {
  const pack = themeSet.pack.bind(themeSet)
  let last: { readonly key: string; readonly css: string } | null = null
  themeSet.pack = (name, options) => {
    const key = JSON.stringify([name, options])
    if (last?.key !== key) last = { key, css: pack(name, options) }
    return last.css
  }
}

/** marpit gives each scoped style a random name, so that every slide with one would look new at each key. Here the dice fall alike. */
const scopesAlike = (markdown: MarkdownIt): void => {
  const { random } = Math
  let seed = 1
  markdown.core.ruler.before('marpit_style_assign', 'virtdeck_dice', () => {
    seed = 1
    Math.random = () => {
      seed = seed * 48_271 % 2_147_483_647
      return seed / 2_147_483_647
    }
  })
  markdown.core.ruler.after('marpit_style_assign', 'virtdeck_no_dice', () => { Math.random = random })
}
