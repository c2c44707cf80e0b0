// What a host has, while one writes: offered, named, told of; what its driver reads and writes; tools for language models; tasks.
import { CancellationTokenSource, commands, languages, LanguageModelTextPart, lm, Selection, tasks, Uri, window, workspace, type Task } from 'vscode'
import { folder, shot } from '../channel'
import { codeOf, holds, hoverText, insertOf, labelOf, onWeb, openList, placeOf, problems, same, suggestions, tidy, until, write } from '../expect'
import { libvirtd, virsh } from '../libvirtd'
import { inBothThemes } from '../themes'

const machine = (devices: string): string => `<domain type='qemu'>
  <name>authored</name>
  <memory unit='MiB'>64</memory>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <devices>
${devices}
  </devices>
</domain>
`

interface Answer {
  readonly ok: boolean
  readonly outcome: string
  readonly answer: string
}

const run = (command: string, argument: object): Promise<Answer> =>
  Promise.resolve(commands.executeCommand<Answer>(`virtdeck.${command}`, argument))

const ask = async (name: string, input: object): Promise<string> => {
  const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined }, new CancellationTokenSource().token)
  return content.map(part => part instanceof LanguageModelTextPart ? part.value : '').join('')
}

const fetched = async (task: string): Promise<Task> => {
  const found = (await tasks.fetchTasks({ type: 'virtdeck' })).find(({ name }) => name === task)
  holds(found, `the task ${task} is offered`)
  return found
}

/** Runs a task to its end; answers its code. */
const ended = async (task: Task): Promise<number | undefined> => {
  let stop = (): void => {}
  const code = new Promise<number | undefined>(resolve => {
    const listening = tasks.onDidEndTaskProcess(({ execution, exitCode }) => { if (execution.task.name === task.name) resolve(exitCode) })
    stop = () => listening.dispose()
  })
  await tasks.executeTask(task)
  return code.finally(() => stop())
}

