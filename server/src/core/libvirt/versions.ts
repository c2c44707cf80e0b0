// The libvirt versions whose grammars we hold, oldest first. Each lies in the bundle as a text, which costs a start nothing,
// and is read when it is first asked anything.
import { load, type Grammar } from '../grammar/load'

/** One version, and its grammar when it is wanted. */
export interface Edition {
  readonly version: string
  readonly grammar: () => Grammar
}

/** Oldest first. */
export const bundled: readonly string[] = ['9.0.0', '11.3.0', '12.8.0']

export const newestVersion = bundled[bundled.length - 1]!

/** What `virtdeck.libvirt.version` and a document's comment may say; any other version is taken too. */
export const versions: readonly string[] = ['latest', 'host', ...[...bundled].reverse()]

/** All of them; what the last documents left in their memory is tidied up. */
export async function editions(): Promise<readonly Edition[]> {
  const all = await (loaded ??= import('./grammars').then(({ grammars }) => bundled.map(version => editionOf(version, grammars[version]!))))
  for (const { tidy } of all) tidy()
  return all
}

let loaded: Promise<readonly (Edition & { readonly tidy: () => void })[]> | undefined

function editionOf(version: string, text: string): Edition & { readonly tidy: () => void } {
  let grammar: Grammar | undefined
  return { version, grammar: () => grammar ??= load(JSON.parse(text)), tidy: () => grammar?.tidy() }
}

/** The newest of them that is not newer than a version; the oldest where all are. */
export function editionFor(version: string, all: readonly Edition[]): Edition {
  return all.filter(edition => compareVersions(edition.version, version) <= 0).at(-1) ?? all[0]!
}

/** Below zero when `one` is the older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)]
  for (let at = 0; at < 3; at++) if ((a[at] ?? 0) !== (b[at] ?? 0)) return (a[at] ?? 0) - (b[at] ?? 0)
  return 0
}

/** As people say it: `11.3` for `11.3.0`. */
export const spoken = (version: string): string => version.replace(/^(\d+\.\d+)\.0$/, '$1')
