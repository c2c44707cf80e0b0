// Prose as people write it (YAML, see core/libvirt/docs/README.md) to what is shipped: a tree of paths whose leaves are
// numbers, the words of each entry in their order, and the texts, which are only read when somebody asks for one.
import { LineCounter, isMap, isPair, isScalar, parseAllDocuments } from 'yaml'
import { expanded, stepsIn } from './path.mjs'

const fields = ['text', 'default', 'unit', 'range', 'since', 'needs', 'trap', 'values', 'link', 'same']

/**
 * `files`: `{ name, text }` each. Gives what is shipped, `index` and `texts`; `sources`, which say where each entry stands;
 * and `problems`, each with its file and line, for what cannot be read.
 */
export function compileDocs(files) {
  const problems = []
  const sets = {}
  const written = []
  const cards = []
  const titles = {}
  for (const file of [...files].sort((a, b) => a.name < b.name ? -1 : 1)) {
    const wrong = (line, message) => problems.push({ file: file.name, line, message })
    if (file.name.endsWith('.md')) readCard(file, cards, wrong)
    else readFile(file, written, sets, wrong)
    if (file.name.endsWith('.yaml')) titles[file.name] = /^# (.+)/.exec(file.text)?.[1] ?? wrong(1, 'the first line says what the file is about: `# Disks.`')
  }
  const { index, texts, sources } = joined(written, sets, cards, problems)
  return { index, texts, sources: { ...sources, titles }, problems }
}

function readFile({ name, text }, written, sets, wrong) {
  const lines = new LineCounter()
  const lineOf = node => lines.linePos(node?.range?.[0] ?? 0).line
  for (const document of parseAllDocuments(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false, merge: false })) {
    for (const { message, pos } of document.errors) wrong(lines.linePos(pos[0]).line, `${message}. A text with ": " or " #" in it, or one that begins with a quote or backtick, stands in quotes.`)
    if (document.errors.length || !isMap(document.contents)) continue
    const top = Object.fromEntries(document.contents.items.filter(isPair).map(({ key, value }) => [key.value, value]))
    for (const key of Object.keys(top).filter(key => !['base', 'link', 'docs', 'values'].includes(key))) wrong(lineOf(top[key]), `\`${key}\` is not known at the top: base, link, docs, values.`)
    if (isMap(top.values)) for (const { key, value } of top.values.items) sets[key.value] = value.toJSON()
    if (!top.docs) continue
    if (!isScalar(top.base) || !isScalar(top.link) || !isMap(top.docs)) {
      wrong(lineOf(document.contents), 'a part with `docs` needs `base` and `link` above them.')
      continue
    }
    const page = top.link.value.split('#')[0]
    for (const { key, value } of top.docs.items) {
      const line = lineOf(key)
      const entry = entryOf(value, message => wrong(line, `${key.value}: ${message}`))
      if (!entry) continue
      const link = entry.link === undefined ? top.link.value : /#|^https?:/.test(entry.link) ? entry.link : `${page}#${entry.link}`
      const keys = expanded(top.base.value).flatMap(base => expanded(key.value).map(rest => rest === '.' ? base : rest.startsWith('.@') ? base + rest.slice(1) : `${base}/${rest}`))
      written.push({ file: name, line, key: key.value, keys, entry: { ...entry, link } })
    }
  }
}

function entryOf(node, wrong) {
  if (isScalar(node)) return node.value === '' ? wrong('there is no text.') : { text: node.value }
  if (!isMap(node)) return wrong('an entry is a sentence, or a list of `name: text`.')
  const entry = node.toJSON()
  const odd = Object.keys(entry).filter(field => !fields.includes(field))
  if (odd.length) return wrong(`\`${odd[0]}\` is not known: ${fields.join(', ')}.`)
  if (entry.text === undefined && (entry.same === undefined || Object.keys(entry).length > 1)) return wrong('an entry needs a `text`, or `same` alone.')
  for (const [field, value] of Object.entries(entry)) {
    if (field !== 'values' && typeof value !== 'string') return wrong(`\`${field}\` is to be a text.`)
  }
  if (entry.values !== undefined && typeof entry.values !== 'string' && Object.values(entry.values).some(phrase => typeof phrase !== 'string')) return wrong('each of `values` has a phrase.')
  return entry
}

