// The readers of a deck's CSS: PostCSS and its parser of selectors, which Marp reads it with, say what Marp cannot read;
// vscode-css-languageservice knows what CSS has. They are large, and loaded with the first deck that has a style.
import type { CompletionItem, CompletionItemKind, LanguageService, Range, Stylesheet, TextDocument } from 'vscode-css-languageservice'
import type { CssSyntaxError, Rule } from 'postcss'
import type { Color, Hover, Span, Suggestion, SuggestionKind } from '../model'
import type { Told } from '../service'
import type * as Packages from './css-aside'
import type { Style } from './styles'

export interface Css {
  /** The first thing that Marp cannot read in it; null where it reads all. */
  fault(css: string): CssFault | null
  complete(style: Style, offset: number): readonly Suggestion[]
  hover(style: Style, offset: number): Hover | null
  colors(style: Style): readonly { readonly span: Span; readonly color: Color }[]
  /** Properties that CSS does not have. */
  unknownProperties(style: Style): readonly Span[]
  readonly properties: readonly string[]
  /** What the docs say of a property. */
  tell(property: string): Told | null
}

export interface CssFault {
  readonly offset: number
  readonly length: number
  /** PostCSS's word for it, such as `Unclosed block`; of a selector `Selector`. */
  readonly reason: string
}

export const loadCss = (): Promise<Css> => loaded.css ??= load()

const loaded: { css?: Promise<Css> } = {}

const load = async (): Promise<Css> => {
  const { getCSSLanguageService, getDefaultCSSDataProvider, TextDocument, parse, selectorParser } = await import('./css-aside')
  const service = getCSSLanguageService()
  const known = getDefaultCSSDataProvider().provideProperties()
  const names = new Set(known.map(({ name }) => name))
  const sheets = new WeakMap<Style, Sheet | null>()
  const sheetOf = (style: Style): Sheet | null => {
    const sheet = sheets.get(style) ?? (isReadable(style.css) ? read(style, service, TextDocument.create) : null)
    sheets.set(style, sheet)
    return sheet
  }
  return {
    fault: css => isReadable(css) ? faultOf(css, parse, rule => { selectorParser().processSync(rule) }) : null,
    complete: (style, offset) => {
      const sheet = sheetOf(style)
      return sheet ? service.doComplete(sheet.document, sheet.at(offset), sheet.tree).items.map((item, index) => suggestion(item, index, sheet.span)) : []
    },
    hover: (style, offset) => {
      const sheet = sheetOf(style)
      const found = sheet && service.doHover(sheet.document, sheet.at(offset), sheet.tree)
      return found?.range ? { span: sheet!.span(found.range), markdown: markdownOf(found.contents) } : null
    },
    colors: style => {
      const sheet = sheetOf(style)
      return sheet ? service.findDocumentColors(sheet.document, sheet.tree).map(({ range, color }) => ({ span: sheet.span(range), color })) : []
    },
    // Not by the service's own validation, whose other checks look at each pair of a rule's declarations.
    unknownProperties: ({ css, span: { start } }) => isReadable(css) ? propertiesIn(css, parse).filter(({ name }) => !names.has(name.toLowerCase())).map(({ name, at }) => ({ start: start + at, end: start + at + name.length })) : [],
    properties: known.map(({ name }) => name),
    tell: property => {
      const { description = '' } = known.find(({ name }) => name === property) ?? {}
      const text = typeof description === 'string' ? description : description.value
      return text === '' ? null : { documentation: text }
    },
  }
}

/** Not longer, nor deeper, than people write it: the parsers call themselves for each level. */
const isReadable = (css: string): boolean => {
  if (css.length > 500_000) return false
  let depth = 0
  for (let at = 0; at < css.length; at++) {
    const sign = css.charCodeAt(at)
    if (sign === 0x7b || sign === 0x28 || sign === 0x5b) depth++
    else if (sign === 0x7d || sign === 0x29 || sign === 0x5d) depth--
    if (depth > 100) return false
  }
  return true
}

