// What of Marp is a bundle of its own, so that only decks that need it pay for it. A part is a script that puts itself on this shelf:
// Node and a browser's worker run it each in their way, and it is the same file for both.
import type { Marp, MarpOptions } from '@marp-team/marp-core'
import type { DeckSettings } from './settings'

/** marp-core 5's own plugins, and the whole of marp-core 4.4. */
export interface Parts {
  mathjax(): Plugin
  katex(options?: { readonly fontPath?: string | false }): Plugin
  shiki(): Plugin
  mermaid(): Plugin
  'core-4'(options: MarpOptions): Marp
}

export type Plugin = Parameters<Marp['use']>[0]
export type PartName = keyof Parts
export type PluginName = Exclude<PartName, 'core-4'>

/** Gives the part, loaded if it was not. */
export type PartLoader = <Name extends PartName>(name: Name) => Parts[Name]

const shelf = globalThis as { virtdeckParts?: Partial<Parts> }

export const shelve = (part: Partial<Parts>): void => { shelf.virtdeckParts = { ...shelf.virtdeckParts, ...part } }

/** `run` runs the script of that name. */
export const loaderBy = (run: (file: string) => void): PartLoader => name => {
  if (!shelf.virtdeckParts?.[name]) run(`${name}.js`)
  return shelf.virtdeckParts![name]!
}

/** The plugins without which this deck would look another way; one too many does no harm. In the order of marp-core's own `full`. */
export function needsOf(text: string, { core, math }: Pick<DeckSettings, 'core' | 'math'>): readonly PluginName[] {
  if (core === '4.4') return []
  const formulas = math !== 'off' && text.includes('$')
  const typesetBy = (library: 'mathjax' | 'katex'): boolean => formulas && (math === library || new RegExp(`\\bmath\\b.*${library}`).test(text))
  return [
    ...typesetBy('mathjax') ? ['mathjax'] as const : [],
    ...typesetBy('katex') ? ['katex'] as const : [],
    ...fenceWithInfo.test(text) ? ['shiki'] as const : [],
    ...text.includes('mermaid') ? ['mermaid'] as const : [],
  ]
}

/** Wherever it stands: in a list, in a quote. */
const fenceWithInfo = /(?:`{3}|~{3})[ \t]*[^\s`~]/
