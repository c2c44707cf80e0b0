// The libvirt versions whose grammars we hold. Each is loaded when a document first needs it.
import type { CompiledGrammar } from '../grammar/format'
import { load, type Grammar } from '../grammar/load'

/** What `virtdeck.libvirt.version` may say. */
export const versions: readonly string[] = ['latest', '12.8.0']

/** The grammar of a version; a text that says what is wrong when there is none. */
export function grammarOf(version: string): Promise<Grammar | string> {
  const known = version === 'latest' ? latest : version
  const source = Object.hasOwn(sources, known) ? sources[known] : undefined
  if (!source) return Promise.resolve(`There is no grammar of libvirt ${JSON.stringify(version)} here: choose one of ${versions.join(', ')}.`)
  const loaded = grammars.get(known) ?? source().then(load)
  grammars.set(known, loaded)
  return loaded
}

const latest = '12.8.0'

const sources: Readonly<Record<string, () => Promise<CompiledGrammar>>> = {
  '12.8.0': async () => (await import('./data/12.8.0.json')).default as unknown as CompiledGrammar,
}

const grammars = new Map<string, Promise<Grammar>>()
