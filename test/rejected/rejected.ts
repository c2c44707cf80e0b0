// `npm run rejected`: what of the inputs that libvirt's own tests refuse gets an error of ours, and on which place; and that
// no input which they accept gets one with a `libvirt/…` code.
import { libvirt } from '../../server/src/core/libvirt/index'
import type { Problem } from '../../server/src/core/model'
import { defaultSettings, type Document } from '../../server/src/core/service'
import { readCorpus, type Refused } from './corpus'
import { needsTheHost } from './host'
import { aboutPlaces } from './places'
import { unitAround } from './unit'

/** By the table where it names the place, else by `Document.blame`: an error (or a place it links to) in the same device. */
function isAbout(refused: Refused, document: Document, errors: readonly Problem[]): boolean {
  const places = errors.flatMap(({ span, related }) => [span, ...related?.map(other => other.span) ?? []])
  const wanted = aboutPlaces[refused.name]
  if (wanted) return places.some(({ start, end }) => wanted.test(refused.text.slice(Math.max(0, refused.text.lastIndexOf('<', start)), refused.text.indexOf('>', end) + 1)))
  return refused.answers.some(answer => {
    const blamed = document.blame(answer)
    return blamed !== null && places.some(span => unitAround(refused.text, span) === unitAround(refused.text, blamed))
  })
}

async function main(): Promise<number> {
  const corpus = readCorpus('rejected')
  if (typeof corpus === 'string') {
    console.error(corpus)
    return 2
  }
  const verbose = process.argv.includes('--verbose')
  const count = { decided: 0, found: 0, about: 0, ours: 0, host: 0 }
  const missed: string[] = []
  const elsewhere: string[] = []
  for (const refused of corpus.refused) {
    if (Object.hasOwn(needsTheHost, refused.name)) {
      count.host++
      continue
    }
    count.decided++
    const document = await libvirt.open(refused.text, defaultSettings)
    const errors = document.problems().filter(({ level }) => level === 'error')
    if (!errors.length) {
      missed.push(`${refused.name}: ${refused.answers.join(' | ').replace(/\s+/g, ' ')}`)
      continue
    }
    count.found++
    if (errors.some(({ code }) => code.startsWith('libvirt/'))) count.ours++
    if (isAbout(refused, document, errors)) count.about++
    else elsewhere.push(`${refused.name}: ${refused.answers[0]!.replace(/\s+/g, ' ')}\n    ours: ${errors.map(({ code, message }) => `${code}: ${message}`).join('\n          ')}`)
    if (verbose) console.log(`${refused.name}: ${refused.answers[0]!.replace(/\s+/g, ' ')}\n    ${errors.map(({ code, span }) => `${code} on ${refused.text.slice(span.start, span.end)}`).join('\n    ')}`)
  }
  const alarms = await alarmsIn(corpus.accepted)
  const others = await alarmsIn(corpus.others)
  for (const one of missed) console.log(`MISSED ${one}`)
  for (const one of elsewhere) console.log(`ELSEWHERE ${one}`)
  for (const one of alarms) console.log(`FALSE ${one}`)
  if (process.argv.includes('--others')) for (const one of others) console.log(`OTHER ${one}`)
  const share = (part: number): string => `${part} of ${count.decided} (${(100 * part / count.decided).toFixed(1)} %)`
  console.log(`\ncorpus ${corpus.place}
refused inputs that the document decides: ${count.decided}; ${count.host} more need the host (test/rejected/host.ts says why)
  get an error                      ${share(count.found)}
  on what the refusal is about      ${share(count.about)}
  with a libvirt/… code             ${count.ours}
accepted inputs: ${corpus.accepted.length}; with a libvirt/… error: ${alarms.length}
other domains of the tests: ${corpus.others.length}; with a libvirt/… error: ${others.length}`)
  return alarms.length || count.about / count.decided < 0.98 ? 1 : 0
}

async function alarmsIn(documents: readonly { readonly name: string, readonly text: string }[]): Promise<readonly string[]> {
  const alarms: string[] = []
  for (const { name, text } of documents) {
    const document = await libvirt.open(text, defaultSettings)
    const ours = document.problems().filter(({ code, level }) => level === 'error' && code.startsWith('libvirt/'))
    if (ours.length) alarms.push(`${name}:\n    ${ours.map(({ code, message, span }) => `${code} in line ${text.slice(0, span.start).split('\n').length}: ${message}`).join('\n    ')}`)
  }
  return alarms
}

void main().then(status => process.exit(status))