suite('Authoring', () => {
  teardown(tidy)

  test('a language model lints and looks up; what is not in the workspace it is not told of', async () => {
    const told = await ask('virtdeck_lint', { file: 'examples/with-mistakes.xml' })
    holds(/^examples\/with-mistakes\.xml \(domain\):\n9:14 error schema\/invalid-value: .*host-passthrough.*\(fixes: /m.test(told), told)
    holds(/no file/.test(await ask('virtdeck_lint', { file: '../../etc/hostname' })), 'a file elsewhere')
    holds(/# libvirt\/disk-target-duplicate/.test(await ask('virtdeck_explain', { topic: 'libvirt/disk-target-duplicate' })), 'a code')
    holds(/write/.test(await ask('virtdeck_explain', { topic: 'devices/disk/driver@cache' })), 'a path')
    holds(/did you mean `domain\/devices\/disk\/driver@cache`/.test(await ask('virtdeck_explain', { topic: 'domain/devices/disk/driver@cahce' })), 'a slip')
  })

  if (onWeb) {
    test('on the web no task is offered, and Import from Native says that it needs the desktop', async () => {
      same((await tasks.fetchTasks({ type: 'virtdeck' })).length, 0, 'tasks')
      const { outcome, answer } = await run('importNative', {})
      holds(outcome === 'no-desktop' && /desktop/.test(answer), answer)
    })
    return
  }

  test('what the chosen host has is offered by name, named where it stands, and missed where it is not there', async function () {
    this.timeout(120_000)
    const connection = await libvirtd(this)
    await file('lan.xml', '<network><name>lan</name></network>', path => virsh(connection, 'net-define', path))
    const network = await write('xml', machine("    <interface type='network'><source network='‸'/></interface>"))
    await run('chooseConnection', { connection })
    const lan = await until('the network of the host', async () => (await suggestions(network)).find(one => labelOf(one) === 'lan'), 60)
    same(lan.detail, `inactive, on ${connection}`, 'where it is')

    const lacking = await write('xml', machine("    <interface type='network'><source network='lam'/></interface>\n    <graphics type='rdp'/>‸"))
    const told = await until('what the host lacks', () => { const found = problems(lacking.document).filter(one => codeOf(one).startsWith('libvirt/host-')); return found.length === 2 && found }, 60)
    same(told.map(codeOf), ['libvirt/host-network', 'libvirt/host-model'], 'the problems')
    holds(told[0]!.message === `${connection} has no network \`lam\`: did you mean \`lan\`?`, told[0]!.message)

    const machines = await suggestions(await write('xml', machine('').replace("machine='q35'", "machine='‸'")))
    const [alias] = [...machines].sort((one, other) => (one.sortText ?? '') < (other.sortText ?? '') ? -1 : 1)
    holds(/^pc-\S+ on /.test(alias?.detail ?? ''), `${alias && labelOf(alias)}: ${alias?.detail}`)

    const given = await write('xml', machine("    <hostdev mode='subsystem' type='pci' managed='yes'>\n      ‸\n    </hostdev>"))
    const device = await until('a device of the host', async () => (await suggestions(given)).find(one => /^[0-9a-f]{4}:[0-9a-f]{2}:/.test(one.detail ?? '')), 60)
    holds(/<source>\n\t<address domain='0x0000' bus='0x[0-9a-f]{2}' slot='0x[0-9a-f]{2}' function='0x[0-7]'\/>\n<\/source>/.test(insertOf(device)), insertOf(device))
    await inBothThemes(async shade => {
      await window.showTextDocument(given.document)
      await openList(labelOf(device).slice(0, 12))
      await commands.executeCommand('toggleSuggestionDetails').then(undefined, () => {})
      await shot(`authoring-list-${shade}`)
      await commands.executeCommand('hideSuggestWidget')
    })

    const [, slot] = /slot='(0x[0-9a-f]+)'/.exec(insertOf(device))!
    const written = await write('xml', machine(`    <hostdev mode='subsystem' type='pci' managed='yes'>\n      <source><addr‸ess domain='0x0000' bus='0x00' slot='${slot}' function='0x0'/></source>\n    </hostdev>`))
    const hover = await hoverText(written.document, written.position)
    holds(hover.includes(labelOf(device).split(' (')[0]!.split(' ')[0]!), hover)
    await inBothThemes(async shade => {
      await window.showTextDocument(written.document)
      await commands.executeCommand('editor.action.showHover')
      await new Promise(resolve => setTimeout(resolve, 800))
      await shot(`authoring-hover-${shade}`)
    })

    await virsh(connection, 'net-undefine', 'lan')
    await run('refreshHosts', {})
    await until('what is gone is offered no more', async () => !(await suggestions(network)).some(one => labelOf(one) === 'lan'), 60)
  })

  test('QEMU’s arguments are explained where Show Native Configuration shows them', async function () {
    const connection = await libvirtd(this)
    const { document } = await write('xml', machine("    <graphics type='vnc'/>‸"))
    const { ok, answer } = await run('showNative', { uri: document.uri, connection })
    holds(ok, answer)
    const native = window.activeTextEditor!.document
    const lines = native.getText().split('\n').filter(line => /^ {2}-/.test(line))
    for (const line of lines) holds((await hoverText(native, placeOf(native, line, 3))).startsWith('**`-'), `nothing is said of ${line}`)
    await inBothThemes(async shade => {
      const editor = await window.showTextDocument(native)
      const at = placeOf(native, '-machine', 2)
      editor.selection = new Selection(at, at)
      await commands.executeCommand('editor.action.showHover')
      await new Promise(resolve => setTimeout(resolve, 800))
      await shot(`authoring-native-${shade}`)
    })
    const own = await workspace.openTextDocument({ language: 'shellscript', content: '#!/bin/sh\nqemu-img \\\n  -name x\n' })
    same(await hoverText(own, placeOf(own, '-name', 1)), '', 'a script of one’s own')
  })

  test('a container of LXC’s own tools becomes a domain; a driver that reads nothing says which do', async function () {
    const connection = await libvirtd(this)
    const refused = await run('importNative', { connection, uri: Uri.joinPath(folder(), 'domain.xml') })
    holds(!refused.ok && /no longer reads QEMU’s command lines/.test(refused.answer), refused.answer)
    const lxc = connection.replace(/^qemu/, 'lxc')
    // A libvirtd without that driver has no such connection.
    if (!await virsh(lxc, 'uri').catch(() => null)) return this.skip()
    await workspace.openTextDocument({ language: 'ini', content: 'lxc.uts.name = box $(touch x)\nlxc.rootfs.path = /srv/box\n' }).then(window.showTextDocument)
    const { ok, answer } = await run('importNative', { connection: lxc })
    holds(ok, answer)
    const { document } = window.activeTextEditor!
    same(document.languageId, 'xml', 'the language')
    holds(document.getText().includes("<domain type='lxc'>") && document.getText().includes('<name>box $(touch x)</name>'), document.getText())
  })

  test('a language model checks and compares on a connection that the person set up, and on no other; it defines once it may', async function () {
    this.timeout(90_000)
    const connection = await libvirtd(this)
    await run('chooseConnection', { connection })
    const uri = Uri.joinPath(folder(), 'asked.xml')
    await workspace.fs.writeFile(uri, new TextEncoder().encode(machine("    <graphics type='vnc' passwd='hidden'/>").replace('authored', 'asked')))
    same(await ask('virtdeck_checkOnHost', { file: 'asked.xml' }), `${connection} would take asked.xml.`, 'the check')
    holds(/has not set up/.test(await ask('virtdeck_checkOnHost', { file: 'asked.xml', connection: 'qemu+ssh://x/system?command=/bin/false' })), 'a connection of its own')
    same(await ask('virtdeck_diffWithHost', { file: 'asked.xml' }), `${connection} has no domain “asked”.`, 'before')
    // VS Code asks the person; while tests run it says yes for them.
    same(await ask('virtdeck_define', { file: 'asked.xml' }), `Defined on ${connection}.`, 'the definition')
    same(await ask('virtdeck_diffWithHost', { file: 'asked.xml' }), `“asked” on ${connection} is what asked.xml says.`, 'the same')
    await workspace.fs.writeFile(uri, new TextEncoder().encode(machine("    <graphics type='vnc' passwd='hidden'/>").replace('authored', 'asked').replace('>64<', '>72<')))
    const changed = await until('the change is seen', async () => { const diff = await ask('virtdeck_diffWithHost', { file: 'asked.xml' }); return /^-.*65536/m.test(diff) && diff })
    holds(/^\+.*73728/m.test(changed) && !changed.includes('hidden'), changed)
    await virsh(connection, 'undefine', 'asked')
    await workspace.fs.writeFile(uri, new TextEncoder().encode(machine('    <emulator>/usr/bin/qemu-system-x86_64</emulator>').replace('authored', 'asked')))
    const own = { file: 'asked.xml' }
    await until('an emulator of the host’s', async () => await ask('virtdeck_checkOnHost', own) === `${connection} would take asked.xml.`)
    for (const emulator of ['<emulator>/bin/false</emulator>', '<emulator ><![CDATA[/bin/false]]></emulator>']) {
      await workspace.fs.writeFile(uri, new TextEncoder().encode(machine(emulator).replace('authored', 'asked')))
      for (const tool of ['virtdeck_checkOnHost', 'virtdeck_diffWithHost']) await until(`${tool} starts no other: ${emulator}`, async () => /libvirt would start it/.test(await ask(tool, own)))
    }
    await workspace.fs.delete(uri)
  })

  test('the tasks lint and check on host end with a code, and put problems into the list', async function () {
    this.timeout(120_000)
    const connection = await libvirtd(this)
    await run('chooseConnection', { connection })
    const lint = await fetched('lint')
    same([lint.source, lint.problemMatchers], ['virtdeck', ['$virtdeck']], 'the task')
    same(await ended(lint), 1, 'mistakes are found')
    const uri = Uri.joinPath(folder(), 'examples/with-mistakes.xml')
    await until('its problems', () => languages.getDiagnostics(uri).some(({ range, message }) => range.start.line === 8 && message.includes('host-passtrough')))
    const check = await fetched('check on host')
    same(await ended(check), 1, 'a domain would be refused')
    const refused = Uri.joinPath(folder(), 'refused.xml')
    await until('the refusal', () => languages.getDiagnostics(refused).some(({ code }) => String(typeof code === 'object' ? code.value : code) === 'vm/refused'))
    await shot('authoring-tasks')
    await commands.executeCommand('workbench.action.closePanel')
  })
})

async function file(name: string, text: string, use: (path: string) => Promise<unknown>): Promise<void> {
  const uri = Uri.joinPath(folder(), name)
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text))
  await use(uri.fsPath)
  await workspace.fs.delete(uri)
}
