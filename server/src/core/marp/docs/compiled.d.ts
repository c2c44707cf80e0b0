// What the build makes of the YAML beside this file (server/build/docs).
import type { Compiled } from '../../docs/prose'

export const index: Compiled['index']
export const texts: Compiled['texts']
export const sources: Compiled['sources']
