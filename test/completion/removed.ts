// `npm run completion`: takes an element, attribute, value or text out of valid documents and asks there for completion. Is what
// was taken out offered, and how far up? Does each value that is offered leave the document valid?
//   LIBVIRT_CORPUS=PATH   an archive or a folder with the files of a libvirt source tree; else the project's own examples
//   npm run completion -- [COUNT [SEED]]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { libvirt } from '../../server/src/core/libvirt/index'
import { versions } from '../../server/src/core/libvirt/versions'
import { rules } from '../../server/src/core/libvirt/rules/index'
import type { Problem, Suggestion } from '../../server/src/core/model'
import { defaultSettings, type Document } from '../../server/src/core/service'
import { parse } from '../../server/src/core/xml/parse'
import { elementAround, lineage } from '../../server/src/core/xml/walk'
import { compileSchemas, first } from '../support/corpus'
import { filled } from '../support/snippet'
import { randomFrom, type Random } from '../proof/random'
import { seedsOf } from '../proof/seeds'
import { removalIn, type Removal } from './removal'

interface Count { all: number, offered: number, amongFive: number, inserted: number, fine: number, bare: number, misses: string[], times: number[] }

const open = (text: string): Promise<Document> => libvirt.open(text, defaultSettings)
const wrong = (document: Document): boolean => document.problems().some(({ level }) => level === 'error')

const listKind = { element: 'element', attribute: 'attribute', value: 'value', text: 'text' } as const

async function ask({ kind, text, offset, word }: Removal, count: Count, random: Random): Promise<void> {
  const document = await open(text)
  document.problems()
  const start = performance.now()
  const all = document.complete(offset)
  count.times.push(performance.now() - start)
  const list = all.filter(suggestion => suggestion.kind === listKind[kind]).sort((a, b) => (a.sort ?? a.label) < (b.sort ?? b.label) ? -1 : 1)
  // A path or a name of somebody's own cannot be offered: only lists of words are asked for theirs.
  if ((kind === 'value' || kind === 'text') && !list.some(({ label }) => label === word) && !isListed(list, word)) return
  count.all++
  const at = list.findIndex(({ label }) => label === word)
  if (at >= 0) count.offered++
  else if (count.misses.length < 12) count.misses.push(`${kind} ${word} in …${text.slice(Math.max(0, offset - 90), offset)}‸${text.slice(offset, offset + 40)}…`.replace(/\s+/g, ' '))
  if (at >= 0 && at < 5) count.amongFive++
  if (kind === 'attribute') return
  const errorsOf = (document: Document): readonly Problem[] => document.problems().filter(({ level }) => level === 'error')
  const before = new Set(errorsOf(document).map(({ code }) => code))
  for (const suggestion of random.shuffled(list).slice(0, 4)) {
    count.inserted++
    const inserted = accepted(text, suggestion)
    // What the document lacks without the element that was taken out, it lacks still.
    const errors = errorsOf(await open(inserted)).filter(({ code }) => kind !== 'element' || !before.has(code))
    const element = elementAround(parse(inserted), kind === 'element' ? offset + 1 : offset)
    const around = new Set(element ? lineage(element).map(({ nameSpan }) => nameSpan.start) : [])
    const isStop = ({ code, span }: Problem): boolean => kind === 'element' && code === 'schema/invalid-value' && element !== null && span.start >= element.span.start && span.end <= element.span.end && /^(?:=(?:''|"")|[^<>]*(?:><\/|\/?>))/.test(inserted.slice(span.end))
    if (!errors.length) count.fine++
    else if (errors.every(error => lacks(error) || isStop(error) || around.has(error.span.start) && !error.code.startsWith('schema/'))) count.bare++
    else if (count.misses.length < 12) count.misses.push(`offered ${suggestion.label} in …${text.slice(Math.max(0, offset - 90), offset)}‸`.replace(/\s+/g, ' '))
  }
}

/** It says only that something is still to be written; so does what is said on the name of an element that the place is in. */
const lacks = ({ code }: Problem): boolean => code.startsWith('schema/missing-') || rules.some(rule => rule.code === code && rule.whole)

/** The words of a datatype with further texts are few; a word of letters beside others is of their kind. */
const isListed = (list: readonly Suggestion[], word: string): boolean => list.length > 1 && /^[a-z][a-z0-9_-]*$/.test(word) && !list.some(({ label }) => /\s/.test(label))

/** With the first choice of each stop; a stop without any stays empty. */
const accepted = (text: string, { replace, insert, snippet }: Suggestion): string => text.slice(0, replace.start) + (snippet ? filled(insert) : insert) + text.slice(replace.end)

async function main(scratch: string): Promise<number> {
  const [count, seed] = [process.argv[2] ?? 2000, process.argv[3] ?? 1].map(Number) as [number, number]
  const corpus = process.env.LIBVIRT_CORPUS
  const schemas = first([process.env.LIBVIRT_SCHEMAS, '/usr/share/libvirt/schemas'])
  if (!schemas || !Number.isInteger(count) || !Number.isInteger(seed)) {
    console.error('usage: [LIBVIRT_CORPUS=PATH] [LIBVIRT_SCHEMAS=FOLDER] npm run completion -- [COUNT [SEED]]; the schemas tell which files are of which kind')
    return 2
  }
  const random = randomFrom(seed)
  const seeds: string[] = []
  for (const { text } of seedsOf(compileSchemas(schemas, scratch), corpus, scratch)) {
    const document = await open(text)
    if (document.kind !== null && !wrong(document)) seeds.push(text)
  }
  console.log(`${seeds.length} valid documents of ${corpus ?? 'the examples'}, by libvirt ${versions.at(-1)}\n`)
  const counts = new Map<Removal['kind'], Count>()
  for (const kind of ['element', 'attribute', 'value', 'text'] as const) {
    const one: Count = { all: 0, offered: 0, amongFive: 0, inserted: 0, fine: 0, bare: 0, misses: [], times: [] }
    counts.set(kind, one)
    for (let tries = 0; one.all < count / 4 && tries < count * 4; tries++) {
      const removal = removalIn(random.pick(seeds), kind, random)
      if (removal) await ask(removal, one, random)
    }
  }
  const part = (some: number, all: number): string => all ? `${(100 * some / all).toFixed(2)} %` : '-'
  for (const [, { misses }] of counts) for (const miss of misses) console.log(miss)
  console.log('\ntaken out      cases     offered  among five   inserted: valid   or but lacking    ms (median, 99 %)')
  for (const [kind, { all, offered, amongFive, inserted, fine, bare, times }] of counts) {
    const sorted = [...times].sort((a, b) => a - b)
    console.log([kind.padEnd(10), String(all).padStart(9), part(offered, all).padStart(11), part(amongFive, all).padStart(11), part(fine, inserted).padStart(17), part(fine + bare, inserted).padStart(16),
      `   ${sorted[sorted.length >> 1]?.toFixed(2)}, ${sorted[Math.floor(sorted.length * 0.99)]?.toFixed(2)}`].join(' '))
  }
  return 0
}

const scratch = mkdtempSync(join(tmpdir(), 'virtdeck-completion-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
void main(scratch).then(code => process.exit(code))
