// Tells the menus what the active editor holds: the context key `virtdeck.kind` is `domain`, `marp`, …, or
// `none` for what is not ours; it is unset until the first answer.
import { commands } from 'vscode'
import type { TellFacts } from './facts'

const contextKey = 'virtdeck.kind'
const foreign = 'none'

export function kindTeller(): TellFacts {
  let told: string | undefined
  return ({ kind }) => {
    const now = kind ?? foreign
    if (now === told) return
    told = now
    void commands.executeCommand('setContext', contextKey, now)
  }
}
