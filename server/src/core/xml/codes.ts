// Every code of problems.ts with what it means, for those who list and explain them; a test compares.
import type { Level } from '../model'

export interface XmlCode {
  readonly code: `xml/${string}`
  readonly title: string
  readonly level: Level
}

const error = (name: string, title: string): XmlCode => ({ code: `xml/${name}`, title, level: 'error' })

export const xmlCodes: readonly XmlCode[] = [
  error('unclosed-element', 'An element without its closing tag.'),
  error('mismatched-tag', 'A closing tag with another name than the element that it closes.'),
  error('stray-closing-tag', 'A closing tag that closes nothing.'),
  error('unended-tag', 'A tag without its `>`.'),
  error('stray-bracket', 'A `<` that begins no tag.'),
  error('space-before-name', 'A blank between `<` and a name.'),
  error('stray-characters', 'Characters in a tag that are no attribute.'),
  error('duplicate-attribute', 'An attribute that is written twice in a tag.'),
  error('missing-value', 'An attribute without a value.'),
  error('unquoted-value', 'A value without straight quotes.'),
  error('unclosed-value', 'A value without its closing quote.'),
  error('missing-equals', 'No `=` between an attribute and its value.'),
  error('missing-space', 'No blank before an attribute.'),
  error('bracket-in-value', 'A `<` in a value.'),
  error('unescaped-ampersand', 'A `&` that begins no reference.'),
  error('unknown-entity', 'A reference to an entity that XML does not know.'),
  error('unexpanded-entity', 'A reference to an entity that is not expanded.'),
  error('bad-reference', 'A reference to a character that XML does not allow.'),
  error('bad-character', 'A character that XML does not allow.'),
  error('not-text', 'A file that is neither UTF-8 nor in the encoding that it declares.'),
  { code: 'xml/not-utf8', title: 'Bytes that could not be read as text.', level: 'warning' },
  error('cdata-end', 'A `]]>` in a text.'),
  error('unclosed-comment', 'A comment without its `-->`.'),
  error('comment-hyphens', 'A `--` in a comment.'),
  error('unclosed-cdata', 'A CDATA section without its `]]>`.'),
  error('unclosed-instruction', 'An instruction without its `?>`.'),
  error('unnamed-instruction', 'An instruction without a name.'),
  error('misplaced-declaration', 'An XML declaration that does not begin the file.'),
  error('stray-declaration', 'A declaration where none may stand.'),
  error('unclosed-doctype', 'A DOCTYPE without its end.'),
  error('text-outside-root', 'Text outside of the root element.'),
  error('several-roots', 'More than one root element.'),
  error('no-root', 'No element at all.'),
  error('too-many-problems', 'So many problems that the rest is not listed.'),
]