/** A card: front matter with `title`, `for` (paths) and `link`, then Markdown. */
function readCard({ name, text }, cards, wrong) {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  if (head === undefined) return wrong(1, 'a card begins with `---`, `title: …`, `for: [paths]`, `link: page.html#section`, `---`.')
  const [document] = parseAllDocuments(head, { schema: 'failsafe' })
  const { title, for: paths, link } = document.toJSON() ?? {}
  if (document.errors.length || typeof title !== 'string' || typeof link !== 'string' || !Array.isArray(paths) || !paths.length) return wrong(1, 'a card needs a `title`, `for`, a list of paths, and a `link`.')
  cards.push({ file: name, name: name.replace(/.*\/|\.md$/g, ''), title, paths: paths.flatMap(expanded), link, text: body.trim() })
}

function joined(written, sets, cards, problems) {
  const tree = {}
  const words = {}
  const links = []
  const entries = []
  const sources = []
  const owner = new Map()
  const linkAt = link => links.includes(link) ? links.indexOf(link) : links.push(link) - 1
  for (const { file, line, key, keys, entry: { same, link, ...entry } } of written) {
    const wrong = message => problems.push({ file, line, message: `${key}: ${message}` })
    let id = null
    if (entry.text !== undefined) {
      const values = typeof entry.values === 'string' ? sets[entry.values] : entry.values
      if (entry.values !== undefined && !values) wrong(`there is no list of values named \`${entry.values}\` (values.yaml).`)
      id = entries.push({ ...entry, link: linkAt(link) }) - 1
      if (values) words[id] = typeof entry.values === 'string' ? entry.values : Object.keys(values)
    }
    sources.push({ file, line, key, keys, id, ...(same === undefined ? {} : { same }) })
    for (const path of keys) {
      const steps = stepsIn(path)
      if (!steps) {
        wrong(`\`${path}\` is not a path.`)
        continue
      }
      const leaf = nodeAt(tree, steps.elements)
      const kinds = [...(id === null ? [] : ['']), ...(same === undefined ? [] : ['='])]
      for (const kind of kinds) {
        const place = `${path}${kind}`
        if (owner.has(place)) wrong(`\`${path}\` is explained twice: also in ${owner.get(place)}.`)
        owner.set(place, `${file}:${line}`)
        leaf[steps.attribute === null ? kind : `${kind}@${steps.attribute}`] = kind === '' ? id : same
      }
    }
  }
  cards.forEach(({ file, paths }, at) => {
    for (const path of paths) {
      const wrong = message => problems.push({ file, line: 1, message })
      const steps = stepsIn(path)
      if (!steps) {
        wrong(`\`${path}\` is not a path.`)
        continue
      }
      const leaf = nodeAt(tree, steps.elements)
      const kind = steps.attribute === null ? '#' : `#@${steps.attribute}`
      if (leaf[kind] !== undefined) wrong(`\`${path}\` has a card already: ${cards[leaf[kind]].file}.`)
      leaf[kind] = at
    }
  })
  const listed = Object.fromEntries(Object.entries(sets).map(([name, values]) => [name, Object.keys(values)]))
  return {
    index: { tree, words, sets: listed },
    texts: { entries, links, sets, cards: cards.map(({ name, title, text, link }) => ({ name, title, text, link })) },
    sources: { entries: sources, cards: cards.map(({ file, name, paths }) => ({ file, name, paths })) },
  }
}

/** A step with conditions is a child of its own, under the step as it is written: `address[type=pci]`. */
function nodeAt(tree, elements) {
  return elements.reduce((node, step) => node[`/${step}`] ??= {}, tree)
}
