// Problem to edits: what was probably meant, what is allowed instead, or taking it out.
import type { Edit, Fix, Problem, Span } from '../model'
import { repairOf } from '../xml/problems'
import type { Attribute, Element, XmlDocument } from '../xml/tree'
import { elementAround, rootOf } from '../xml/walk'
import { quoteIn } from './insertion'
import { ruleFixes } from './rules/index'

export function fixesOf(document: XmlDocument, problem: Problem): readonly Fix[] {
  const repair = repairOf(problem)
  if (repair) return [repair]
  const { code, span, data = {} } = problem
  const element = elementAround(document, span.start)
  if (!element) return []
  const attribute = element.attributes.find(({ span: whole }) => whole.start <= span.start && span.end <= whole.end) ?? null
  const suggestion = text(data['suggestion'])
  switch (code) {
    case 'xml/unbound-prefix': return bindPrefix(document, text(data['prefix']), text(data['namespace']))
    case 'schema/unknown-element': return [...suggestion === null ? [] : [renameElement(element, suggestion)], removeElement(document, element)]
    case 'schema/unknown-attribute': return attribute ? [...suggestion === null ? [] : [replace(attribute.nameSpan, suggestion)], removeAttribute(document, attribute)] : []
    case 'schema/invalid-value': return instead(span, suggestion, texts(data['allowed']), attribute)
    case 'schema/not-with': return notWith(document, element, attribute, problem)
    case 'schema/misplaced-element': case 'schema/repeated-element': return [removeElement(document, element)]
    case 'schema/unexpected-text': return [{ title: 'Remove the text', edits: [{ span, text: '' }] }]
    case 'schema/missing-attribute': return addAttribute(document, element, text(data['name']), texts(data['allowed']))
    case 'schema/missing-child': return addChild(document, element, texts(data['names']))
    default: return code.startsWith('libvirt/') ? ruleFixes(document, problem) : []
  }
}

const text = (value: unknown): string | null => typeof value === 'string' && value !== '' ? value : null

const texts = (value: unknown): readonly string[] => Array.isArray(value) ? value.filter(one => typeof one === 'string') : []

const escaped = (value: string, quote: string | null): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(quote === '"' ? '"' : "'", quote === null ? "'" : quote === '"' ? '&quot;' : '&apos;')

const replace = (span: Span, name: string): Fix => ({ title: `Change to \`${name}\``, edits: [{ span, text: name }], preferred: true })

function renameElement({ nameSpan, endTag }: Element, name: string): Fix {
  return { title: `Change to \`<${name}>\``, edits: [{ span: nameSpan, text: name }, ...endTag ? [{ span: endTag.nameSpan, text: name }] : []], preferred: true }
}

/** With the line, when nothing else stands on it. */
function removeElement({ text: source }: XmlDocument, { name, span }: Element): Fix {
  let { start, end } = span
  while (start > 0 && /[ \t]/.test(source[start - 1]!)) start--
  while (end < source.length && /[ \t\r]/.test(source[end]!)) end++
  const alone = (start === 0 || source[start - 1] === '\n') && source[end] === '\n'
  return { title: `Remove \`<${name}>\``, edits: [{ span: alone ? { start, end: end + 1 } : span, text: '' }] }
}

function removeAttribute({ text: source }: XmlDocument, { name, span }: Attribute): Fix {
  let { start } = span
  while (start > 0 && /\s/.test(source[start - 1]!)) start--
  return { title: `Remove \`${name}\``, edits: [{ span: { start, end: span.end }, text: '' }] }
}

/** More than these would be a list to choose from, which completion is for. */
const mostOffered = 5

