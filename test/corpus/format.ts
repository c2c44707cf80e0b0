// `npm run format:corpus`: formats every XML file of libvirt's tests. What libvirt prints must stay as it is; formatting twice
// must be formatting once; the document before and after must say the same (fast-xml-parser as witness); nothing may be lost.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { formatEdits } from '../../server/src/core/xml/format'
import { orderEdits } from '../../server/src/core/libvirt/printed-order'
import { parse } from '../../server/src/core/xml/parse'
import { applyEdits } from '../support/edits'

const usage = `Usage: LIBVIRT_CORPUS=FOLDER npm run format:corpus

  LIBVIRT_CORPUS    a folder with the files of a libvirt source tree
`

/** libvirt refuses what would be printed so (ipv6-test-invalid.xml), and never compares: written by hand, with five blanks before some elements. */
const unprinted: ReadonlySet<string> = new Set(['nwfilterxml2xmlout/ipv6-test.xml'])

const witness = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, parseTagValue: false, parseAttributeValue: false, trimValues: false, processEntities: false,
  cdataPropName: '#cdata', commentPropName: '#comment', maxNestedTags: 1000,
})

type Seen = Readonly<Record<string, unknown>>

/** As the witness reads it, without the white space between elements. */
const seen = (text: string): unknown => withoutLayout(witness.parse(text.replace(/^\uFEFF/, '')) as readonly Seen[])

const withoutLayout = (nodes: readonly Seen[]): readonly unknown[] => {
  const kept = nodes.filter(node => typeof node['#text'] !== 'string' || node['#text'].trim() !== '')
  // Text beside elements is mixed content, whose white space counts.
  const all = kept.some(node => typeof node['#text'] === 'string' || '#cdata' in node) ? nodes : kept
  return all.map(node => Object.fromEntries(Object.entries(node).map(([name, value]) =>
    [name, Array.isArray(value) && !name.startsWith('#') ? withoutLayout(value as readonly Seen[]) : value])))
}

const format = (text: string): string => applyEdits(text, formatEdits(parse(text), { indent: '  ' }))

const main = (folder: string | undefined): number => {
  if (!folder || !existsSync(folder)) {
    console.error(`format:corpus: ${folder ? `there is no ${folder}` : 'set LIBVIRT_CORPUS'}\n\n${usage}`)
    return 2
  }
  const counts = { files: 0, wellFormed: 0, printed: 0, kept: 0, ordered: 0, idempotent: 0, same: 0, whole: 0 }
  const faults: string[] = []
  const notes: string[] = []
  let time = 0
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.xml')).sort()) {
    const text = readFileSync(join(folder, file), 'utf8')
    const began = performance.now()
    const once = format(text)
    time += performance.now() - began
    counts.files++
    if (format(once) === once) counts.idempotent++
    else faults.push(`${file}: formatting twice is more than formatting once`)
    if (once.replace(/\s/g, '') === text.replace(/\s/g, '')) counts.whole++
    else faults.push(`${file}: more than white space was changed`)
    if (file.split(sep).some(part => /xmlout/.test(part)) && !unprinted.has(file.split(sep).slice(-2).join('/'))) {
      counts.printed++
      if (once === text) counts.kept++
      else faults.push(`${file}: libvirt printed it, and it was changed: ${JSON.stringify(firstDifference(text, once))}`)
      const sorted = applyEdits(text, orderEdits(parse(text)))
      if (sorted === text) counts.ordered++
      else notes.push(`${file}: ordering changes it: ${JSON.stringify(firstDifference(text, sorted))}`)
    }
    if (XMLValidator.validate(text) !== true) continue
    counts.wellFormed++
    if (JSON.stringify(seen(once)) === JSON.stringify(seen(text))) counts.same++
    else faults.push(`${file}: the witness reads another document`)
  }
  for (const fault of [...faults, ...notes].slice(0, 60)) console.log(fault)
  const { files, wellFormed, printed, kept, ordered, idempotent, same, whole } = counts
  console.log(`\n${files} files in ${Math.round(time)} ms, parsing included
formatting twice is formatting once   ${idempotent} of ${files}
only white space was changed          ${whole} of ${files}
the witness reads the same document   ${same} of ${wellFormed} well-formed files
what libvirt printed stays as it is   ${kept} of ${printed}
  and also when children are ordered  ${ordered} of ${printed}`)
  return faults.length || !files ? 1 : 0
}

const firstDifference = (one: string, other: string): readonly [string, string] => {
  let at = 0
  while (one[at] === other[at]) at++
  return [one.slice(Math.max(0, at - 30), at + 40), other.slice(Math.max(0, at - 30), at + 40)]
}

process.exitCode = main(process.env['LIBVIRT_CORPUS'])
