// Video and graphics: one primary, options of the model that has them, listens that agree, and spice where something needs it.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { videoOf } from '../defaults'
import { childOf, childrenOf, valueOf } from '../read'
import { isSerialAgain } from './chardev'
import { addChild, changeTo, dropped, fix, preferred, removeAttribute, setValue, without } from './edits'
import { numberOf, type Machine } from './machine'
import { powerOfTwo } from './memory'
import { atAttribute, atName, atValue, listed, other, repeated, type Finding, type Rule } from './rule'

export const video: readonly Rule[] = [
  {
    code: 'libvirt/video-primary', level: 'error', driver: 'any',
    docs: { what: 'Two primary video devices, or a second one that can only be the primary.', why: 'The firmware draws on one; of the others only qxl and virtio work.', mend: 'Take `primary` off one, or use `virtio` for the second.', by: 'virDomainDefVideoValidate, qemuValidateDomainDeviceDefVideo' },
    check: machine => {
      const models = machine.of('video').flatMap(device => childOf(device, 'model') ?? [])
      const primaries = models.filter(model => valueOf(model, 'primary') === 'yes')
      const all = machine.of('video')
      const first = primaries[0] ?? childOf(all[0], 'model')
      return [
        ...primaries.slice(1).map(model => atValue(model, 'primary', 'Another video device is the primary: take `primary` off one of them.', { related: [other(primaries[0]!, 'primary', 'the other primary')], fixes: () => [preferred('Remove `primary`', removeAttribute(model, 'primary'))] })),
        ...!machine.qemu || all.length < 2 ? [] : all.flatMap(device => {
          const model = childOf(device, 'model')
          const type = valueOf(model, 'type')
          return model && model !== first && type !== undefined && !['qxl', 'virtio', 'none'].includes(type) && !(type === 'default')
            ? [atValue(model, 'type', `\`${type}\` can only be the primary video device: use \`virtio\` or \`qxl\` for a second one, or remove it.`, { related: first ? [other(first, 'type', 'the primary')] : [], fixes: () => [changeTo(model, 'type', 'virtio'), dropped(device)] })] : []
        }),
      ]
    },
  },
  {
    code: 'libvirt/video-none-exclusive', level: 'error', driver: 'any',
    docs: { what: '`none` beside another video device.', why: 'It says that the machine has no video.', mend: 'Remove one of them.', by: 'virDomainVideoDefValidate' },
    check: machine => {
      const devices = machine.of('video')
      const none = devices.find(device => valueOf(childOf(device, 'model'), 'type') === 'none')
      const rest = devices.filter(device => device !== none)
      return none && rest.length ? [atValue(childOf(none, 'model')!, 'type', '`none` means that there is no video, and there is another device: remove one of them.', { related: [other(rest[0]!, null, 'the other device')], fixes: () => [preferred('Remove this one', dropped(none).edits), fix('Remove the other one', ...rest.map(one => dropped(one).edits))] })] : []
    },
  },
  {
    code: 'libvirt/video-option-type', level: 'error', driver: 'qemu',
    docs: { what: 'An option of a video device that its model does not have.', why: '`ram`, `vram64` and `vgamem` are of qxl, several heads of qxl and virtio, 3D of virtio, blobs of virtio with shared memory; ramfb has no address.', mend: 'Remove it.', by: 'virDomainVideoDefValidate, qemuValidateDomainDeviceDefVideo' },
    check: machine => machine.of('video').flatMap(device => options(machine, device)),
  },
  {
    code: 'libvirt/graphics-egl-headless', level: 'error', driver: 'qemu',
    docs: { what: '`egl-headless` beside a display that cannot use it.', why: 'It renders for vnc and spice, and QEMU has one OpenGL display.', mend: 'Remove one of them.', by: 'qemuValidateDomainDeviceDefGraphics' },
    check: machine => {
      const all = machine.of('graphics')
      const headless = all.find(one => valueOf(one, 'type') === 'egl-headless')
      if (!headless) return []
      return all.flatMap((one): readonly Finding[] => {
        const type = valueOf(one, 'type')
        const gl = childOf(one, 'gl')
        const related = [other(headless, 'type', '`egl-headless`')]
        if (type !== undefined && !['egl-headless', 'vnc', 'spice'].includes(type)) return [atValue(one, 'type', `\`egl-headless\` goes with \`vnc\` and \`spice\`, not with \`${type}\`: remove one of them.`, { related, fixes: () => [dropped(headless), dropped(one)] })]
        return type === 'spice' && gl && valueOf(gl, 'enable') === 'yes' ? [atValue(gl, 'enable', 'Spice and `egl-headless` cannot both use OpenGL: write `no`.', { related, fixes: () => [{ ...changeTo(gl, 'enable', 'no'), preferred: true }, dropped(headless)] })] : []
      })
    },
  },
  {
    code: 'libvirt/graphics-duplicate', level: 'error', driver: 'qemu',
    docs: { what: 'Two displays of one kind.', why: 'QEMU has one of each.', mend: 'Remove one.', by: 'qemuBuildGraphicsCommandLine' },
    check: machine => repeated(machine.of('graphics').filter(one => ['sdl', 'vnc', 'spice', 'egl-headless', 'dbus'].includes(valueOf(one, 'type') ?? '')), one => valueOf(one, 'type')).map(({ item, first, key }) =>
      atValue(item, 'type', `There is one \`${key}\` display at most: remove one of them.`, { related: [other(first, 'type', 'the other display')], fixes: () => [dropped(item)] })),
  },
  {
    code: 'libvirt/graphics-listen', level: 'error', driver: 'any',
    docs: { what: 'What a display listens on is said twice and differently, or lacks its network, or is none that it has.', why: 'The attribute `listen` is the short form of the first `<listen type=\'address\'>`.', mend: 'Keep one of them.', by: 'virDomainGraphicsListenDefParseXML, virDomainGraphicsDefListensValidate' },
    check: machine => machine.of('graphics').flatMap(listens),
  },
  {
    code: 'libvirt/graphics-vnc-password', level: 'error', driver: 'qemu',
    docs: { what: 'A VNC password of more than 8 characters.', why: 'The protocol takes 8.', mend: 'Shorten it.', by: 'qemuValidateDomainDeviceDefVNCGraphics' },
    check: machine => machine.of('graphics').filter(one => valueOf(one, 'type') === 'vnc').flatMap(one => {
      const password = valueOf(one, 'passwd')
      return password !== undefined && password.length > 8 ? [atValue(one, 'passwd', `A VNC password has 8 characters at most, not ${password.length}.`)] : []
    }),
  },
  {
    code: 'libvirt/spice-needed', level: 'error', driver: 'qemu', whole: true,
    docs: { what: 'A device that talks to spice in a domain without it.', why: 'spicevmc, spiceport and spice audio are channels of a spice display.', mend: "Add `<graphics type='spice' autoport='yes'/>`, or remove the device.", by: 'qemuValidateDomainChrSourceDef, qemuValidateDomainDeviceDefAudio' },
    check: machine => {
      if (machine.of('graphics').some(one => valueOf(one, 'type') === 'spice')) return []
      const users = machine.devices.filter(device => ['channel', 'redirdev', 'smartcard', 'serial', 'console', 'parallel', 'audio'].includes(device.name) && ['spicevmc', 'spiceport', 'spice'].includes(valueOf(device, 'type') ?? '') && !isSerialAgain(machine, device))
      return users.filter(device => (device.name === 'audio') === (valueOf(device, 'type') === 'spice')).map(device => atValue(device, 'type', `\`${valueOf(device, 'type')}\` needs a spice display, and there is none: add \`<graphics type='spice' autoport='yes'/>\`, or remove this \`<${device.name}>\`.`, {
        fixes: () => [dropped(device), ...machine.top('devices') ? [fix("Add `<graphics type='spice'/>`", addChild(machine.top('devices')!, "<graphics type='spice' autoport='yes'/>"))] : []],
      }))
    },
  },
  {
    code: 'libvirt/audio-id', level: 'error', driver: 'any', whole: true,
    docs: { what: 'Two audio backends with one id, or a sound card or display that names one that is not there.', why: 'They are found by their ids.', mend: 'Change the id.', by: 'virDomainAudioDefValidate, virDomainEnsureAudioID' },
    check: audioIds,
  },
  {
    code: 'libvirt/audio-settings', level: 'error', driver: 'any',
    docs: { what: 'Settings of the sound without what they need.', why: 'They are fixed only with `fixedSettings`, which is done by the mixing engine.', mend: "Write `mixingEngine='yes' fixedSettings='yes'`.", by: 'virDomainAudioIOCommonParse' },
    check: machine => machine.of('audio').flatMap(audio => ['input', 'output'].flatMap(name => childOf(audio, name) ?? [])).flatMap((side): readonly Finding[] => {
      const [mixing, fixed] = [valueOf(side, 'mixingEngine'), valueOf(side, 'fixedSettings')]
      const settings = childOf(side, 'settings')
      if (fixed === 'yes' && mixing !== 'yes') return [atValue(side, 'fixedSettings', "Fixed settings need the mixing engine: add `mixingEngine='yes'`.", { fixes: () => [{ ...changeTo(side, 'mixingEngine', 'yes'), preferred: true }, without(side, 'fixedSettings')] })]
      return settings && fixed !== 'yes' ? [atName(settings, "The settings hold only with `fixedSettings='yes'`: add it, or remove them.", { fixes: () => [fix("Add `mixingEngine='yes' fixedSettings='yes'`", setValue(side, 'mixingEngine', 'yes'), setValue(side, 'fixedSettings', 'yes')), dropped(settings)] })] : []
    }),
  },
  {
    code: 'libvirt/sound-model', level: 'error', driver: 'qemu',
    docs: { what: 'A sound card that QEMU does not have.', why: '`ich7` is of other hypervisors.', mend: 'Use `ich9`.', by: 'qemuValidateDomainDeviceDefSound' },
    check: machine => machine.of('sound').filter(one => valueOf(one, 'model') === 'ich7').map(one => atValue(one, 'model', 'QEMU has no `ich7`: use `ich6` or `ich9`.', { fixes: () => [changeTo(one, 'model', 'ich9'), changeTo(one, 'model', 'ich6')] })),
  },
]

