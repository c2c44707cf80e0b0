// `npm run marp:equal`: whether our reading of a deck is Marp's own, slide by slide: where it starts, the directives that hold, the
// notes, the images. On the examples, on decks after Marp's documentation, on tables of others, and on 2,000 mutated decks.
//   npm run marp:equal -- [--mutants 2000] [--seed 1] [DECK.md …]
// VIRTDECK_MARP_SUITES: a module that exports `suites`, tables of `[label, deck]` by name.
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { marpSlides, ourSlides } from '../core/marp/oracle'
import { randomFrom } from '../proof/random'
import { documented } from './documented'
import { mutated } from './mutate'

const { values: { mutants, seed }, positionals } = parseArgs({ allowPositionals: true, options: { mutants: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } } })

let differing = 0

const compare = (title: string, decks: readonly (readonly [label: string, text: string])[]): void => {
  const counts = { decks: 0, slides: 0, thrown: 0, differing: 0 }
  for (const [label, text] of decks) {
    const truth = marpSlides(text)
    counts.decks++
    if (truth === null) {
      counts.thrown++
      continue
    }
    counts.slides += truth.length
    const ours = ourSlides(text)
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(ours)), JSON.parse(JSON.stringify(truth)))) continue
    counts.differing++
    if (counts.differing <= 5) {
      const at = truth.findIndex((slide, index) => !isDeepStrictEqual(JSON.parse(JSON.stringify(slide)), JSON.parse(JSON.stringify(ours[index] ?? null))))
      console.log(`  ${label}: slide ${at + 1} of ${truth.length}, ours has ${ours.length}\n    Marp ${JSON.stringify(truth[at])}\n    ours ${JSON.stringify(ours[at])}\n    ${JSON.stringify(text)}`)
    }
  }
  differing += counts.differing
  console.log(`${title}: ${counts.decks} decks, ${counts.slides} slides, ${counts.differing} differ${counts.thrown ? `; Marp throws on ${counts.thrown}` : ''}`)
}

const run = async (): Promise<void> => {
  const examples = readdirSync('examples').filter(file => file.endsWith('.md')).map(file => [file, readFileSync(`examples/${file}`, 'utf8')] as const)
  const docs = Object.entries(documented)
  compare('examples', examples)
  compare('after the documentation', docs)
  if (positionals.length) compare('named', positionals.map(file => [file, readFileSync(file, 'utf8')] as const))
  const module = process.env['VIRTDECK_MARP_SUITES']
  let tables: readonly (readonly [string, string])[] = []
  if (module) {
    const { suites } = await import(pathToFileURL(resolve(module)).href) as { readonly suites: Readonly<Record<string, readonly (readonly [string, string])[]>> }
    for (const [name, rows] of Object.entries(suites)) compare(`suite ${name}`, rows)
    tables = Object.values(suites).flat()
  } else console.log('no suites: set VIRTDECK_MARP_SUITES to a module that exports some')
  const random = randomFrom(Number(seed))
  const seeds = [...examples, ...docs, ...tables].map(([, text]) => text)
  compare(`mutants from seed ${seed}`, Array.from({ length: Number(mutants) }, (_, index) => [`mutant ${index}`, mutated(random.pick(seeds), random)] as const))
  process.exitCode = differing ? 1 : 0
}

void run()
