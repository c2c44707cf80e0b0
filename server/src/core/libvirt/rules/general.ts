// What is said of the domain as a whole: its name, what it tells of itself, its labels, its tunables.
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { changeTo, dropped, fix, preferred, setText, setValue, without } from './edits'
import { numberOf, type Machine } from './machine'
import { atName, atText, atValue, other, repeated, type Finding, type Rule } from './rule'

export const general: readonly Rule[] = [
  {
    code: 'libvirt/name-title', level: 'error', driver: 'any',
    docs: { what: 'A slash in the name of the domain, or a line break in its title.', why: 'Files are named after the domain, and the title is one line.', mend: 'Write another character.', by: 'virDomainDefPostParseCheckFeatures, virDomainDefParseXML' },
    check: machine => {
      const [name, title] = [machine.top('name'), machine.top('title')]
      const raw = title?.children.map(child => child.kind === 'text' || child.kind === 'cdata' ? child.value : '').join('') ?? ''
      return [
        ...name && machine.qemu && textOf(name)?.includes('/') ? [atText(name, 'The name of a domain has no slash: write `-` or `_`.', { fixes: () => [preferred('Change the slashes to `-`', setText(name, textOf(name)!.replaceAll('/', '-')))] })] : [],
        ...title && raw.includes('\n') ? [atText(title, 'A title is one line: take out the line break.', { fixes: () => [preferred('Join the lines', [{ span: { start: title.startTag.end, end: title.endTag?.span.start ?? title.span.end }, text: raw.trim().replace(/\s*\n\s*/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;') }])] })] : [],
      ]
    },
  },
  {
    code: 'libvirt/sysinfo', level: 'error', driver: 'any',
    docs: { what: 'A field of `<sysinfo>` that cannot be.', why: 'The UUID is that of the domain, a BIOS date is mm/dd/yyyy, and firmware entries of yours begin with `opt/`.', mend: 'Change it.', by: 'virSysinfoSystemParseXML, virSysinfoBIOSParseXML, qemuValidateDomainDefSysinfo' },
    check: machine => childrenOf(machine.root, 'sysinfo').flatMap(info => sysinfo(machine, info)),
  },
  {
    code: 'libvirt/smbios-sysinfo', level: 'error', driver: 'qemu', words: ['smbios'], whole: true,
    docs: { what: 'SMBIOS of the `<sysinfo>` of the domain, which is not there.', why: 'It is defined all the same, and does not start.', mend: "Add `<sysinfo type='smbios'>`, or remove `<smbios>`.", by: 'qemuBuildSmbiosCommandLine' },
    check: machine => {
      const smbios = machine.at('os', 'smbios')
      const isThere = childrenOf(machine.root, 'sysinfo').some(info => ['smbios', undefined].includes(valueOf(info, 'type')))
      return smbios && valueOf(smbios, 'mode') === 'sysinfo' && !isThere ? [atValue(smbios, 'mode', "There is no `<sysinfo type='smbios'>` beside `<os>`, and without it this domain does not start: add it, or remove `<smbios>`.", { fixes: () => [dropped(smbios)] })] : []
    },
  },
  {
    code: 'libvirt/seclabel', level: 'error', driver: 'any', words: ['seclabel'],
    docs: { what: 'Security labels that do not go together.', why: 'Each model has one label; several need their models; a relabelling needs a label.', mend: 'Name the models, or remove one.', by: 'virSecurityLabelDefsParseXML, virSecurityDeviceLabelDefParseXML' },
    check: machine => [...labels(childrenOf(machine.root, 'seclabel'), false), ...machine.devices.flatMap(device => [childOf(device, 'source'), device].flatMap(parent => labels(childrenOf(parent, 'seclabel'), true)))],
  },
  {
    code: 'libvirt/launch-security-size', level: 'error', driver: 'any',
    docs: { what: 'A field of SEV-SNP of the wrong length.', why: 'Decoded, they have 16, 96, 4096 and 32 bytes.', mend: 'Write the whole field.', by: 'virDomainDefLaunchSecurityValidate', since: '10.5.0' },
    check: machine => {
      const security = machine.top('launchSecurity')
      if (!security || valueOf(security, 'type') !== 'sev-snp') return []
      return Object.entries({ guestVisibleWorkarounds: 16, idBlock: 96, idAuth: 4096, hostData: 32 }).flatMap(([name, bytes]) => {
        const element = childOf(security, name)
        const text = textOf(element)?.replace(/\s/g, '')
        const size = text === undefined ? null : Math.floor(text.replace(/=+$/, '').length * 3 / 4)
        return element && size !== null && size !== bytes ? [atText(element, `\`<${name}>\` has ${bytes} bytes, and this decodes to ${size}.`)] : []
      })
    },
  },
  {
    code: 'libvirt/idmap', level: 'error', driver: 'any',
    docs: { what: 'Users are mapped and groups are not, or root is left out.', why: 'A container needs both, from 0 on.', mend: 'Add the other one.', by: 'virDomainDefIdMapValidate' },
    check: machine => {
      const idmap = machine.top('idmap')
      const [uids, gids] = [childrenOf(idmap, 'uid'), childrenOf(idmap, 'gid')]
      if (!idmap) return []
      if (!uids.length !== !gids.length) return [atName(uids[0] ?? gids[0]!, `${uids.length ? 'Users are mapped, and groups are' : 'Groups are mapped, and users are'} not: add \`<${uids.length ? 'gid' : 'uid'}>\`.`)]
      return [uids, gids].flatMap(maps => maps.length && !maps.some(map => numberOf(valueOf(map, 'start')) === 0) ? [atValue(maps[0]!, 'start', 'The root user of the container must be mapped: begin with 0.')] : [])
    },
  },
  {
    code: 'libvirt/blkiotune-device-duplicate', level: 'error', driver: 'any',
    docs: { what: 'Two settings for one device of `<blkiotune>`.', why: 'Each path has one.', mend: 'Merge the two.', by: 'virDomainDefTunablesValidate' },
    check: machine => repeated(childrenOf(machine.top('blkiotune'), 'device').flatMap(device => childOf(device, 'path') ?? []), textOf).map(({ item, first, key }) => atText(item, `There are settings for \`${key}\` already: merge the two.`, { related: [other(first, null, 'the first one')], fixes: () => item.parent.kind === 'element' ? [dropped(item.parent)] : [] })),
  },
  {
    code: 'libvirt/perf-duplicate', level: 'error', driver: 'any',
    docs: { what: 'A perf event stands twice.', why: 'It is on or off.', mend: 'Remove one.', by: 'virDomainPerfEventDefParseXML' },
    check: machine => repeated(childrenOf(machine.top('perf'), 'event'), event => valueOf(event, 'name')).map(({ item, first, key }) => atValue(item, 'name', `The event \`${key}\` stands here already: remove one of them.`, { related: [other(first, 'name', 'the first one')], fixes: () => [dropped(item)] })),
  },
  {
    code: 'libvirt/resource-appid', level: 'error', driver: 'any',
    docs: { what: 'The id of a Fibre Channel application is too long.', why: 'It has 1 to 128 characters.', mend: 'Shorten it.', by: 'virDomainDefResourceValidate' },
    check: machine => {
      const element = machine.at('resource', 'fibrechannel')
      const id = valueOf(element, 'appid')
      return element && id !== undefined && id.length > 128 ? [atValue(element, 'appid', `An application id has 128 characters at most, not ${id.length}.`, { fixes: () => [fix('Cut it off', setValue(element, 'appid', id.slice(0, 128)))] })] : []
    },
  },
  {
    code: 'libvirt/keywrap-duplicate', level: 'error', driver: 'any',
    docs: { what: 'A cipher of `<keywrap>` stands twice.', why: 'It is on or off.', mend: 'Remove one.', by: 'virDomainKeyWrapCipherDefParseXML' },
    check: machine => repeated(childrenOf(machine.top('keywrap'), 'cipher'), cipher => valueOf(cipher, 'name')).map(({ item, first, key }) => atValue(item, 'name', `The cipher \`${key}\` stands here already: remove one of them.`, { related: [other(first, 'name', 'the first one')], fixes: () => [dropped(item)] })),
  },
]

function sysinfo(machine: Machine, info: Element): readonly Finding[] {
  const entries = (group: string, name: string): readonly Element[] => childrenOf(childOf(info, group), 'entry').filter(entry => valueOf(entry, 'name') === name)
  const uuid = machine.top('uuid')
  const plain = (text: string | undefined): string => (text ?? '').replaceAll('-', '').toLowerCase()
  return [
    ...entries('system', 'uuid').filter(entry => uuid && textOf(entry) !== undefined && plain(textOf(entry)) !== plain(textOf(uuid))).map(entry => atText(entry, 'The UUID here must be that of the domain: write the same, or leave it out.', { related: [other(uuid!, null, 'the UUID of the domain')], fixes: () => [preferred('Take that of the domain', setText(entry, textOf(uuid)!)), ...childrenOf(childOf(info, 'system'), 'entry').length > 1 ? [dropped(entry)] : []] })),
    ...entries('bios', 'date').filter(entry => !isBiosDate(textOf(entry) ?? '')).map(entry => atText(entry, `A BIOS date is mm/dd/yyyy, not \`${textOf(entry) ?? ''}\`.`, { fixes: () => swapped(entry) })),
    ...machine.qemu && valueOf(info, 'type') === 'fwcfg' ? childrenOf(info, 'entry').flatMap(entry => {
      const name = valueOf(entry, 'name')
      if (name === undefined) return []
      if (!name.startsWith('opt/')) return [atValue(entry, 'name', `A firmware entry of yours begins with \`opt/\`, not \`${name}\`.`, { fixes: () => [changeTo(entry, 'name', `opt/${name}`)] })]
      return /^opt\/(?:ovmf|org\.qemu)\//.test(name) ? [atValue(entry, 'name', `\`${name.split('/', 2).join('/')}/\` is kept for the firmware itself: use a name of your own under \`opt/\`.`)] : []
    }) : [],
  ]
}

/** virSysinfoBIOSParseXML: two digits of the year mean the last century. */
function isBiosDate(text: string): boolean {
  const [, month, day, year] = /^(\d+)\/(\d+)\/(\d+)$/.exec(text) ?? []
  if (month === undefined) return false
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 && (Number(year) < 100 || Number(year) >= 1900)
}

function swapped(entry: Element) {
  const [, a, b, year] = /^(\d+)[/.-](\d+)[/.-](\d+)$/.exec(textOf(entry) ?? '') ?? []
  const text = a === undefined ? null : a.length === 4 ? `${b}/${year}/${a}` : `${b}/${a}/${year}`
  return text !== null && isBiosDate(text) ? [fix(`Change to \`${text}\``, setText(entry, text))] : []
}

function labels(all: readonly Element[], device: boolean): readonly Finding[] {
  const modelOf = (label: Element): string | undefined => valueOf(label, 'model')
  const twice = repeated(all, modelOf).map(({ item, first, key }) => atValue(item, 'model', `There is a label of the model \`${key}\` already: remove one of them.`, { related: [other(first, 'model', 'the first one')], fixes: () => [dropped(item)] }))
  const unnamed = !device && all.length > 1 ? all.find(label => modelOf(label) === undefined) : undefined
  return [
    ...twice,
    ...unnamed ? [atName(unnamed, "Of several labels each needs its model: add `model='selinux'` or `model='dac'`.", { related: all.filter(label => label !== unnamed).slice(0, 2).map(label => other(label, 'model', 'another label')) })] : [],
    ...device ? all.filter(label => valueOf(label, 'relabel') === 'yes' && !childOf(label, 'label')).map(label => atValue(label, 'relabel', 'To relabel, a `<label>` is needed: add it, or write `no`.', { level: 'warning', fixes: () => [changeTo(label, 'relabel', 'no')] })) : [],
    ...device ? all.filter(label => valueOf(label, 'relabel') === 'no' && childOf(label, 'label')).map(label => atName(childOf(label, 'label')!, 'A label has no effect while relabelling is off: remove it, or write `relabel=\'yes\'`.', { related: [other(label, 'relabel', 'off here')], fixes: () => [dropped(childOf(label, 'label')!), changeTo(label, 'relabel', 'yes')] })) : [],
    ...!device ? all.filter(label => (valueOf(label, 'type') === 'dynamic' && valueOf(label, 'relabel') === 'no') || (valueOf(label, 'type') === 'none' && valueOf(label, 'relabel') === 'yes')).map(label =>
      atValue(label, 'relabel', valueOf(label, 'type') === 'none' ? 'Without labels nothing is relabelled: remove `relabel`.' : 'Dynamic labels need relabelling: remove `relabel`.', { related: [other(label, 'type', 'the kind of label')], fixes: () => [{ ...without(label, 'relabel'), preferred: true }] })) : [],
    ...!device ? all.filter(label => valueOf(label, 'type') === 'static' && !childOf(label, 'label')).map(label => atValue(label, 'type', 'A static label needs a `<label>`: add it.')) : [],
  ]
}
