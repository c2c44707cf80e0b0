// What the page of a machine holds.
import type { Running, ToPage } from '../src/preview/messages'

export type Machine = Extract<ToPage, { readonly type: 'machine' }> & { readonly running: Running | null }

/** What runs otherwise, by part: as long as nobody has compared this version, what was found of the last one. */
export const differsIn = ({ running, board }: Machine): NonNullable<Running['compared']>['differs'] =>
  (running?.compared?.differs ?? []).filter(({ part }) => part === null || part < board.parts.length)
