// Half-typed documents, cut at every few characters: no answer fails, places lie inside the text, and formatting loses nothing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { libvirt } from '../../../server/src/core/libvirt/index'
import type { Edit, Span } from '../../../server/src/core/model'
import { defaultSettings, type Document } from '../../../server/src/core/service'
import { applyEdits } from '../../support/edits'

const settings = { ...defaultSettings, format: { order: true }, hints: 'all' as const }

const checkInside = (text: string, spans: readonly Span[]): void => {
  for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`)
}

const checkEdits = (text: string, edits: readonly Edit[]): string => {
  checkInside(text, edits.map(({ span }) => span))
  return applyEdits(text, edits)
}

const inOrder = (text: string): string => [...text.replace(/\s/g, '')].sort().join('')

const checkAt = (document: Document, text: string, offset: number): void => {
  for (const character of ['>', '/', '\n']) checkEdits(text, document.typed(offset, character, '  '))
  checkInside(text, document.linked(offset))
  checkInside(text, document.selections(offset))
  checkInside(text, document.highlights(offset).map(({ span }) => span))
  for (const id of document.idsAt(offset)) {
    const edits = document.rename(id, '7')
    if (typeof edits !== 'string') checkEdits(text, edits)
  }
  for (const end of [offset, Math.min(text.length, offset + 60)]) for (const { edits } of document.refactorings({ start: offset, end })) checkEdits(text, edits)
}

for (const file of ['examples/workstation.xml', 'examples/server.xml', 'examples/with-mistakes.xml']) {
  test(file, { timeout: 60_000 }, async () => {
    const whole = readFileSync(file, 'utf8')
    for (let end = 0; end <= whole.length; end += 13) {
      // Cut at the end, and a hole in the middle.
      for (const text of [whole.slice(0, end), whole.slice(0, end) + whole.slice(end + 9)]) {
        const document = await libvirt.open(text, settings)
        checkAt(document, text, end)
        checkInside(text, document.ids().map(({ span }) => span))
        checkInside(text, document.links().map(({ span }) => span))
        checkInside(text, document.tokens().map(({ span }) => span))
        if (end % 91 === 0) document.hints({ start: 0, end: text.length })
        document.additions()
        assert.equal(inOrder(checkEdits(text, document.format({ indent: '  ' }))), inOrder(text))
        const plain = await libvirt.open(text, defaultSettings)
        const formatted = checkEdits(text, plain.format({ indent: '\t' }))
        assert.equal(formatted.replace(/\s/g, ''), text.replace(/\s/g, ''))
      }
    }
  })
}
