// Diagrams of Mermaid, by marp-core 5's own plugin.
import mermaid from '@marp-team/marp-core/plugins/mermaid'
import { shelve } from '../parts'

// What lays them out takes a worker's name for itself away and gives it back, which a name that cannot be written to forbids.
const holder = holderOf('self', globalThis)
if (holder) Object.defineProperty(holder, 'self', { value: globalThis, writable: true, configurable: true })

shelve({ mermaid })

function holderOf(name: string, object: object | null): object | null {
  return object === null || Object.hasOwn(object, name) ? object : holderOf(name, Object.getPrototypeOf(object) as object | null)
}
