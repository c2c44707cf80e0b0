// Everything that can be wrong with the XML itself: code, words and, where one repair is plain, its edits.
import type { Fix, Level, Problem, Related, Span } from '../model'
import type { EntityKind } from './references'

/** Takes the making of a problem rather than the problem: beyond the limit none is made. */
export type Report = (make: () => Problem) => void

/** A list that stops at a limit, so that junk does not bring a hundred thousand problems. */
export interface ProblemList {
  readonly report: Report
  readonly problems: readonly Problem[]
}

export const problemLimit = 100

export const problemList = (): ProblemList => {
  const problems: Problem[] = []
  return { problems, report: make => { if (problems.length <= problemLimit) problems.push(make()) } }
}

/** In document order, cut at the limit with one closing word. */
export const inOrder = (problems: readonly Problem[]): readonly Problem[] => {
  const sorted = [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const beyond = sorted[problemLimit]
  return beyond ? [...sorted.slice(0, problemLimit), tooMany(beyond.span)] : sorted
}

/** The repair that a well-formedness problem brings along, if there is a plain one. */
export const repairOf = (problem: Problem): Fix | null => {
  const repair = problem.data?.['repair']
  return problem.code.startsWith('xml/') && repair ? repair as Fix : null
}

// Elements and their tags

/** `names` are those of the elements that end together without closing tag, innermost first; `closing` is what to write at `at`. */
export const unclosedElement = (
  nameSpan: Span, names: readonly string[], before: string | null, { at, closing }: { readonly at: number, readonly closing: string },
): Problem => {
  const [first = '', ...outer] = names
  const around = outer.slice(0, 3).map(name => `\`<${name}>\``).join(', ') + (outer.length > 3 ? ' and others' : '')
  const who = `\`<${first}>\` is never closed${outer.length === 0 ? '' : `, and neither ${outer.length === 1 ? 'is' : 'are'} ${around} around it`}`
  const what = outer.length > 3 ? 'their closing tags' : `\`${names.map(name => `</${name}>`).join('')}\``
  return problem('xml/unclosed-element', nameSpan, `${who}: add ${what}${before === null ? ' at the end' : ` before \`${before}\``}.`,
    { title: outer.length === 0 ? `Add </${first}>` : 'Add the closing tags', edits: [insert(at, closing)] })
}

export const mismatchedTag = (typed: string, nameSpan: Span, element: { readonly name: string; readonly nameSpan: Span }): Problem =>
  problem('xml/mismatched-tag', nameSpan, `\`</${typed}>\` closes \`<${element.name}>\`: did you mean \`</${element.name}>\`?`,
    { title: `Change to </${element.name}>`, edits: [{ span: nameSpan, text: element.name }] },
    [{ span: element.nameSpan, message: `\`<${element.name}>\` is opened here` }])

export const strayClosingTag = (name: string, span: Span, nameSpan: Span): Problem => name === ''
  ? problem('xml/stray-closing-tag', span, 'This closing tag closes nothing: remove it.', removal(span))
  : problem('xml/stray-closing-tag', nameSpan, `\`</${name}>\` closes nothing that is open here: remove it, or add its \`<${name}>\`.`, removal(span))

/** `slash` is the `/>` of the start tag, `whole` the closing tag. */
export const alreadyClosed = (name: string, nameSpan: Span, slash: Span, whole: Span): Problem =>
  problem('xml/stray-closing-tag', nameSpan, `\`<${name} …/>\` is closed by its own \`/>\`: remove that \`/\` if this is to be inside, or else \`</${name}>\`.`,
    { title: `Remove </${name}>`, edits: [{ span: whole, text: '' }] }, [{ span: slash, message: `\`<${name}>\` is closed here` }])

export const unendedTag = (name: string, nameSpan: Span, at: number): Problem =>
  problem('xml/unended-tag', nameSpan, `The tag \`<${name}\` has no end: add \`>\`, or \`/>\` when the element holds nothing.`,
    { title: 'Add >', edits: [insert(at, '>')] })

export const unendedSelfClosing = (name: string, span: Span): Problem =>
  problem('xml/unended-tag', span, `The tag \`<${name}\` has no end: write \`/>\`.`, { title: 'Add >', edits: [insert(span.end, '>')] })

export const unendedClosingTag = (name: string, wanted: string, span: Span): Problem =>
  problem('xml/unended-tag', span, `The closing tag \`</${name}\` is not complete: write \`</${wanted}>\`.`,
    { title: `Write </${wanted}>`, edits: [{ span, text: `</${wanted}>` }] })

export const strayBracket = (span: Span): Problem =>
  problem('xml/stray-bracket', span, '`<` begins a tag: write a name right behind it, or `&lt;` for the character itself.',
    { title: 'Write &lt;', edits: [{ span, text: '&lt;' }] })

export const spaceBeforeName = (name: string, span: Span): Problem =>
  problem('xml/space-before-name', span, `No blank may stand between \`<\` and the name: write \`<${name}\`.`, removal(span))

export const attributesOnClosingTag = (name: string, span: Span): Problem =>
  problem('xml/stray-characters', span, `A closing tag holds only its name: write \`</${name}>\`.`, removal(span))

// Attributes

export const duplicateAttribute = (name: string, span: Span, first: Span, whole: Span): Problem =>
  problem('xml/duplicate-attribute', span, `The attribute \`${name}\` is written twice in this tag: remove one of them.`,
    removal(whole), [{ span: first, message: `\`${name}\` is written here first` }])

export const missingValue = (name: string, span: Span, hasEquals: boolean): Problem =>
  problem('xml/missing-value', span, `The attribute \`${name}\` has no value: write \`${name}='…'\`.`,
    { title: `Write ${name}=''`, edits: [insert(span.end, hasEquals ? `''` : `=''`)] })

export const unquotedValue = (value: string, span: Span, whole: Span): Problem => {
  const bare = value.replace(/^[‘’“”„«»`´]+|[‘’“”„«»`´]+$/g, '')
  return problem('xml/unquoted-value', span, `A value stands in straight quotes: write \`'${short(bare)}'\`.`,
    { title: 'Put it in quotes', edits: [{ span: whole, text: `'${bare}'` }] })
}

export const unclosedValue = (name: string, span: Span, quote: string): Problem =>
  problem('xml/unclosed-value', span, `The value of \`${name}\` has no closing quote: add \`${quote}\` where it ends.`,
    { title: `Add ${quote}`, edits: [insert(span.end, quote)] })

export const missingEquals = (name: string, span: Span): Problem =>
  problem('xml/missing-equals', span, `Write \`=\` between \`${name}\` and its value.`, { title: 'Add =', edits: [insert(span.end, '=')] })

export const missingSpace = (name: string, span: Span): Problem =>
  problem('xml/missing-space', span, `Write a blank before the attribute \`${name}\`.`, { title: 'Add a blank', edits: [insert(span.start, ' ')] })

export const bracketInValue = (span: Span): Problem =>
  problem('xml/bracket-in-value', span, 'A value cannot hold `<`: write `&lt;`.', { title: 'Write &lt;', edits: [{ span, text: '&lt;' }] })

export const strayCharacters = (typed: string, span: Span): Problem =>
  problem('xml/stray-characters', span, `${quoted(typed)} does not belong in a tag: remove it, or write it as an attribute with name and value.`, removal(span))

// Text and references

export const unescapedAmpersand = (span: Span): Problem =>
  problem('xml/unescaped-ampersand', span, '`&` begins a reference: write `&amp;` for the character itself.',
    { title: 'Write &amp;', edits: [{ span, text: '&amp;' }] })

export const unknownEntity = (name: string, span: Span): Problem =>
  problem('xml/unknown-entity', span,
    `XML knows no \`&${short(name)};\`: write the character itself, or one of \`&amp;\`, \`&lt;\`, \`&gt;\`, \`&quot;\`, \`&apos;\`.`)

export const unexpandedEntity = (name: string, span: Span, kind: EntityKind): Problem => {
  const why = {
    nested: 'is built from other entities, which can grow without end, so it is not expanded: write its text here instead.',
    external: 'lies in another file, and nothing is fetched: write its text here instead.',
    plain: 'is declared by this document and is not expanded here: write its text instead to have it checked.',
  }[kind]
  return problem('xml/unexpanded-entity', span, `\`&${short(name)};\` ${why}`, undefined, undefined, kind === 'plain' ? 'warning' : 'error')
}

export const badReference = (typed: string, span: Span): Problem =>
  problem('xml/bad-reference', span, `\`${short(typed)}\` is no character that XML allows: write a character reference such as \`&#233;\` or \`&#xe9;\`.`)

export const badCharacter = (code: number, span: Span): Problem =>
  problem('xml/bad-character', span, `XML does not allow the character U+${code.toString(16).toUpperCase().padStart(4, '0')}${code === 0 ? ' (is this a binary file?)' : ''}: remove it.`,
    removal(span))

export const notUtf8 = (span: Span): Problem =>
  problem('xml/not-utf8', span, 'These bytes could not be read as text (U+FFFD stands for them): save the file as UTF-8.', undefined, undefined, 'warning')

export const cdataEnd = (span: Span): Problem =>
  problem('xml/cdata-end', span, 'Text cannot hold `]]>`: write `]]&gt;`.', { title: 'Write ]]&gt;', edits: [{ span, text: ']]&gt;' }] })

// Comments, instructions, declarations

export const unclosedComment = (span: Span, end: number): Problem =>
  problem('xml/unclosed-comment', span, 'The comment is never closed: add `-->` where it ends.', { title: 'Add -->', edits: [insert(end, ' -->')] })

export const commentHyphens = (span: Span): Problem =>
  problem('xml/comment-hyphens', span, 'A comment cannot hold `--`: use a single hyphen.')

export const unclosedCData = (span: Span, end: number): Problem =>
  problem('xml/unclosed-cdata', span, 'The CDATA section is never closed: add `]]>` where it ends.', { title: 'Add ]]>', edits: [insert(end, ']]>')] })

export const unclosedInstruction = (target: string, span: Span, tail: Span): Problem =>
  problem('xml/unclosed-instruction', span, `\`<?${short(target)}\` is never closed: end it with \`?>\`.`, { title: 'End with ?>', edits: [{ span: tail, text: '?>' }] })

export const unnamedInstruction = (span: Span): Problem =>
  problem('xml/unnamed-instruction', span, '`<?` begins an instruction: write its name right behind it, as in `<?xml version=\'1.0\'?>`.')

export const misplacedDeclaration = (span: Span): Problem =>
  problem('xml/misplaced-declaration', span, '`<?xml …?>` may only stand at the very beginning: move it there, with nothing before it, or remove it.')

export const strayDeclaration = (typed: string, span: Span): Problem =>
  problem('xml/stray-declaration', span, `${quoted(typed)} cannot stand here: write \`<!-- … -->\` for a comment, or remove it.`)

export const unclosedDoctype = (span: Span): Problem =>
  problem('xml/unclosed-doctype', span, 'The DOCTYPE is never closed: add `>` (and `]` before it) where it ends, or remove it, as libvirt needs none.')

// The whole

export const textOutsideRoot = (span: Span): Problem =>
  problem('xml/text-outside-root', span, 'Text can only stand inside the root element: move it there, or remove it.')

export const severalRoots = (name: string, span: Span, first: { readonly name: string; readonly nameSpan: Span }): Problem =>
  problem('xml/several-roots', span, `A document has one root element, and \`<${first.name}>\` is it: move \`<${name}>\` inside it or into a file of its own.`,
    undefined, [{ span: first.nameSpan, message: 'the root element' }])

export const noRoot = (span: Span): Problem =>
  problem('xml/no-root', span, 'There is no element here: write a root element such as `<domain>…</domain>`.')

const tooMany = (span: Span): Problem =>
  problem('xml/too-many-problems', { start: span.start, end: span.start }, 'Too many problems: the rest is not listed. Is this XML?')

const problem = (code: string, span: Span, message: string, repair?: Fix, related?: readonly Related[], level: Level = 'error'): Problem => ({
  code, level, span, message,
  ...(related && { related }),
  ...(repair && { data: { repair } }),
})

const insert = (at: number, text: string) => ({ span: { start: at, end: at }, text })

const removal = (span: Span): Fix => ({ title: 'Remove it', edits: [{ span, text: '' }] })

const short = (typed: string): string => typed.length > 40 ? `${typed.slice(0, 39)}…` : typed

const quoted = (typed: string): string => `\`${short(typed).replaceAll('`', "'")}\``