function audioIds(machine: Machine): readonly Finding[] {
  const audios = machine.of('audio')
  const displays = machine.of('graphics')
  const displaysOf = (type: string): readonly Element[] => displays.filter(one => valueOf(one, 'type') === type)
  const ids = audios.map(one => numberOf(valueOf(one, 'id')))
  // Where none is written libvirt adds one, but not for the other displays (qemuDomainDefAddDefaultAudioBackend).
  const implied = !audios.length && (!displays.length || displaysOf('vnc').length || displaysOf('spice').length) ? [1] : []
  const ofDbus = audios.filter(one => valueOf(one, 'type') === 'dbus').map(one => numberOf(valueOf(one, 'id')))
  return [
    ...repeated(audios, one => numberOf(valueOf(one, 'id'))).map(({ item, first, key }) => atValue(item, 'id', `Another audio backend has the id ${key}: change one of them.`, { related: [other(first, 'id', 'the other backend')], fixes: () => [changeTo(item, 'id', String(freeId(ids))), dropped(item)] })),
    ...[...machine.of('sound'), ...displaysOf('vnc')].flatMap(device => withoutAudio(device, [...ids, ...implied])),
    ...displaysOf('dbus').flatMap(device => withoutAudio(device, ofDbus, 'dbus')),
  ]
}

