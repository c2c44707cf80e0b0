// A machine's whole life against a real libvirtd, by the commands: defined, compared, started, seen, changed, kept, ended.
import { commands, Uri, window, workspace, type TextDocument } from 'vscode'
import { shot, tell } from '../channel'
import { holds, onWeb, replace, same, tidy, until, write } from '../expect'
import { asking, colours, image, machine, ok, rm, run } from '../host'
import { libvirtd, virsh } from '../libvirtd'
import { inBothThemes } from '../themes'

suite('Hosts', () => {
  teardown(tidy)

  if (onWeb) {
    test('on the web every command says kindly that it needs the desktop', async () => {
      const { document } = await write('xml', `${machine()}‸`)
      for (const command of [...asking, 'console', 'chooseConnection']) {
        const { ok, outcome, answer } = await run(command, { uri: document.uri, connection: 'test:///default', name: 'test' })
        holds(!ok && outcome === 'no-desktop' && /desktop/.test(answer), answer)
      }
    })
    return
  }

  test('a machine’s life', async function () {
    this.timeout(150_000)
    const connection = await libvirtd(this)
    const { editor, document } = await write('xml', `${machine()}‸`)
    const uri = document.uri
    await ok('checkOnHost', { uri, connection })
    await ok('defineVm', { uri, connection })
    same((await ok('diffWithHost', { uri, connection })).same, true, 'nothing has changed after it was defined')
    await ok('defineVm', { uri, connection })
    same((await ok('diffWithHost', { uri, connection })).same, true, 'nor after it was defined again')
    await replace(editor, '>64<', '>72<')
    same((await ok('diffWithHost', { uri, connection })).same, false, 'one edit is a difference')
    await inBothThemes(shade => shot(`host-diff-${shade}`))
    await window.showTextDocument(document)
    await commands.executeCommand('virtdeck.hosts.focus')
    await ok('chooseConnection', { connection })
    await ok('start', { name: 'life', connection })
    await until('the view shows that it runs', async () => {
      await tell('workbench', { selector: '.monaco-list-row:has-text("life"):has-text("running")', patience: 5000 })
      return true
    })
    await inBothThemes(shade => shot(`host-view-${shade}`))

    const picture = await until('a picture that is not blank', async () => {
      const { answer } = await ok('screenshot', { name: 'life', connection })
      return await colours(answer) > 1 && answer
    }, 60)
    holds(picture.endsWith('.png'), picture)

    const disk = await image()
    const attached = await write('xml', `${machine(`\n    <disk type='file' device='disk'>‸<driver name='qemu' type='raw'/><source file='${disk}'/><target dev='vdb' bus='virtio'/></disk>`)}`)
    await ok('attachDevice', { uri: attached.document.uri, connection, where: 'live', offset: attached.document.offsetAt(attached.position) })
    holds((await virsh(connection, 'domblklist', 'life')).includes('vdb'), 'the disk is there')
    holds(!(await virsh(connection, 'dumpxml', 'life', '--inactive')).includes('vdb'), 'and only in the running machine')
    await ok('detachDevice', { uri: attached.document.uri, connection, where: 'live', offset: attached.document.offsetAt(attached.position) })
    await rm(disk)
    await ok('pause', { name: 'life', connection })
    await ok('resume', { name: 'life', connection })

    const opened = await ok('openDefinition', { name: 'life', connection })
    holds((await textOf(opened.answer)).includes("<name>life</name>"), opened.answer)

    await ok('forceOff', { name: 'life', connection })
    await ok('undefine', { name: 'life', connection })
    holds(!(await virsh(connection, 'list', '--all', '--name')).includes('life'), 'it is gone')
  })

  test('a definition that is edited is defined by saving, and what somebody else changed is not overwritten in silence', async function () {
    this.timeout(60_000)
    const connection = await libvirtd(this)
    const { document } = await write('xml', `${machine().replace('>life<', '>edited<')}‸`)
    await ok('defineVm', { uri: document.uri, connection })
    const { answer } = await ok('editDefinition', { name: 'edited', connection })
    const editing = await window.showTextDocument(await workspace.openTextDocument(Uri.parse(answer)))
    await replace(editing, '<name>edited</name>', '<name>edited</name>\n  <title>mine</title>')
    holds(await editing.document.save(), 'it is saved')
    holds((await virsh(connection, 'dumpxml', 'edited')).includes('<title>mine</title>'), 'and so it is defined')

    await virsh(connection, 'desc', 'edited', '--config', '--title', 'theirs')
    const before = await virsh(connection, 'dumpxml', 'edited', '--inactive')
    await replace(editing, '</uuid>', '</uuid>\n  <description>mine</description>')
    // VS Code refuses to ask while tests run: the same as a person who turns away.
    holds(!await Promise.resolve(editing.document.save()).catch(() => false), 'it is not saved over what they did')
    same(await virsh(connection, 'dumpxml', 'edited', '--inactive'), before, 'theirs is there, byte for byte')
    await ok('undefine', { name: 'edited', connection })
  })

  test('what libvirt refuses leaves the old definition, byte for byte', async function () {
    const connection = await libvirtd(this)
    const { editor, document } = await write('xml', `${machine().replace('>life<', '>kept<')}‸`)
    await ok('defineVm', { uri: document.uri, connection })
    const before = await virsh(connection, 'dumpxml', 'kept')
    await replace(editor, '<serial ', '<disk device="disk" type="file"><target dev="vdx" bus="virtio"/></disk><serial ')
    const { ok: taken } = await run('defineVm', { uri: document.uri, connection })
    holds(!taken, 'it was taken')
    same(await virsh(connection, 'dumpxml', 'kept'), before, 'the old definition')
    await ok('undefine', { name: 'kept', connection })
  })

  // QEMU takes a snapshot only of a disk that can hold it, which needs qemu-img; the mock host takes one of anything.
  test('snapshots are taken, listed, gone back to and deleted', async function () {
    await libvirtd(this)
    const connection = 'test:///default'
    await ok('createSnapshot', { name: 'test', connection, snapshot: 'before $(touch x)' })
    same((await ok('snapshots', { name: 'test', connection })).answer, 'before $(touch x)', 'the snapshots')
    await ok('snapshots', { name: 'test', connection, snapshot: 'before $(touch x)', verb: 'revert' })
    await ok('snapshots', { name: 'test', connection, snapshot: 'before $(touch x)', verb: 'delete' })
  })

  test('the mock host and a domain of any name', async function () {
    await libvirtd(this)
    const connection = 'test:///default'
    const name = '$(touch x) --help'
    const { document } = await write('xml', `<domain type='test'><name>${name}</name><memory>65536</memory><os><type>hvm</type></os></domain>‸`)
    for (const [command, argument] of [['defineVm', { uri: document.uri }], ['start', { name }], ['pause', { name }], ['resume', { name }], ['forceOff', { name }], ['undefine', { name }]] as const) await ok(command, { connection, ...argument })
    const gone = await run('start', { connection, name })
    holds(!gone.ok && gone.outcome === 'no-target', gone.answer)
  })

  test('a host that is not there is told by every command within seconds', async function () {
    this.timeout(60_000)
    await libvirtd(this)
    const connection = 'qemu+unix:///system?socket=/nonexistent/libvirt-sock'
    const { document } = await write('xml', `${machine()}‸`)
    for (const [command, argument] of [['defineVm', { uri: document.uri }], ['checkOnHost', { uri: document.uri }], ['diffWithHost', { uri: document.uri }], ['start', { name: 'life' }], ['undefine', { name: 'life' }], ['screenshot', { name: 'life' }]] as const) {
      const began = Date.now()
      const { ok: done, answer } = await run(command, { connection, ...argument })
      holds(!done && /socket|connect/i.test(answer), `${command}: ${answer}`)
      holds(Date.now() - began < 5000, command)
    }
  })
})

const textOf = async (uri: string): Promise<string> => (await documentAt(uri)).getText()
const documentAt = async (uri: string): Promise<TextDocument> => workspace.openTextDocument(Uri.parse(uri))
