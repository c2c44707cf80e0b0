// Everything that the docs hold, as pages in Markdown: one a file of entries, one of all cards, and one that leads to them.
// Each entry stands once, under every path that it speaks for; a path that is the `same` as another leads there.
import type { Card, Entry, Source, Sources } from '../../server/src/core/docs/format'
import { lines, paragraphs, sentences, stated, statements } from '../../server/src/core/docs/markdown'
import { sources } from '../../server/src/core/libvirt/docs/compiled'
import { cards, entryOf } from '../../server/src/core/libvirt/docs/index'
import { sources as ofMarp } from '../../server/src/core/marp/docs/compiled'
import { entryOf as marpEntryOf } from '../../server/src/core/marp/docs/index'

interface Book {
  readonly name: string
  readonly product: string
  readonly sources: Sources
  readonly entryOf: (id: number) => Entry | null
  readonly cards: readonly Card[]
}

export const books: readonly Book[] = [
  { name: 'libvirt', product: 'libvirt ', sources: sources(), entryOf, cards: cards() },
  { name: 'marp', product: '', sources: ofMarp(), entryOf: marpEntryOf, cards: [] },
]

/** The pages by their names. */
export function pages(): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  const contents: string[] = ['# Reference', 'What Virtdeck says of libvirt\'s XML and of Marp\'s decks, on pages. The editor shows the same at the place where it stands, `virtdeck explain` in the terminal.']
  for (const book of books) {
    const { name, sources: { titles }, cards: advice } = book
    const files = Object.keys(titles).filter(file => book.sources.entries.some(entry => entry.file === file))
    const place = placesIn(book)
    contents.push(`## ${name === 'marp' ? 'Marp' : name}`, [
      ...advice.length ? [`- [Advice on the hard things](${cardsPage})`] : [],
      ...files.map(file => `- [${pageOf(name, file).replace(/\.md$/, '')}](${pageOf(name, file)}): ${titles[file]!.replace(/\.$/, '')}`),
    ].join('\n'))
    for (const file of files) {
      const entries = book.sources.entries.filter(entry => entry.file === file)
      all.set(pageOf(name, file), page([`# ${pageOf(name, file).replace(/\.md$/, '')}`, titles[file]!, ...entries.map(source => entryText(source, book, place))]))
    }
    if (advice.length) all.set(cardsPage, page(['# Advice on the hard things', ...advice.map(card => cardText(card, book, place))]))
  }
  return new Map([['README.md', page(contents)], ...all])
}

const cardsPage = 'cards.md'
const pageOf = (book: string, file: string): string => `${book === 'libvirt' ? '' : `${book}-`}${file.replace(/\.yaml$/, '.md')}`
const page = (parts: readonly string[]): string => `${paragraphs(parts)}\n`

/** Where each path is explained: page and anchor. */
type Places = ReadonlyMap<string, string>

function placesIn({ name, sources: { entries } }: Book): Places {
  const places = new Map<string, string>()
  for (const source of entries) for (const key of source.keys) places.set(key, `${pageOf(name, source.file)}#${anchorOf(source)}`)
  return places
}

/** Of the line where it is written: short, and no two are the same on a page. */
const anchorOf = ({ line }: Source): string => `l${line}`

function entryText(source: Source, { product, entryOf: read, sources: { cards: advice }, cards: texts }: Book, places: Places): string {
  const entry = source.id === null ? null : read(source.id)
  const [first, ...others] = source.keys
  const phrases = Object.entries(entry?.values ?? {})
  const told = advice.filter(({ paths }) => paths.some(path => source.keys.includes(path)))
  return paragraphs([
    `<a id="${anchorOf(source)}"></a>\n### \`${first!}\``,
    others.length ? `Also ${others.map(path => `\`${path}\``).join(', ')}` : '',
    ...sentences(entry),
    phrases.map(([value, phrase]) => `- \`${value}\`: ${phrase}`).join('\n'),
    lines(stated(statements(entry, product))),
    source.same === undefined ? '' : `${entry ? 'What stands in it is' : 'The'} same as ${linked(source.same, places)}.`,
    ...told.map(({ name }) => `Advice: [${texts.find(card => card.name === name)!.title}](${cardsPage}#${name})`),
    entry ? `[Documentation](${entry.link})` : '',
  ])
}

const cardText = ({ name, title, text, link }: Card, { sources: { cards: advice } }: Book, places: Places): string => paragraphs([
  `<a id="${name}"></a>\n## ${title}`,
  text,
  `For ${advice.find(card => card.name === name)!.paths.map(path => linked(path, places)).join(', ')}; [libvirt.org](${link})`,
])

const linked = (path: string, places: Places): string => places.has(path) ? `[\`${path}\`](${places.get(path)!})` : `\`${path}\``
