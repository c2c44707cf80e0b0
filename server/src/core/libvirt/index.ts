// The language of libvirt's XML. Wiring only.
import { foreign, type Language } from '../service'
import { harmless } from './placeholders'
import { fragmentNames, rootNameIn, rootNames } from './roots'
import { versions } from './versions'

export const libvirt: Language = {
  id: 'libvirt',
  editorIds: ['xml'],
  extensions: ['.xml'],
  versions,
  open: async (text, settings, installed) => {
    const name = rootNameIn(text)
    if (name === null || !(rootNames.has(name) || fragmentNames.has(name) || begins(name))) return foreign
    const { aimOf, beginning, opened, parse, rootOf } = await import('./document')
    const document = parse(harmless(text))
    const aim = await aimOf(document, settings, installed)
    const known = opened(document, aim, text, settings)
    if (known) return known
    const root = rootOf(document)
    return root === null || !root.startTagEnded ? beginning(document, aim) : foreign
  },
  excerpt: async (text, settings, installed) => {
    const document = await libvirt.open(text, settings, installed)
    return document.kind === null ? document : (await import('./excerpt')).excerptOf(document)
  },
  tell: async about => (await import('./prose')).tell(about),
  across: async files => (await import('./across')).acrossOf(files),
  host: async answers => (await import('./host/read')).readHost(answers),
  rules: async () => (await import('./codes')).codes,
  explain: async path => (await import('./explanation')).explain(path),
}

/** A root that is still being typed. */
const begins = (name: string): boolean => [...rootNames, ...fragmentNames].some(root => root.startsWith(name))
