// What goes wrong between us and a host: somebody else changes what we change, it never answers, it dies.
import { commands, Uri, window, workspace } from 'vscode'
import { tell } from '../channel'
import { holds, onWeb, replace, same, tidy, until, write } from '../expect'
import { answering, asking, cancelling, machine, ok, processes, run, type Answer } from '../host'
import { libvirtd, virsh } from '../libvirtd'

if (!onWeb) suite('Hosts: shared, late or lost', () => {
  teardown(tidy)

  test('what another client defines between the comparison and the yes is not overwritten', async function () {
    this.timeout(60_000)
    const connection = await libvirtd(this)
    const { editor, document } = await write('xml', `${machine().replace('>life<', '>shared<')}‸`)
    await ok('defineVm', { uri: document.uri, connection })
    await replace(editor, '>64<', '>72<')
    let theirs = ''
    const define = (): Promise<Answer> => run('defineVm', { uri: document.uri, connection, confirmed: false })
    const late = await answering('Define', async () => {
      if (theirs) return
      await virsh(connection, 'desc', 'shared', '--config', '--title', 'theirs')
      theirs = await virsh(connection, 'dumpxml', 'shared', '--inactive')
    }, define)
    holds(!late.ok && /changed on .* by somebody else/.test(late.answer), late.answer)
    same(await virsh(connection, 'dumpxml', 'shared', '--inactive'), theirs, 'theirs is there, byte for byte')
    // Compared again, and now it is what the person has seen.
    const seen = await answering('Define', async () => {}, define)
    holds(seen.ok, seen.answer)
    holds((await virsh(connection, 'dumpxml', 'shared')).includes('73728'), 'it is defined')
    await ok('undefine', { name: 'shared', connection })
  })

  test('a definition that is edited and was changed by another client is defined only by who says so', async function () {
    this.timeout(60_000)
    const connection = await libvirtd(this)
    const { document } = await write('xml', `${machine().replace('>life<', '>ours<')}‸`)
    await ok('defineVm', { uri: document.uri, connection })
    const { answer } = await ok('editDefinition', { name: 'ours', connection })
    const editing = await window.showTextDocument(await workspace.openTextDocument(Uri.parse(answer)))
    await replace(editing, '<name>ours</name>', '<name>ours</name>\n  <title>mine</title>')
    await virsh(connection, 'desc', 'ours', '--config', 'theirs')
    let asked = 0
    const saved = await answering('Define Anyway', async () => { asked++ }, () => Promise.resolve(editing.document.save()))
    same([saved, asked], [true, 1], 'saved, once it was asked')
    const now = await virsh(connection, 'dumpxml', 'ours')
    holds(now.includes('<title>mine</title>') && !now.includes('theirs'), now)
    await ok('undefine', { name: 'ours', connection })
  })

  test('a qemu+ssh host that never answers is cancelled, and its ssh is gone', async function () {
    this.timeout(60_000)
    await libvirtd(this)
    const { mkdtempSync, symlinkSync, writeFileSync, rmSync } = await import('node:fs')
    const folder = mkdtempSync('/var/tmp/virtdeck-ssh-')
    symlinkSync('/bin/sleep', `${folder}/sleep`)
    writeFileSync(`${folder}/ssh`, `#!/bin/sh\nexec ${folder}/sleep 1000\n`, { mode: 0o755 })
    const connection = `qemu+ssh://nobody@host.invalid/system?command=${folder}/ssh`
    const { document } = await write('xml', `${machine()}‸`)
    const asked = (): Promise<unknown> => until('its ssh', async () => (await processes(`${folder}/sleep`)).length > 0)
    for (const [command, argument] of [['start', { name: 'life' }], ['defineVm', { uri: document.uri }], ['diffWithHost', { uri: document.uri }]] as const) {
      const began = Date.now()
      const { ok: done, outcome } = await cancelling(asked, () => run(command, { connection, ...argument }))
      same([done, outcome], [false, 'cancelled'], command)
      holds(Date.now() - began < 10_000, `${command} took ${Date.now() - began} ms`)
      await until('nothing of it', async () => (await processes(folder)).length === 0)
    }
    rmSync(folder, { recursive: true })
  })

  test('a libvirtd that is killed under each command is told within seconds, the preview says so, and no process stays', async function () {
    this.timeout(90_000)
    await libvirtd(this) // Where that is, another may be.
    const { startLibvirtd } = await import('../../support/libvirtd.mjs')
    const daemon = await startLibvirtd()
    try {
      const { document, position } = await write('xml', `${machine().replace('<serial', '‸<serial').replace('>life<', '>dying<')}`)
      await ok('chooseConnection', { connection: daemon.uri })
      await ok('defineAndStart', { uri: document.uri, connection: daemon.uri })
      await commands.executeCommand('virtdeck.previewVm')
      await tell('webview', { selector: '#running .state.running' })
      // Each has a virsh of its own, by one more slash in the path of the same socket.
      const connections = asking.map((_, i) => daemon.uri.replace('/libvirt-sock', `${'/'.repeat(i + 2)}libvirt-sock`))
      for (const connection of connections) await ok('diffWithHost', { uri: document.uri, connection })
      const before = await Promise.all(connections.map(hasRead))
      daemon.signal('SIGSTOP')
      let ended = 0
      const answers = asking.map(async (command, i) => {
        const answer = await run(command, { uri: document.uri, offset: document.offsetAt(position), where: 'config', name: 'dying', snapshot: 'x', connection: connections[i]! })
        ended++
        return answer
      })
      await until('all are under way', async () => (await Promise.all(connections.map(hasRead))).every((read, i) => read > before[i]!))
      same(ended, 0, 'answers before it died')
      const began = Date.now()
      daemon.signal('SIGKILL')
      for (const [i, { ok: done, answer }] of (await Promise.all(answers)).entries()) holds(!done && /reading data|recv data|write data|socket|Disconnected|connect/i.test(answer), `${asking[i]}: ${answer}`)
      holds(Date.now() - began < 5000, `it took ${Date.now() - began} ms`)
      await tell('webview', { selector: '#running .state:has-text("away")' })
    } finally {
      await daemon.stop().catch(() => {})
      // A machine outlives its daemon.
      for (const id of await processes('guest=dying')) process.kill(Number(id))
    }
    await ok('chooseConnection', { connection: 'test:///default' })
    await until('no process of ours', async () => (await processes(daemon.uri.replace(/.*socket=/, '').replace(/run\/.*/, ''))).length === 0, 20)
  })
})

/** How much the virsh of that connection has read so far: more, once it was given a command. */
async function hasRead(connection: string): Promise<number> {
  const { readFileSync } = await import('node:fs')
  const [id] = await processes(connection)
  return Number(/^rchar: (\d+)/.exec(readFileSync(`/proc/${id}/io`, 'utf8'))![1])
}
