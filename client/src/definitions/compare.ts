// What is defined beside what you have, both as libvirt prints them, so that only real changes are seen.
import type { HostObject } from '../hosts/kinds'
import type { Answer } from '../virsh/answer'
import type { AskOptions, Session } from '../virsh/session'
import { definitionOf } from './define'
import { kept } from './kept'
import type { PrivateDriver } from './private-driver'

export interface Comparison {
  readonly defined: string
  readonly mine: string
  readonly same: boolean
  /** As the host has it, letter by letter: who defines later looks whether it still is. */
  readonly found: string
  /** What to give libvirt: the document with what it keeps. */
  readonly text: string
  /** Why they are not both libvirt's own print. */
  readonly unlike?: string
}

/** The failing answer where the host, or libvirt itself, has none. */
export async function compare(session: Session, driver: PrivateDriver, object: HostObject, document: string, options?: AskOptions): Promise<Comparison | { readonly failed: Answer }> {
  const found = await definitionOf(session, object, 'whole', options)
  if (found.outcome !== 'done') return { failed: found }
  const text = object.kind === 'domain' ? kept(document, found.text) : document
  const { connection } = session
  const mine = await driver.normal(connection, object.kind, text, options)
  const defined = mine?.outcome === 'done' ? await driver.normal(connection, object.kind, found.text, options) : null
  if (mine?.outcome === 'done' && defined?.outcome === 'done') return { defined: tidy(defined.text), mine: tidy(mine.text), same: tidy(defined.text) === tidy(mine.text), found: found.text, text }
  const why = mine && mine.outcome !== 'done' ? mine.text : defined && defined.outcome !== 'done' ? defined.text : 'no libvirt here prints documents of this driver'
  return { defined: tidy(found.text), mine: tidy(text), same: tidy(found.text) === tidy(text), found: found.text, text, unlike: why }
}

/** The mock host's networks are of its own bridge: what is said of their state is no definition. */
const tidy = (text: string): string => `${text.trim()}\n`
