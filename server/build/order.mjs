// Reads what libvirt has printed (the expected outputs of its tests) and its schemas, and writes in which order it prints the
// children of each element: as the outputs show it, and where they show nothing, as the schemas list them.
//   npm run order -- LIBVIRT-SOURCE-TREE SCHEMA-FOLDER [OUT]      OUT is server/src/core/libvirt/data/order.json where absent
import { XMLParser } from 'fast-xml-parser'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSchemas } from './grammar.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: true, trimValues: true, ignoreDeclaration: true, processEntities: false })

/** The path of a child: a domain in a snapshot is a domain, and a backing store has one of its own kind. */
const pathBelow = (path, name) => name === 'domain' ? name : path === '' ? name : path.endsWith(`/${name}`) ? path : `${path}/${name}`

/** Of each path the names of children, in the order of the files, then of the schemas. */
export function ordersOf(texts, schemas) {
  const before = printedBefore(texts)
  const listed = listedIn(schemas)
  return Object.fromEntries([...before].map(([path, known]) => [path, sorted(known, listed(path))])
    .filter(([, names]) => names.length > 1).sort(([a], [b]) => a < b ? -1 : 1))
}

/** path -> name -> name -> how often the first stood wholly before the second */
function printedBefore(texts) {
  const before = new Map()
  const read = (nodes, path) => {
    const names = nodes.map(nameOf).filter(name => name && !name.includes(':'))
    const first = new Map()
    const last = new Map()
    names.forEach((name, i) => {
      if (!first.has(name)) first.set(name, i)
      last.set(name, i)
    })
    if (path !== '') {
      const known = before.get(path) ?? new Map()
      before.set(path, known)
      for (const one of first.keys()) {
        const row = known.get(one) ?? new Map()
        known.set(one, row)
        for (const other of first.keys()) if (one !== other && last.get(one) < first.get(other)) row.set(other, (row.get(other) ?? 0) + 1)
      }
    }
    for (const node of nodes) {
      const name = nameOf(node)
      if (name && !name.includes(':') && name !== 'metadata') read(node[name], pathBelow(path, name))
    }
  }
  for (const text of texts) read(parser.parse(text), '')
  return before
}

const nameOf = node => Object.keys(node).find(key => key !== ':@' && !/^[#?!]/.test(key))

/** path -> the names of the children there, as the schemas come to them. */
function listedIn(schemas) {
  const defines = new Map()
  const roots = []
  const collect = (node, found, seen) => {
    for (const child of node.children ?? []) {
      if (typeof child === 'string') continue
      if (child.name === 'element') found.push(child)
      else if (child.name === 'ref') {
        const name = child.attributes?.name
        if (!seen.has(name)) for (const define of defines.get(name) ?? []) collect(define, found, new Set([...seen, name]))
      } else collect(child, found, seen)
    }
    return found
  }
  for (const schema of Object.values(schemas)) {
    for (const node of schema.children) {
      if (node.name === 'define') defines.set(node.attributes.name, [...defines.get(node.attributes.name) ?? [], node])
      else if (node.name === 'start') roots.push(node)
    }
  }
  const below = new Map()
  const at = path => {
    const known = below.get(path)
    if (known) return known
    const cut = path.lastIndexOf('/')
    const around = cut < 0 ? roots : at(path.slice(0, cut))
    const name = path.slice(cut + 1)
    const found = around.flatMap(node => collect(node, [], new Set())).filter(({ attributes }) => attributes?.name === name)
    below.set(path, found)
    return found
  }
  return path => [...new Set(at(path).flatMap(node => collect(node, [], new Set())).map(({ attributes }) => attributes?.name).filter(name => name && !name.includes(':')))]
}

/** Takes, one after the other, the first of those that none of the others was mostly printed before; what was never printed follows its neighbour. */
function sorted(known, listed) {
  const left = new Set([...listed.filter(name => known.has(name)), ...known.keys()])
  const order = []
  const times = (one, other) => known.get(one)?.get(other) ?? 0
  while (left.size) {
    const cost = name => [...left].reduce((sum, other) => sum + Math.max(0, times(other, name) - times(name, other)), 0)
    const next = [...left].reduce((best, name) => cost(name) < cost(best) ? name : best)
    left.delete(next)
    order.push(next)
  }
  listed.forEach((name, i) => {
    if (order.includes(name)) return
    const before = listed.slice(0, i).reverse().find(other => order.includes(other))
    order.splice(before === undefined ? order.length : order.indexOf(before) + 1, 0, name)
  })
  return order
}

/** The files that libvirt itself has printed, below a folder. */
export const printedIn = folder => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.xml') && file.split(sep).some(part => /xmlout|xml2xmlupdateout/.test(part))).sort().map(file => join(folder, file))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tree, schemas, out = join(root, 'server/src/core/libvirt/data/order.json')] = process.argv.slice(2)
  if (![tree, schemas].every(folder => folder && existsSync(folder))) {
    console.error('Usage: npm run order -- LIBVIRT-SOURCE-TREE SCHEMA-FOLDER [OUT]')
    process.exit(2)
  }
  const files = printedIn(tree)
  const orders = ordersOf(files.map(file => readFileSync(file, 'utf8')), readSchemas(schemas))
  writeFileSync(out, `{\n${Object.entries(orders).map(([path, names]) => `${JSON.stringify(path)}: ${JSON.stringify(names.join(' '))}`).join(',\n')}\n}\n`)
  console.log(`${files.length} files, ${Object.keys(orders).length} elements`)
}
