// A document given to libvirt: by a private file, whatever the document's own name is.
import type { Tools } from '../host'
import { kinds, optionsOf, type HostObject, type Kind } from '../hosts/kinds'
import type { Answer } from '../virsh/answer'
import type { AskOptions, Session } from '../virsh/session'

export interface Definer {
  readonly session: Session
  readonly withCopy: Tools['withCopy']
}

export type DefineHow = 'define' | 'create'

/** `create` makes a machine (a network, a pool) that is gone once it is stopped. A volume needs its pool. */
export function defineText({ session, withCopy }: Definer, kind: Kind, text: string, { how = 'define', pool, validate = true, ...options }: AskOptions & { readonly how?: DefineHow; readonly pool?: string; readonly validate?: boolean } = {}): Promise<Answer> {
  const command = how === 'create' && kind !== 'volume' ? kinds[kind].define.replace('define', 'create') : kinds[kind].define
  return withCopy('document.xml', text, async path => {
    const ask = (...more: readonly string[]): Promise<Answer> => session.ask([command, ...pool === undefined ? [] : [`--pool=${pool}`], `--file=${path}`, ...more], options)
    const answer = validate ? await ask('--validate') : await ask()
    // Old ones validate domains only, and some drivers do not.
    return answer.outcome === 'refused' && /doesn't support option --validate|unsupported flags/.test(answer.text) ? ask() : answer
  })
}

/** As it will be when it starts next, with the passwords that only an editor needs; or as it runs. */
export function definitionOf(session: Session, object: HostObject, how: 'inactive' | 'whole' | 'live', options?: AskOptions): Promise<Answer> {
  const { kind } = object
  const inactive = how !== 'live' && (kind === 'domain' || ((kind === 'network' || kind === 'pool') && object.state === 'running'))
  return session.ask([kinds[kind].dumpxml, ...optionsOf(object), ...inactive ? ['--inactive'] : [], ...how === 'whole' && kind === 'domain' ? ['--security-info'] : []], options)
}

/** The name and the root of a document, without reading more of it; null where it has none. */
export function headOf(text: string): { readonly kind: string; readonly name: string } | null {
  const plain = withoutComments(text)
  const root = /<([a-z][\w:-]*)/i.exec(plain)?.[1]
  if (root === undefined) return null
  const name = /<name>([^<]*)<\/name>/.exec(plain)?.[1]?.trim() ?? ''
  return { kind: root, name: unescaped(name) }
}

/** Comments and CDATA give way to blanks, so that places stay. */
export const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)/g, comment => comment.replace(/[^\n]/g, ' '))

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
export const unescaped = (text: string): string => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string | undefined, number: string | undefined, name: string | undefined) =>
  hex !== undefined ? String.fromCodePoint(parseInt(hex, 16)) : number !== undefined ? String.fromCodePoint(Number(number)) : entities[name!] ?? whole)
