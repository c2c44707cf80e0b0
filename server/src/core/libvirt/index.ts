// The language of libvirt's XML. Wiring only.
import { foreign, type Language, type Settings } from '../service'
import { harmless } from './placeholders'
import { fragmentNames, rootNameIn, rootNames } from './roots'
import type { Grammar } from './structure'
import { grammarOf, versions } from './versions'

export const libvirt: Language = {
  id: 'libvirt',
  editorIds: ['xml'],
  extensions: ['.xml'],
  versions,
  open: async (text, settings) => {
    const name = rootNameIn(text)
    if (name === null || !(rootNames.has(name) || fragmentNames.has(name) || begins(name))) return foreign
    const [grammar, { beginning, opened, parse, rootOf }] = await Promise.all([grammarFor(settings), import('./document')])
    const document = parse(harmless(text))
    const known = opened(document, grammar)
    if (known) return known
    const root = rootOf(document)
    return root === null || !root.startTagEnded ? beginning(document, grammar) : foreign
  },
  tell: async about => (await import('./prose')).tell(about),
}

/** A root that is still being typed. */
const begins = (name: string): boolean => [...rootNames, ...fragmentNames].some(root => root.startsWith(name))

/** A version that is not known is judged by the latest. */
async function grammarFor({ libvirt: { version } }: Settings): Promise<Grammar> {
  const grammar = await grammarOf(version)
  const found = typeof grammar === 'string' ? await grammarOf('latest') : grammar
  if (typeof found === 'string') throw new Error(found)
  return found
}