/** What names a backend that is not among those that it may have. */
function withoutAudio(device: Element, ids: readonly (number | null)[], type?: string): readonly Finding[] {
  const audio = childOf(device, 'audio')
  const id = numberOf(valueOf(audio, 'id'))
  if (!audio || !id || ids.includes(id)) return []
  return [atValue(audio, 'id', `There is no audio backend ${id}${type ? ` of type \`${type}\`` : ''}: add \`<audio id='${id}' type='${type ?? '…'}'/>\`${ids.length ? `, or name ${ids.join(' or ')}` : ''}.`, { fixes: () => [...ids.slice(0, 1).map(other => changeTo(audio, 'id', String(other))), dropped(audio)] })]
}

function freeId(ids: readonly (number | null)[]): number {
  let id = 1
  while (ids.includes(id)) id++
  return id
}

function options(machine: Machine, device: Element): readonly Finding[] {
  const model = childOf(device, 'model')
  const type = valueOf(model, 'type') ?? videoOf(machine.family, machine.board) ?? undefined
  if (!model || type === undefined || type === 'none') return []
  const [acceleration, resolution, driver, address] = [childOf(model, 'acceleration'), childOf(model, 'resolution'), childOf(device, 'driver'), childOf(device, 'address')]
  const vhost = valueOf(driver, 'name') === 'vhostuser'
  const heads = numberOf(valueOf(model, 'heads'))
  const vgamem = numberOf(valueOf(model, 'vgamem'))
  const vram = numberOf(valueOf(model, 'vram'))
  const related = [other(model, 'type', 'the model')]
  const only = (name: string, models: readonly string[]): Finding => atAttribute(model, name, `\`${name}\` is for ${listed(models.map(one => `\`${one}\``))}, not for \`${type}\`: remove it.`, { related, fixes: () => [{ ...without(model, name), preferred: true }] })
  return [
    ...type === 'qxl' ? [] : ['ram', 'vram64', 'vgamem'].filter(name => (numberOf(valueOf(model, name)) ?? 0) > 0).map(name => only(name, ['qxl'])),
    ...type !== 'qxl' && type !== 'virtio' && heads !== null && heads > 1 ? [atValue(model, 'heads', `A \`${type}\` has one head: write 1, or use \`virtio\` or \`qxl\`.`, { related, fixes: () => [{ ...changeTo(model, 'heads', '1'), preferred: true }] })] : [],
    ...type !== 'virtio' && attributeOf(model, 'blob') ? [only('blob', ['virtio'])] : [],
    ...type === 'virtio' && valueOf(model, 'blob') === 'on' && valueOf(machine.at('memoryBacking', 'source'), 'type') !== 'memfd' ? [atValue(model, 'blob', "Blob resources need memory from memfd: add `<source type='memfd'/>` to `<memoryBacking>`.", { fixes: () => [changeTo(model, 'blob', 'off')] })] : [],
    ...acceleration && !vhost && valueOf(acceleration, 'accel3d') === 'yes' && type !== 'virtio' ? [atValue(acceleration, 'accel3d', `3D acceleration is for \`virtio\`, not for \`${type}\`: write \`no\`.`, { related, fixes: () => [changeTo(acceleration, 'accel3d', 'no'), changeTo(model, 'type', 'virtio')] })] : [],
    ...acceleration && valueOf(acceleration, 'accel2d') === 'yes' ? [atValue(acceleration, 'accel2d', 'QEMU has no such setting: remove `accel2d`.', { fixes: () => [without(acceleration, 'accel2d')] })] : [],
    ...acceleration && !vhost && attributeOf(acceleration, 'rendernode') ? [atAttribute(acceleration, 'rendernode', "A render node is for the driver `vhostuser`: remove it, or add `<driver name='vhostuser'/>`.", { fixes: () => [without(acceleration, 'rendernode')] })] : [],
    ...resolution && !['vga', 'qxl', 'virtio', 'bochs'].includes(type) ? [atName(resolution, `A \`${type}\` has no resolution of its own: remove it.`, { related, fixes: () => [dropped(resolution)] })] : [],
    ...resolution && (valueOf(resolution, 'x') === '0' || valueOf(resolution, 'y') === '0') ? [atValue(resolution, valueOf(resolution, 'x') === '0' ? 'x' : 'y', 'A resolution is greater than 0.', { fixes: () => [dropped(resolution)] })] : [],
    ...type === 'ramfb' && address ? [atName(address, 'A `ramfb` has no address: remove it.', { related, fixes: () => [{ ...dropped(address), preferred: true }] })] : [],
    ...type === 'qxl' && vgamem !== null && vgamem > 0 && (vgamem < 1024 || !powerOfTwo(vgamem)) ? [atValue(model, 'vgamem', `The video memory is a power of two of at least 1024 KiB, not ${vgamem}.`, { fixes: () => [changeTo(model, 'vgamem', String(Math.max(1024, 2 ** Math.ceil(Math.log2(vgamem)))))] })] : [],
    ...(type === 'vga' || type === 'vmvga') && vram !== null && vram > 0 && 2 ** Math.ceil(Math.log2(vram)) < 1024 ? [atValue(model, 'vram', `The video memory is at least 1024 KiB, not ${vram}.`, { fixes: () => [changeTo(model, 'vram', '16384')] })] : [],
    ...vhost && type !== 'virtio' ? [atValue(driver!, 'name', `The driver \`vhostuser\` is for \`virtio\`, not for \`${type}\`.`, { related, fixes: () => [changeTo(model, 'type', 'virtio'), without(driver!, 'name')] })] : [],
    ...type !== 'virtio' && driver ? ['iommu', 'ats', 'packed', 'page_per_vq'].filter(name => attributeOf(driver, name)).map(name => atAttribute(driver, name, `\`${name}\` is for \`virtio\`, not for \`${type}\`: remove it.`, { related, fixes: () => [without(driver, name)] })) : [],
  ]
}

