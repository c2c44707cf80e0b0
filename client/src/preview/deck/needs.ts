// Which engine a deck needs: the plugins of marp-core 5 are heavy and come only for a deck that uses what they do.
import type { DeckEngine } from './settings'

export const engineFor = (setting: unknown, text: string): DeckEngine => setting === '4.4' ? '4.4' : math.test(text) || diagram.test(text) ? '5-plugins' : '5'

/** A formula between dollars, or a block of one. */
const math = /\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)/
const diagram = /^ {0,3}(?:```|~~~)+[ \t]*mermaid\b/m
