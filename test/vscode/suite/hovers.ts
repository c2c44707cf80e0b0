// Ten hovers across the subjects, each with what a person comes for, and a picture of each in a dark and in a light theme.
import { commands, Selection } from 'vscode'
import { shot, tell } from '../channel'
import { holds, hoverText, placeOf, tidy, until, write, type LanguageId } from '../expect'
import { inBothThemes } from '../themes'

const domain = (inside: string): string => `<domain type='kvm'>\n  <name>a</name>\n  <memory unit='GiB'>4</memory>\n${inside}\n  <os><type arch='x86_64' machine='q35'>hvm</type></os>\n</domain>\n`
const devices = (inside: string): string => domain(`  <devices>\n    ${inside}\n  </devices>`)
const disk = devices("<disk type='file' device='disk'>\n      <driver name='qemu' type='qcow2' cache='none'/>\n      <source file='/a'/>\n      <target dev='vda' bus='virtio'/>\n    </disk>")

/** What is hovered over is the last letter but one of the word. */
const rows: readonly (readonly [name: string, language: LanguageId, text: string, word: string, says: RegExp])[] = [
  ['disk-source', 'xml', disk, 'source', /libvirt\.org\/formatdomain\.html#/],
  ['cache', 'xml', disk, 'cache', /none/],
  ['cpu', 'xml', domain("  <cpu mode='host-passthrough'/>"), 'cpu', /host-passthrough/],
  ['memory-backing', 'xml', domain("  <memoryBacking><access mode='shared'/></memoryBacking>"), 'memoryBacking', /hugepages/],
  ['memory', 'xml', domain(''), 'memory', /memory/i],
  ['interface', 'xml', devices("<interface type='network'><source network='default'/></interface>"), "type='network", /network/],
  ['tpm', 'xml', devices("<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"), 'tpm', /swtpm|TPM/],
  ['forward', 'xml', "<network>\n  <name>lan</name>\n  <forward mode='nat'/>\n</network>\n", 'forward', /nat/],
  ['pool', 'xml', "<pool type='dir'>\n  <name>images</name>\n  <target><path>/srv/images</path></target>\n</pool>\n", 'path', /path|folder|directory/i],
  ['paginate', 'markdown', '---\nmarp: true\npaginate: true\n---\n\n# A\n', 'paginate', /page number|number/i],
]

suite('ten hovers, dark and light', function () {
  this.timeout(60_000)
  teardown(tidy)

  for (const [name, language, text, word, says] of rows) test(name, async () => {
    const { document, editor } = await write(language, `${text}‸`)
    const at = placeOf(document, word, word.length - 1)
    const found = await until('a hover', async () => await hoverText(document, at) || undefined)
    holds(says.test(found), found)
    await inBothThemes(async shade => {
      await commands.executeCommand('workbench.action.focusActiveEditorGroup')
      editor.selection = new Selection(at, at)
      await commands.executeCommand('editor.action.showHover')
      await tell('workbench', { selector: '.monaco-hover:not(.hidden) .hover-contents', patience: 30_000 })
      await shot(`hover-${name}-${shade}`)
      await commands.executeCommand('editor.action.hideHover')
    })
  })
})
