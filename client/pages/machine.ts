// What the page of a machine holds.
import type { ToPage } from '../src/preview/messages'

export type Machine = Extract<ToPage, { readonly type: 'machine' }>
