// What the YAML in this folder says of decks.
import { proseIn } from '../../docs/prose'
import { index, texts } from './compiled'

export type { Entry } from '../../docs/format'

export const { entryOf, proseOf } = proseIn({ index, texts }, '')
