// What the YAML in this folder says of libvirt's XML.
import { proseIn } from '../../docs/prose'
import { index, texts } from './compiled'

export type { Card, Entry } from '../../docs/format'
export type { Step } from '../../docs/lookup'

export const { lookup, entryAt, wordsOf, proseOf, entryOf, cardOf, cards } = proseIn({ index, texts }, 'https://libvirt.org/')
