// A machine that runs on a real libvirtd, as its preview, its console and its snapshots show it, and what else a running one can do.
import { commands, env, window } from 'vscode'
import { shot, tell } from '../channel'
import { holds, onWeb, replace, same, tidy, until, write } from '../expect'
import { image, machine, ok, processes, rm, run } from '../host'
import { libvirtd, virsh } from '../libvirtd'
import { inBothThemes } from '../themes'

if (!onWeb) suite('Hosts: a running machine', () => {
  teardown(tidy)

  test('the preview shows its state, its screen and what it has otherwise, and follows the host', async function () {
    this.timeout(180_000)
    const connection = await libvirtd(this)
    await ok('chooseConnection', { connection })
    const { editor, document } = await write('xml', `${machine().replace('>life<', '>seen<')}‸`)
    await ok('defineAndStart', { uri: document.uri, connection })
    // The first comparison takes long: libvirt looks at what QEMU can do.
    same((await ok('diffWithHost', { uri: document.uri, connection })).same, true, 'it runs as it is written')
    await commands.executeCommand('virtdeck.previewVm')
    if (await tell('workbench', { selector: '.monaco-workbench' }) === null) return
    await tell('webview', { selector: '#running .state.running:has-text("running")' })
    await tell('webview', { selector: '#running p:has-text("as this text says")' })
    await tell('webview', { selector: '#running img[src^="data:image/png"]:not([hidden])' })
    await replace(editor, "<model type='vga'/>", "<model type='vga' vram='32768'/>")
    await replace(editor, '>64<', '>72<')
    await tell('webview', { selector: '#running li:has-text("72 MiB")' })
    await tell('webview', { selector: '.part.kind-memory .badge.differs' })
    await tell('webview', { selector: '.part.kind-video[aria-label*="32768"] .badge.differs' })
    await inBothThemes(async shade => {
      await tell('webview', { selector: `body.vscode-${shade} #running` })
      await shot(`running-${shade}`)
    })
    await tell('webview', { selector: '#running li button:has-text("vram")', click: true })
    await until('the cursor in the video card', () => /<video/.test(document.lineAt(editor.selection.active.line).text))
    await virsh(connection, 'suspend', 'seen')
    await tell('webview', { selector: '#running .state.paused' })
    await virsh(connection, 'destroy', 'seen')
    await tell('webview', { selector: '#running .state:has-text("shut off")' })
    await tell('webview', { selector: '#running:not(:has(img:not([hidden])))' })
    await tell('webview', { selector: '#picture:not(:has(.badge.differs))' })
    await virsh(connection, 'undefine', 'seen')
    await tell('webview', { selector: 'body:not(:has(#running:not([hidden])))' })
  })

  test('what it prints on its serial line is read in a terminal, whatever its name is', async function () {
    this.timeout(60_000)
    const connection = await libvirtd(this)
    const name = '$(touch x) --help'
    const { document } = await write('xml', `${machine().replace('>life<', `>${name}<`)}‸`)
    await ok('defineAndStart', { uri: document.uri, connection })
    const { answer } = await ok('console', { name, connection })
    const terminal = await until('its terminal', () => window.terminals.find(one => one.name === answer))
    const printed = async (): Promise<string> => {
      await commands.executeCommand('workbench.action.terminal.selectAll')
      await commands.executeCommand('workbench.action.terminal.copySelection')
      return env.clipboard.readText()
    }
    await until('the console', async () => (await printed()).includes('Escape character'))
    await virsh(connection, 'reset', '--domain', name)
    await until('SeaBIOS’s words', async () => /SeaBIOS[\s\S]*(?:Booting|No bootable device)/.test(await printed()), 25)
    await shot('console')
    terminal.dispose()
    await ok('forceOff', { name, connection })
    await ok('undefine', { name, connection })
    await until('no console of it', async () => (await processes(`console\0--domain`)).length === 0)
  })

  test('real snapshots are taken of it, listed, gone back to and deleted', async function () {
    this.timeout(60_000)
    const connection = await libvirtd(this)
    const disk = await image('qcow2')
    const { document } = await write('xml', `${machine(`\n    <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='${disk}'/><target dev='vda' bus='virtio'/></disk>`).replace('>life<', '>snapped<')}‸`)
    await ok('defineAndStart', { uri: document.uri, connection })
    const [name, snapshot] = ['snapped', 'before $(touch x)']
    await ok('createSnapshot', { name, connection, snapshot })
    same((await ok('snapshots', { name, connection })).answer, snapshot, 'the snapshots')
    await ok('forceOff', { name, connection })
    await ok('snapshots', { name, connection, snapshot, verb: 'revert' })
    same((await virsh(connection, 'domstate', name)).trim(), 'running', 'it runs again, as it did then')
    await ok('snapshots', { name, connection, snapshot, verb: 'delete' })
    same((await ok('snapshots', { name, connection })).answer, '', 'the snapshots')
    await ok('forceOff', { name, connection })
    await ok('undefine', { name, connection })
    await rm(disk)
  })

  test('a transient one is there until it is off; the disc in its drive is changed while it runs', async function () {
    this.timeout(60_000)
    const connection = await libvirtd(this)
    const drive = (source: string): string => `\n    <disk type='file' device='cdrom'>‸<driver name='qemu' type='raw'/>${source}<target dev='sda' bus='sata'/><readonly/></disk>`
    const fleeting = (source: string): string => machine(drive(source)).replace('>life<', '>fleeting<')
    const { document } = await write('xml', fleeting(''))
    await ok('createTransient', { uri: document.uri, connection })
    const disc = await image()
    const changed = await write('xml', fleeting(`<source file='${disc}'/>`))
    await ok('updateDevice', { uri: changed.document.uri, connection, where: 'live', offset: changed.document.offsetAt(changed.position) })
    holds((await virsh(connection, 'domblklist', 'fleeting')).includes(disc), 'the disc is in')
    await ok('forceOff', { name: 'fleeting', connection })
    holds(!(await virsh(connection, 'list', '--all', '--name')).includes('fleeting'), 'it is gone')
    await rm(disc)
  })

  test('networks and pools that come from elsewhere appear in the view', async function () {
    this.timeout(60_000)
    const connection = await libvirtd(this)
    await ok('chooseConnection', { connection })
    await commands.executeCommand('virtdeck.hosts.focus')
    if (await tell('workbench', { selector: '.monaco-workbench' }) === null) return
    const network = await file("<network><name>told-net</name><ip address='192.168.231.1' netmask='255.255.255.0'/></network>")
    for (const [group, define, undefine] of [['Networks', ['net-define', network], ['net-undefine', 'told-net']],
      ['Storage Pools', ['pool-define-as', 'told-pool', 'dir', '--target', '/var/tmp/virtdeck-no-pool'], ['pool-undefine', 'told-pool']]] as const) {
      const name = undefine[1]
      await tell('workbench', { selector: `.monaco-list-row:has-text("${group}") .monaco-tl-twistie.collapsed`, click: true })
      await virsh(connection, ...define)
      await tell('workbench', { selector: `.monaco-list-row:has-text("${name}"):has-text("inactive")` })
      await virsh(connection, ...undefine)
      await tell('workbench', { selector: `.monaco-list:not(:has(.monaco-list-row:has-text("${name}"))):has(.monaco-list-row:has-text("${group}"))` })
    }
    await rm(network)
  })

  test('containers are listed and defined, too', async function () {
    this.timeout(60_000)
    const connection = (await libvirtd(this)).replace(/^qemu/, 'lxc')
    const { document } = await write('xml', `<domain type='lxc'><name>box</name><memory>65536</memory><os><type>exe</type><init>/bin/sh</init></os></domain>‸`)
    await ok('defineVm', { uri: document.uri, connection })
    same((await ok('diffWithHost', { uri: document.uri, connection })).ok, true, 'they are compared')
    holds((await virsh(connection, 'list', '--all', '--name')).includes('box'), 'it is there')
    const checked = await run('checkOnHost', { uri: document.uri, connection })
    holds(!checked.ok && /no dry run/.test(checked.answer), checked.answer)
    await ok('undefine', { name: 'box', connection })
  })
})

async function file(text: string): Promise<string> {
  const { mkdtempSync, writeFileSync } = await import('node:fs')
  const path = `${mkdtempSync('/var/tmp/virtdeck-net-')}/net.xml`
  writeFileSync(path, text)
  return path
}
