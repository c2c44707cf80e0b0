// The language of libvirt's XML. Wiring only.
import { foreign, type Language } from '../service'
import { harmless } from './placeholders'
import { rootNameIn, rootNames } from './roots'
import { versions } from './versions'

export const libvirt: Language = {
  id: 'libvirt',
  editorIds: ['xml'],
  extensions: ['.xml'],
  versions,
  open: async (text, settings, installed) => {
    const name = rootNameIn(text)
    if (name === null || !(rootNames.has(name) || begins(name))) return foreign
    const { aimOf, beginning, kindOf, opened, parse, rootOf } = await import('./document')
    const document = parse(harmless(text))
    const root = rootOf(document)
    const aim = await aimOf(document, settings, installed)
    // What is libvirt's is so by any of its versions: the newest knows the most.
    const kind = root && kindOf(root, aim.editions.at(-1)!.grammar())
    if (kind !== null) return opened(document, aim, kind)
    return root === null || !root.startTagEnded ? beginning(document, aim, name) : foreign
  },
}

/** A root that is still being typed. */
const begins = (name: string): boolean => [...rootNames].some(root => root.startsWith(name))