interface Sheet {
  readonly document: TextDocument
  readonly tree: Stylesheet
  /** From a place of the deck to one of the sheet, and back. */
  at(offset: number): ReturnType<TextDocument['positionAt']>
  span(range: Range): Span
}

const read = ({ css, span: { start, end } }: Style, service: LanguageService, create: typeof TextDocument.create): Sheet => {
  // A scoped style may do without the slide's own selector.
  const lead = /^\s*\{/.test(css) ? 'section' : ''
  const document = create('style.css', 'css', 1, lead + css)
  const place = (offset: number): number => Math.min(Math.max(offset - lead.length + start, start), end)
  return {
    document,
    tree: service.parseStylesheet(document),
    at: offset => document.positionAt(offset - start + lead.length),
    span: range => ({ start: place(document.offsetAt(range.start)), end: place(document.offsetAt(range.end)) }),
  }
}

const suggestion = ({ label, kind, textEdit, documentation, insertTextFormat, sortText, filterText, command, tags }: CompletionItem, index: number, span: Sheet['span']): Suggestion => {
  const kindHere = kinds[kind ?? 12] ?? 'value'
  const range = textEdit && ('range' in textEdit ? textEdit.range : textEdit.replace)
  return {
    label, kind: kindHere, replace: range ? span(range) : span({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }), insert: textEdit?.newText ?? label,
    sort: sortText ?? String(index).padStart(4, '0'),
    ...insertTextFormat === 2 && { snippet: true }, ...filterText !== undefined && { filter: filterText }, ...command && { again: true }, ...tags?.includes(1) && { deprecated: true },
    // There are hundreds of them, each with a page.
    ...kindHere === 'property' ? { about: `css:${label}` } : documentation !== undefined && { documentation: markdownOf(documentation) },
  }
}

const kinds: Partial<Readonly<Record<CompletionItemKind, SuggestionKind>>> = { 3: 'selector', 6: 'variable', 7: 'selector', 10: 'property', 14: 'selector', 16: 'color' }

type Marked = string | { readonly value: string } | readonly (string | { readonly value: string })[]

/** Without the badges, which are images inside the text. */
const markdownOf = (text: Marked): string =>
  (Array.isArray(text) ? text as readonly (string | { readonly value: string })[] : [text as string | { readonly value: string }])
    .map(piece => typeof piece === 'string' ? piece : piece.value).join('\n\n').replace(/!\[[^\]]*\]\(data:[^)]*\) ?/g, '')

/** The properties of rules: neither variables, nor what a browser's prefix stands before, nor what at-rules such as `@font-face` hold. */
const propertiesIn = (css: string, parse: typeof Packages.parse): readonly { readonly name: string, readonly at: number }[] => {
  const found: { readonly name: string, readonly at: number }[] = []
  try {
    parse(css).walkDecls(/^[a-z]/i, ({ prop, parent, source }) => {
      if (parent?.type === 'rule' && source?.start) found.push({ name: prop, at: source.start.offset })
    })
  } catch {
    // Where it is broken is told by its fault.
  }
  return found
}

const faultOf = (css: string, parse: typeof Packages.parse, readSelector: (rule: Rule) => void): CssFault | null => {
  const starts = [0, ...[...css.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const place = (line: number, column: number): number => Math.min((starts[line - 1] ?? css.length) + column - 1, css.length)
  let fault: CssFault | null = null
  try {
    parse(css).walkRules(readByCore, rule => {
      try {
        readSelector(rule)
      } catch {
        const { line = 1, column = 1 } = rule.source?.start ?? {}
        fault ??= { offset: place(line, column), length: rule.selector.length, reason: 'Selector' }
      }
    })
  } catch (error) {
    const { reason, line, column, endLine, endColumn } = error as Partial<CssSyntaxError>
    if (reason === undefined || line === undefined || column === undefined) return null
    const offset = Math.min(place(line, column), Math.max(0, css.length - 1))
    return { offset, length: endLine === undefined || endColumn === undefined ? 1 : Math.max(1, place(endLine, endColumn) - offset), reason }
  }
  return fault
}

/** Marp Core (custom-elements) reads the selectors that have one of these in them, and throws at what it cannot read. */
const readByCore = /h[1-6]|span|pre/i
