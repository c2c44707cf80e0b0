// marp-core as the settings want it: 5 with those of its plugins that the deck needs, or 4.4, which has all in itself.
import { Marp, type MarpOptions } from '@marp-team/marp-core'
import type { PartLoader, PluginName } from './parts'
import type { DeckSettings } from './settings'

export type MarpMaker = (settings: DeckSettings, needs: readonly PluginName[]) => Marp

export const marpMaker = (load: PartLoader): MarpMaker => (settings, needs) => {
  const options = ourOptions(settings)
  if (settings.core === '4.4') return load('core-4')(options)
  // The page has KaTeX's fonts; a file that stands alone gets them from where Marp says.
  const fonts = settings.alone ? {} : { fontPath: false } as const
  return needs.reduce((marp, name) => marp.use(name === 'katex' ? load(name)(fonts) : load(name)()), new Marp(options))
}

/** No script of Marp's (the page fits headings by itself), and emoji as letters: its pictures would come from the internet. */
export const ourOptions = ({ html, math, alone = false }: Pick<DeckSettings, 'html' | 'math' | 'alone'>): MarpOptions => ({
  script: alone, emoji: { shortcode: true, unicode: false },
  math: math === 'off' ? false : { lib: math, ...!alone && { katexFontPath: false } },
  ...html !== 'default' && { html: typeof html === 'string' ? html === 'all' : html as MarpOptions['html'] },
})
