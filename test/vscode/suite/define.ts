// Define VM against a real libvirtd: what was defined is there, what is refused becomes a problem, and the web says that it cannot.
import { commands, languages, type Uri } from 'vscode'
import { shot } from '../channel'
import { holds, onWeb, open, tidy, until, write } from '../expect'
import { libvirtd, virsh } from '../libvirtd'

interface Answer {
  readonly ok: boolean
  readonly answer: string
}

const define = (uri: Uri, connection: string): Promise<Answer> =>
  Promise.resolve(commands.executeCommand<Answer>('virtdeck.defineVm', { uri, connection, confirmed: true }))

suite('Define VM', () => {
  teardown(tidy)

  if (onWeb) {
    test('says kindly that it needs the desktop', async () => {
      const { document } = await open('domain.xml')
      const { ok, answer } = await define(document.uri, 'qemu:///system')
      holds(!ok && /desktop/i.test(answer), answer)
    })
    return
  }

  test('the machine is there afterwards', async function () {
    const connection = await libvirtd(this)
    const { document } = await open('domain.xml')
    const { ok, answer } = await define(document.uri, connection)
    holds(ok, answer)
    const xml = await virsh(connection, 'dumpxml', 'web')
    holds(xml.includes('<uuid>3f6c2d1e-6a8b-4a53-9a34-0f2f6d2f7b11</uuid>') && xml.includes("<target dev='vda' bus='virtio'/>"), xml)
    await shot('defined')
  })

  test('what libvirt refuses is a problem in the document', async function () {
    const connection = await libvirtd(this)
    const { document } = await open('refused.xml')
    const { ok, answer } = await define(document.uri, connection)
    holds(!ok && answer.length > 10, `libvirt took it: ${answer}`)
    await until('a problem in libvirt’s words at the disk', () => languages.getDiagnostics(document.uri).some(problem => problem.source === 'libvirt' && document.getText(problem.range) === 'vdx'))
    await shot('refused')
    holds(!(await virsh(connection, 'list', '--all', '--name')).includes('refused'), 'it was defined')
  })

  test('a connection that nobody answers on is told, not waited for', async function () {
    await libvirtd(this) // Where that is, virsh is.
    const { document } = await open('domain.xml')
    const { ok, answer } = await define(document.uri, 'qemu+unix:///system?socket=/nonexistent/libvirt-sock')
    holds(!ok && /connect|socket/i.test(answer), answer)
  })

  test('without a yes nothing is sent', async function () {
    const connection = await libvirtd(this)
    const { document } = await write('xml', `<domain type='qemu'><name>unsent</name><memory>65536</memory><os><type>hvm</type></os></domain>‸`)
    // VS Code refuses to ask while tests run: the same as a person who turns away.
    const answered = await Promise.resolve(commands.executeCommand<Answer>('virtdeck.defineVm', { uri: document.uri, connection })).catch(() => null)
    holds(!answered?.ok, 'it was defined unasked')
    holds(!(await virsh(connection, 'list', '--all', '--name')).includes('unsent'), 'it is there')
  })

  test('an unsaved document is defined as it stands', async function () {
    const connection = await libvirtd(this)
    const { document } = await write('xml', `<domain type='qemu'><name>unsaved</name><memory>65536</memory><os><type>hvm</type></os></domain>‸`)
    const { ok, answer } = await define(document.uri, connection)
    holds(ok, answer)
    holds((await virsh(connection, 'list', '--all', '--name')).includes('unsaved'), 'it is not there')
  })
})
