// libvirt's XML in Markdown: found where Markdown says that it is code, told at the places of the whole text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../../server/src/core/languages'
import { defaultSettings, type Document } from '../../server/src/core/service'
import { applied } from '../../server/src/core/text/edits'
import { atCaret } from '../support/caret'

const markdown = languages.find(({ editorIds }) => editorIds.includes('markdown'))!
const open = (text: string): Promise<Document> => markdown.open(text, defaultSettings)

async function checkProblems(text: string, ...expected: readonly string[]): Promise<void> {
  assert.deepEqual((await open(text)).problems().map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`), expected, text)
}

const fence = (code: string, info = 'xml'): string => `# A machine\n\nWords with a <b>tag</b>.\n\n\`\`\`${info}\n${code}\n\`\`\`\n\nMore words.\n`
const video = "<video>\n  <model type='virtio'>\n    <acceleration accel3d='yes'/>\n  </model>\n</video>"

test('a fence marked xml is judged, whole documents and fragments', async () => {
  await checkProblems(fence(video))
  await checkProblems(fence(video.replace('accel3d', 'acel3d')), 'schema/unknown-attribute: acel3d')
  await checkProblems(fence("<?xml version='1.0'?>\n<domain type='kvm'>\n  <name>a</name>\n  <on_crash>destry</on_crash>\n</domain>"), 'schema/invalid-value: destry')
  await checkProblems(`${fence(video.replace("'yes'", "'yep'"))}${fence(video.replace('virtio', 'virtoi'))}`, 'schema/invalid-value: yep', 'schema/invalid-value: virtoi')
  await checkProblems(`* a list\n\n  ~~~xml\n  ${video.replaceAll('\n', '\n  ').replace("'yes'", "'yep'")}\n  ~~~\n`, 'schema/invalid-value: yep')
})

test('so is indented code, in decks and elsewhere', async () => {
  const indented = `    ${video.replace("'yes'", "'yep'").replaceAll('\n', '\n    ')}\n`
  await checkProblems(`Words.\n\n${indented}`, 'schema/invalid-value: yep')
  const deck = `---\nmarp: true\n---\n\n# One\n\n---\n\n${indented}`
  await checkProblems(deck, 'schema/invalid-value: yep')
  assert.equal((await open(deck)).kind, 'marp')
  assert.equal((await open(`Words.\n\n${indented}`)).kind, 'markdown')
})

test('an example may leave out what a whole document needs', async () => {
  await checkProblems(fence("<domain type='kvm'>\n  ...\n  <devices>\n    …\n    <disk type='file'/>\n  </devices>\n</domain>"))
})

test('several devices may stand below one another', async () => {
  await checkProblems(fence(`${video}\n…\n<input type='tablet' bus='usb'/>\n<input type='tablt' bus='usb'/>`), 'schema/invalid-value: tablt')
})

test('what is no XML, or not libvirt\'s, is left alone', async () => {
  await checkProblems(fence('<project><modelVersion>4</modelVersion></project>'))
  await checkProblems(fence(video.replace("'yes'", "'yep'"), 'html'))
  await checkProblems(`> \`\`\`xml\n> <video><model type='nope'/></video>\n> \`\`\`\n`)
  assert.equal((await open(fence('<project/>'))).kind, null)
  assert.equal((await open('# Words alone\n')).kind, null)
})

test('completion, hover, fixes and formatting at the right places', async () => {
  const { text, offset } = atCaret(fence(video.replace('accel3d', 'ac‸cel3d')))
  const document = await open(text)
  const hover = document.hover(offset)
  assert.equal(hover && text.slice(hover.span.start, hover.span.end), 'accel3d')
  const value = atCaret(fence(video.replace("'virtio'", "'‸'")))
  assert.ok((await open(value.text)).complete(value.offset).some(({ label }) => label === 'virtio'))
  assert.deepEqual((await open(value.text)).complete(3), [])
  const wrong = fence(video.replace('accel3d', 'acel3d'))
  const broken = await open(wrong)
  assert.equal(applied(wrong, broken.fixes(broken.problems()[0]!)[0]!.edits), fence(video))
  const flat = fence("<video>\n<model type='virtio'>\n<acceleration accel3d='yes'/>\n</model>\n</video>")
  assert.equal(applied(flat, (await open(flat)).format({ indent: '  ' })), fence(video))
})
