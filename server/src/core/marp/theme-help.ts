// Help in a theme's comments: the names and values that Marp reads there, and themes to import.
import type { Hover, Suggestion } from '../model'
import { aboutOf, describe } from './describe'
import { metadata } from './metadata'
import type { ThemeSheet } from './theme-sheet'

export const completeTheme = ({ text, others }: ThemeSheet, offset: number): readonly Suggestion[] => {
  const before = text.slice(0, offset)
  const line = /[^\n]*$/.exec(before)?.[0] ?? ''
  const inComment = before.lastIndexOf('/*') > before.lastIndexOf('*/')
  if (!inComment) {
    const [, typed] = /^\s*@import(?:-theme)?\s+["']([\w-]*)$/.exec(line) ?? []
    return typed === undefined ? [] : others.map(({ name }) => ({ label: name, kind: 'theme', insert: name, replace: { start: offset - typed.length, end: offset } }))
  }
  const [, key] = /^[\s/*!]*(@[\w-]*)$/.exec(line) ?? []
  if (key !== undefined) {
    return metadata.map((one, index) => ({
      label: `@${one.name}`, kind: 'directive', insert: `@${one.snippet}`, snippet: true, about: aboutOf({ kind: 'metadata', metadata: one }), sort: String(index),
      replace: { start: offset - key.length, end: offset + (/^[\w-]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0) },
    }))
  }
  const [, name = '', typed = ''] = /^[\s/*!]*@([\w-]+)[^\S\n]+(.*)$/.exec(line) ?? []
  const values = metadata.find(one => one.name === name)?.values ?? []
  // A size is taken whole; what may scale is a list.
  const word = name === 'size' ? typed : /\S*$/.exec(typed)?.[0] ?? ''
  return values.filter(value => name === 'size' || !typed.split(/\s+/).slice(0, -1).includes(value)).map((value, index) => ({ label: value, kind: 'value', insert: value, sort: String(index), replace: { start: offset - word.length, end: offset } }))
}

export const hoverTheme = ({ metas }: ThemeSheet, offset: number): Hover | null => {
  const meta = metas.find(({ span, valueSpan }) => span.start <= offset && offset <= valueSpan.end)
  const known = metadata.find(({ name }) => name === meta?.key)
  return meta && known ? { span: meta.span, markdown: describe({ kind: 'metadata', metadata: known }) } : null
}
