// `npm run placed`: for each input of libvirt's own tests, whether the board puts a device without an address on the sort of bus
// that libvirt chose in the output beside it, and adds what libvirt adds there. LIBVIRT_CORPUS names an unpacked tree.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Board } from '../../server/src/core/board'
import { boardOf } from '../../server/src/core/libvirt/board/board'
import { parse } from '../../server/src/core/xml/parse'

const corpus = process.env['LIBVIRT_CORPUS']
const tests = [corpus ?? '', ...corpus ? readdirSync(corpus).map(name => join(corpus, name)) : []].map(folder => join(folder, 'tests')).find(folder => existsSync(join(folder, 'qemuxml2xmloutdata')))
if (!tests) {
  console.error('LIBVIRT_CORPUS names no unpacked libvirt with tests/qemuxml2xmloutdata: there is nothing to compare with')
  process.exit(2)
}

const boardIn = (...path: readonly string[]): Board => boardOf(parse(readFileSync(join(...path), 'utf8')))

/** The same thing in both boards. */
const keyOf = ({ kind, title, detail }: Board['parts'][number]): string => `${kind} ${title} ${kind === 'controller' ? '' : detail ?? ''}`

/** What a part hangs on, whichever of its sort it is. */
function busOf(board: Board, index: number): string {
  const { on } = board.parts[index]!
  const bus = on === undefined ? undefined : board.parts[on]!
  return bus === undefined ? 'nothing' : bus.kind === 'controller' ? bus.title.replace(/ \d+$/, '') : ['bridge', 'bus'].includes(bus.kind) ? bus.title : bus.kind
}

function byKey(board: Board): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  board.parts.forEach((part, index) => {
    if (part.on === undefined || part.kind === 'bridge') return
    found.set(keyOf(part), [...found.get(keyOf(part)) ?? [], index])
  })
  return found
}

const counts = { right: 0, wrong: 0, added: 0, falselyAdded: 0 }
const wrong = new Map<string, string[]>()
const note = (what: string, name: string): void => { wrong.set(what, [...wrong.get(what) ?? [], name]) }

for (const output of readdirSync(join(tests, 'qemuxml2xmloutdata'))) {
  const name = /^(.*?)(?:\.(?:x86_64|aarch64|ppc64|ppc64le|s390x)-(?:latest|[\d.]+))?\.xml$/.exec(output)?.[1] ?? ''
  if (!existsSync(join(tests, 'qemuxml2argvdata', `${name}.xml`))) continue
  const [ours, theirs] = [boardIn(tests, 'qemuxml2argvdata', `${name}.xml`), boardIn(tests, 'qemuxml2xmloutdata', output)]
  const known = byKey(theirs)
  for (const [key, indexes] of byKey(ours)) {
    const there = known.get(key) ?? []
    const added = indexes.filter(index => ours.parts[index]!.added !== undefined)
    indexes.filter(index => !added.includes(index)).forEach((index, at) => {
      const other = there[at]
      if (other === undefined || ours.parts[index]!.seat !== undefined) return
      const [here, beside] = [busOf(ours, index), busOf(theirs, other)]
      counts[here === beside ? 'right' : 'wrong']++
      if (here !== beside) note(`${ours.parts[index]!.title}: ${here}, and libvirt chose ${beside}`, name)
    })
    const written = theirs.parts.filter(part => part.added === undefined && part.kind === ours.parts[indexes[0]!]!.kind && part.title === ours.parts[indexes[0]!]!.title).length
    for (let at = 0; at < added.length; at++) {
      const holds = indexes.length - added.length + at < written
      counts[holds ? 'added' : 'falselyAdded']++
      if (!holds) note(`${ours.parts[indexes[0]!]!.title} is added, and libvirt did not`, name)
    }
  }
}

console.log(`on the bus that libvirt chose: ${counts.right} of ${counts.right + counts.wrong}; added as libvirt does: ${counts.added} of ${counts.added + counts.falselyAdded}`)
for (const [what, names] of [...wrong].sort((a, b) => b[1].length - a[1].length)) console.log(`  ${String(names.length).padStart(3)} ${what} (${[...new Set(names)].slice(0, 3).join(', ')})`)
