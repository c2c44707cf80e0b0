// Fixes put to the real libvirt: it refuses to define the domain as it is written, and defines what the fix leaves.
// `npm run rejected:fixes` does the same with all that libvirt's own tests refuse.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeOracle } from '../../differential/oracle'
import { errorsOf, mendingsOf, open } from '../../rejected/mending'
import { needs } from '../../support/lacks'
import { lacksLibvirt } from '../../support/libvirtd.mjs'
import { disk, machine } from './rules/support'

/** Without KVM, which not every machine has. */
const domain = (devices: string, top = ''): string => machine(devices, { type: 'qemu', top })

const virtio = "dev='vda' bus='virtio'"

const cases: readonly (readonly [code: string, text: string])[] = [
  ['schema/missing-child', domain("<disk type='file'><source file='/a.img'/></disk>")],
  ['libvirt/disk-target-duplicate', domain(disk(virtio) + disk(virtio, '', "type='file'", "<source file='/b.img'/>"))],
  ['libvirt/disk-cdrom-bus', domain(disk(virtio, '', "type='file' device='cdrom'"))],
  ['libvirt/disk-io-native-cache', domain(disk(virtio, "<driver name='qemu' type='raw' io='native' cache='writeback'/>"))],
  ['libvirt/ide-controller-machine', domain(disk("dev='hda' bus='ide'"))],
  ['libvirt/controller-duplicate-index', domain("<controller type='scsi' index='0' model='virtio-scsi'/>".repeat(2))],
  ['libvirt/pci-address-duplicate', domain("<controller type='pci' index='1' model='pcie-root-port'/><memballoon model='virtio'><address type='pci' bus='1' slot='0'/></memballoon><rng model='virtio'><backend model='random'>/dev/urandom</backend><address type='pci' bus='1' slot='0'/></rng>")],
  ['libvirt/vcpu-current-exceeds-max', domain('', "<vcpu current='8'>4</vcpu>")],
  ['libvirt/boot-order-duplicate', domain(disk(virtio, "<boot order='1'/>") + disk("dev='vdb' bus='virtio'", "<boot order='1'/>"))],
  ['libvirt/iothread-undefined', domain(disk(virtio, "<driver name='qemu' type='raw' iothread='3'/>"), '<iothreads>2</iothreads>')],
  ['libvirt/shared-memory-required', domain("<filesystem type='mount'><driver type='virtiofs'/><source dir='/srv'/><target dir='srv'/></filesystem>")],
  ['libvirt/video-primary', domain("<video><model type='qxl' primary='yes'/></video><video><model type='qxl' primary='yes'/></video>")],
]

test('what libvirt refuses to define, it defines after the fix', async t => {
  const lack = lacksLibvirt()
  if (!needs('libvirtd', lack === null, t)) return
  const oracle = await makeOracle()
  assert.ok(typeof oracle !== 'string', String(oracle))
  try {
    for (const [code, text] of cases) {
      assert.equal(typeof await oracle.define(text, 'vm'), 'string', `${code}: libvirt takes it as it is`)
      const [mending] = (await mendingsOf(text)).filter(({ problem }) => problem.code === code)
      assert.ok(mending, `${code}: no fix; ${errorsOf(await open(text)).map(({ code, message }) => `${code}: ${message}`).join('\n')}`)
      assert.deepEqual([mending.gone, mending.brought], [true, []], `${code}: ${mending.fix.title}`)
      assert.equal(await oracle.define(mending.after, 'vm'), null, `${code}: ${mending.fix.title}\n${mending.after}`)
    }
  } finally {
    await oracle.stop()
  }
})