function instead(span: Span, suggestion: string | null, allowed: readonly string[], attribute: Attribute | null): readonly Fix[] {
  const others = allowed.filter(value => value !== suggestion)
  const place = attribute?.valueSpan ?? span
  const change = (value: string): Fix => ({ title: `Change to \`${value}\``, edits: [{ span: place, text: escaped(value, attribute ? attribute.quote : null) }] })
  return [
    ...suggestion === null ? [] : [{ ...change(suggestion), preferred: true }],
    ...others.length <= mostOffered ? others.map(change) : [],
  ]
}

/** What an attribute's value rules out: change that value, or take out what does not go with it. */
function notWith(document: XmlDocument, element: Element, attribute: Attribute | null, { span, data = {} }: Problem): readonly Fix[] {
  const isValue = attribute?.valueSpan?.start === span.start
  const decided = data['decidedBy'] as { readonly name?: unknown, readonly span?: Span | null } | null | undefined
  const other = decided?.span
  const changes = other ? texts(data['allowedWith']).slice(0, mostOffered).flatMap(allowed => {
    const value = /^[\w:-]+=['"](.*)['"]$/.exec(allowed)?.[1] ?? (/=/.test(allowed) ? null : allowed)
    return value === null ? [] : [{ title: `Change \`${String(decided.name)}\` to \`${value}\``, edits: [{ span: other, text: escaped(value, null) }] }]
  }) : []
  if (isValue) return [...instead(span, text(data['suggestion']), texts(data['allowed']), attribute), ...changes]
  if (!attribute) return [...changes, removeElement(document, element)]
  const suggestion = text(data['suggestion'])
  return [...suggestion === null ? [] : [replace(attribute.nameSpan, suggestion)], ...changes, removeAttribute(document, attribute)]
}

function addAttribute({ text: source }: XmlDocument, element: Element, name: string | null, allowed: readonly string[]): readonly Fix[] {
  if (name === null) return []
  const at = element.attributes.at(-1)?.span.end ?? element.nameSpan.end
  const quote = quoteIn(source)
  const add = (value: string): Fix => ({ title: `Add \`${name}=${quote}${value}${quote}\``, edits: [{ span: { start: at, end: at }, text: ` ${name}=${quote}${escaped(value, quote)}${quote}` }] })
  return allowed.length > 0 && allowed.length <= mostOffered ? allowed.map(add) : [add('')]
}

/** Behind the last child, indented like it. */
function addChild(document: XmlDocument, element: Element, names: readonly string[]): readonly Fix[] {
  if (!element.startTagEnded || names.length > mostOffered) return []
  return names.map(name => ({ title: `Add \`<${name}>\``, edits: childEdits(document.text, element, name) }))
}

function childEdits(source: string, element: Element, name: string): readonly Edit[] {
  const indent = /[ \t]*$/.exec(source.slice(0, element.span.start))![0]
  const line = `\n${indent}  <${name}></${name}>`
  if (element.selfClosed) {
    const slash = source.lastIndexOf('/', element.startTag.end)
    const start = slash - /\s*$/.exec(source.slice(element.startTag.start, slash))![0].length
    return [{ span: { start, end: element.startTag.end }, text: `>${line}\n${indent}</${element.name}>` }]
  }
  const last = element.children.filter(child => child.kind === 'element').at(-1)
  const at = last?.span.end ?? element.startTag.end
  const closed = element.endTag && /^\s*$/.test(source.slice(at, element.endTag.span.start)) && !source.slice(at, element.endTag.span.start).includes('\n')
  return [{ span: { start: at, end: at }, text: line + (closed ? `\n${indent}` : '') }]
}

function bindPrefix(document: XmlDocument, prefix: string | null, namespace: string | null): readonly Fix[] {
  const root = rootOf(document)
  if (!root || prefix === null || namespace === null) return []
  const quote = quoteIn(document.text)
  const at = root.nameSpan.end
  return [{ title: `Add \`xmlns:${prefix}\` to \`<${root.name}>\``, edits: [{ span: { start: at, end: at }, text: ` xmlns:${prefix}=${quote}${namespace}${quote}` }], preferred: true }]
}
