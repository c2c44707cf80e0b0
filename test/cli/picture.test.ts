// `virtdeck picture`, as a person calls it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { XMLValidator } from 'fast-xml-parser'
import { folder, virtdeck, type Ran } from './run'

const run = (args: readonly string[], options?: { readonly input: string }): Ran => virtdeck('.', args, options)

test('a domain as a drawing, as Mermaid, as Markdown', () => {
  const svg = run(['picture', 'examples/server.xml'])
  assert.deepEqual([svg.status, svg.stderr, XMLValidator.validate(svg.stdout)], [0, '', true])
  assert.match(svg.stdout, /^<svg[^>]*aria-label="The machine virtdeck-server"/)
  assert.match(run(['picture', '--format', 'mermaid', 'examples/server.xml']).stdout, /^flowchart LR\n/)
  assert.match(run(['picture', '--format', 'markdown', '-'], { input: readFileSync('examples/server.xml', 'utf8') }).stdout, /^## virtdeck-server\n/)
})

test('into a file', t => {
  const file = join(folder(t, {}), 'server.svg')
  assert.deepEqual(run(['picture', '--output', file, 'examples/server.xml']), { status: 0, stdout: '', stderr: '' })
  assert.equal(readFileSync(file, 'utf8'), run(['picture', 'examples/server.xml']).stdout)
})

const misuses: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [['picture'], /name the file of a domain/],
  [['picture', 'a.xml', 'b.xml'], /draws one file, not 2/],
  [['picture', '--format', 'png', 'a.xml'], /no picture in the format "png": choose svg, mermaid or markdown/],
  [['picture', '--fix', 'a.xml'], /--fix belongs to virtdeck lint/],
  [['picture', 'examples/network.xml'], /no libvirt domain/],
  [['picture', 'examples/none.xml'], /none\.xml: /],
]
for (const [args, says] of misuses) {
  test(`virtdeck ${args.join(' ')}: told what is wrong`, () => {
    const { status, stderr } = run(args)
    assert.equal(status, 2)
    assert.match(stderr, says)
  })
}
