// `npm run differential`: documents that the real libvirt accepts are changed in meaning, with the schema still satisfied, and
// asked about again. An error of ours where libvirt accepts is a false alarm; a refusal without one is a rule that is missing.
//   npm run differential -- [--kind domain|network|pool|filter] [--count 5000] [--seed 1] [--misses]
import { parseArgs } from 'node:util'
import { libvirt } from '../../server/src/core/libvirt/index'
import { defaultSettings, type Document } from '../../server/src/core/service'
import { readCorpus } from '../rejected/corpus'
import { dependsOnHost } from './host'
import { mutated, poolOf, seeded } from './mutate'
import { isKind, makeOracle } from './oracle'

const { kind, count, seed, misses, hours } = parseArgs({ options: { kind: { type: 'string', default: 'domain' }, count: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' }, misses: { type: 'boolean' }, hours: { type: 'string', default: '1' } } }).values

/** libvirt 9.0.0 dies of these, or hangs. */
const deadly = /<interface type=['"]hostdev|<teaming|<audio[^>]*type=['"](?!none)|<driver name=['"]vhostuser/

const errorsIn = (document: Document, prefix: string) => document.problems().filter(({ code, level }) => level === 'error' && code.startsWith(prefix))
const whole = (document: Document): boolean => document.kind === kind && !errorsIn(document, 'schema/').length && !errorsIn(document, 'xml/').length

async function main(): Promise<number> {
  const corpus = readCorpus('differential')
  if (typeof corpus === 'string') {
    console.error(corpus)
    return 2
  }
  if (!isKind(kind)) {
    console.error(`differential: there is no kind ${kind}`)
    return 2
  }
  const oracle = await makeOracle()
  if (typeof oracle === 'string') {
    console.error(`differential: ${oracle}`)
    return 2
  }
  const settings = { ...defaultSettings, libvirt: { ...defaultSettings.libvirt, version: oracle.version } }
  const given = kind === 'domain' ? corpus.accepted : corpus.ofKind(kind)
  const until = Date.now() + Number(hours) * 3_600_000
  try {
    const bases: string[] = []
    for (const { text } of given) {
      if (deadly.test(text) || !whole(await libvirt.open(text, settings))) continue
      if (await oracle.ask(text, kind) === null) bases.push(text)
    }
    console.log(`${bases.length} of ${given.length} documents are accepted here and serve as a start`)
    const pool = poolOf(given.map(({ text }) => text))
    const random = seeded(Number(seed))
    const tally = { asked: 0, accepted: 0, refused: 0, host: 0, found: 0 }
    const alarms: string[] = []
    const missed = new Map<string, { count: number, example: string }>()
    const dependent = new Map<string, number>()
    for (let tries = 0; tally.asked < Number(count) && tries < Number(count) * 40 && Date.now() < until; tries++) {
      const base = bases[Math.floor(random() * bases.length)]!
      const text = mutated(base, pool, random)
      if (text === null || deadly.test(text)) continue
      const document = await libvirt.open(text, settings)
      if (!whole(document)) continue
      const answer = await oracle.ask(text, kind)
      if (answer === undefined) continue
      tally.asked++
      const ours = errorsIn(document, 'libvirt/')
      const words = (answer ?? '').replace(/\s+/g, ' ')
      if (answer === null) {
        tally.accepted++
        if (ours.length) alarms.push(`${ours.map(({ code, message }) => `${code}: ${message}`).join('\n    ')}\n${text}`)
      } else if (ours.length) {
        tally.refused++
        tally.found++
      } else if (dependsOnHost(words, kind)) {
        tally.host++
        dependent.set(general(words), (dependent.get(general(words)) ?? 0) + 1)
      } else {
        tally.refused++
        const key = general(words)
        missed.set(key, { count: (missed.get(key)?.count ?? 0) + 1, example: missed.get(key)?.example ?? text })
      }
    }
    const most = <T>(map: ReadonlyMap<string, T>, countOf: (value: T) => number) => [...map].sort((a, b) => countOf(b[1]) - countOf(a[1]))
    for (const alarm of alarms) console.log(`FALSE ${alarm}\n`)
    for (const [words, { count, example }] of most(missed, ({ count }) => count)) console.log(`MISSED ${String(count).padStart(4)}  ${words}${misses ? `\n${example}\n` : ''}`)
    for (const [words, count] of most(dependent, count => count)) console.log(`HOST   ${String(count).padStart(4)}  ${words}`)
    console.log(`
${tally.asked} changed documents asked (seed ${seed}); ${oracle.deaths()} times no answer
accepted by libvirt                         ${tally.accepted}; of these with an error of ours: ${alarms.length}
refused, which the document decides         ${tally.refused}; of these with an error of ours: ${tally.found} (${(100 * tally.found / Math.max(1, tally.refused)).toFixed(1)} %)
refused, which the host decides             ${tally.host} without an error of ours`)
    return alarms.length || tally.found / Math.max(1, tally.refused) < 0.9 ? 1 : 0
  } finally {
    await oracle.stop()
  }
}

/** Without the names and numbers of one document. */
const general = (words: string): string => words.replace(/'[^']*'/g, "'…'").replace(/\b(?:0x)?[0-9a-f]*\d[0-9a-f.:]*\b/gi, '#').slice(0, 160)

void main().then(status => process.exit(status))