function listens(graphics: Element): readonly Finding[] {
  const type = valueOf(graphics, 'type')
  const all = childrenOf(graphics, 'listen')
  const [first] = all
  const [listen, socket] = [valueOf(graphics, 'listen'), valueOf(graphics, 'socket')]
  const differs = (name: string, written: string | undefined, child: string): readonly Finding[] => {
    const inner = valueOf(first, child)
    return first && written !== undefined && inner !== undefined && written !== inner && valueOf(first, 'type') === (name === 'listen' ? 'address' : 'socket')
      ? [atValue(graphics, name, `\`${name}\` says \`${written}\`, and the first \`<listen>\` says \`${inner}\`: remove one of them.`, { related: [other(first, child, 'the other one')], fixes: () => [{ ...without(graphics, name), preferred: true }, changeTo(first, child, written)] })] : []
  }
  return [
    ...differs('listen', listen, 'address'), ...differs('socket', socket, 'socket'),
    ...all.flatMap((one): readonly Finding[] => {
      const kind = valueOf(one, 'type')
      if (kind === 'network' && valueOf(one, 'network') === undefined) return [atValue(one, 'type', "`network` needs the name of one: add `network='default'`.")]
      return (kind === 'socket' || kind === 'none') && type === 'rdp' ? [atValue(one, 'type', `A display of type \`${type}\` listens on an address or a network, not on \`${kind}\`.`, { related: [other(graphics, 'type', 'the display')], fixes: () => [dropped(one)] })] : []
    }),
  ]
}
