// Every datatype of libvirt's schemas on values at its edges: our verdict is libxml2's, value by value.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeDatatype } from '../../server/src/core/grammar/datatypes'
import { needs } from '../support/lacks'
import { samples } from './grow'
import { odd } from './mutate'
import { isThere, xmllint } from './oracles'
import { written } from './plain'

const types = [
  'int', 'integer', 'long', 'short', 'byte', 'positiveInteger', 'nonNegativeInteger', 'negativeInteger', 'nonPositiveInteger', 'unsignedInt', 'unsignedLong', 'unsignedShort', 'unsignedByte',
  'double', 'float', 'decimal', 'boolean', 'dateTime', 'NCName', 'anyURI', 'string',
] as const

test('datatypes at their edges, beside libxml2', t => {
  if (!needs('xmllint', isThere('xmllint'), t)) return
  const folder = mkdtempSync(join(tmpdir(), 'virtdeck-datatypes-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const values = [...new Set([...samples, ...odd])]
  const files = values.map((value, at) => {
    const file = join(folder, `${at}.xml`)
    writeFileSync(file, written({ kind: 'element', name: 'v', attributes: [{ name: 'x', value }], children: [] }))
    return file
  })
  const differing: string[] = []
  for (const type of types) {
    const schema = join(folder, `${type}.rng`)
    writeFileSync(schema, `<element name="v" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><attribute name="x"><data type="${type}"/></attribute></element>`)
    const { accepts } = makeDatatype({ type })
    const opinions = xmllint(schema, files)
    values.forEach((value, at) => {
      const theirs = opinions.get(files[at]!)!.valid
      if (accepts(value) !== theirs) differing.push(`${type} ${JSON.stringify(value)}: libxml2 says ${theirs ? 'yes' : 'no'}`)
    })
  }
  assert.deepEqual(differing, [])
})
