// Storage pools and volumes: who may read them, how large a volume can be, and what kinds of pools have.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { bytesIn } from '../sizes'
import { definitionFrom, type Definition } from './definition'
import { dropped, preferred, setText, setValue, without } from './edits'
import { atAttribute, atName, atText, atValue, other, type Finding, type RuleOf } from './rule'
import { rulingOf } from './ruling'

const ofPools: readonly RuleOf<Definition>[] = [
  permissions('pool'),
  {
    code: 'libvirt/pool-protocol-version', level: 'error', words: ['protocol'],
    docs: { what: 'More than one version of NFS.', why: 'A comma would add another option to the mount.', mend: 'Write one version.', by: 'virStoragePoolDefParseSource' },
    check: ({ root }) => {
      const protocol = childOf(root, 'source', 'protocol')
      const [first, ...others] = valueOf(protocol, 'ver')?.split(',') ?? []
      return protocol && others.length ? [atValue(protocol, 'ver', 'One version of the protocol, without a comma.', { fixes: () => first ? [preferred(`Change \`ver\` to \`${first}\``, setValue(protocol, 'ver', first))] : [] })] : []
    },
  },
  {
    code: 'libvirt/pool-copy-on-write', level: 'error', words: ['cow'],
    docs: { what: 'Copy on write switched in a pool that has no files of the host.', why: 'It is a property of a local folder.', mend: 'Remove `<cow>`.', by: 'virStoragePoolDefParseFeatures' },
    check: ({ root }) => {
      const cow = childOf(root, 'features', 'cow')
      const type = valueOf(root, 'type')
      return cow && attributeOf(cow, 'state') && type !== undefined && type !== 'dir' && type !== 'fs' ? [atName(cow, `Copy on write is of pools of type \`dir\` and \`fs\`, not \`${type}\`: remove it.`, { related: [other(root, 'type', 'the type')], fixes: () => [{ ...dropped(cow), preferred: true }] })] : []
    },
  },
  {
    code: 'libvirt/pool-adapter', level: 'error', words: ['adapter'],
    docs: { what: 'A host adapter whose parent is half named.', why: 'A parent is known by both its names, or by its PCI address and its number there.', mend: 'Add the other one.', by: 'virStorageAdapterValidateFCHost, virStorageAdapterParseXMLSCSIHost' },
    check: ({ root }) => {
      const adapter = childOf(root, 'source', 'adapter')
      const address = childOf(adapter, 'parentaddr')
      const [written, missing] = ['parent_wwnn', 'parent_wwpn'].sort((a, b) => Number(adapter && !attributeOf(adapter, a)) - Number(adapter && !attributeOf(adapter, b)))
      return [
        ...adapter && attributeOf(adapter, written!) && !attributeOf(adapter, missing!) ? [atAttribute(adapter, written!, `A parent is known by both its names: add \`${missing}\`, or remove \`${written}\`.`, { fixes: () => [without(adapter, written!)] })] : [],
        ...address && !attributeOf(address, 'unique_id') ? [atName(address, "Several adapters may be at one address: add `unique_id='…'`, which the host's `/sys/class/scsi_host` tells.")] : [],
      ]
    },
  },
]

const ofVolumes: readonly RuleOf<Definition>[] = [
  permissions('volume'),
  {
    code: 'libvirt/volume-size', level: 'error', words: ['capacity', 'allocation'],
    docs: { what: 'A size beyond what a file can have.', why: 'Offsets are signed numbers of 64 bits: 8 EiB is too much.', mend: 'Write a smaller one, or another unit.', by: 'virStorageSize' },
    check: ({ root }) => [...childrenOf(root, 'capacity'), ...childrenOf(root, 'allocation')].flatMap((size): readonly Finding[] => {
      const number = textOf(size)
      const unit = bytesIn(valueOf(size, 'unit') ?? 'bytes')
      return number !== undefined && /^\d+$/.test(number) && unit !== null && BigInt(number) * BigInt(unit) >= 1n << 63n ? [atText(size, 'This is more than a file can have (8 EiB): write a smaller one, or another unit.')] : []
    }),
  },
]

function permissions(kind: 'pool' | 'volume'): RuleOf<Definition> {
  return {
    code: `libvirt/${kind}-mode`, level: 'error', words: ['mode'],
    docs: { what: 'Permissions beyond those of owner, group and others.', why: 'Three octal digits; the bits before them (setuid and the like) cannot be set.', mend: 'Write three digits, such as 0711.', by: 'virStorageDefParsePerms' },
    check: ({ root }) => childrenOf(childOf(root, 'target'), 'permissions').flatMap(permissions => {
      const mode: Element | undefined = childOf(permissions, 'mode')
      const text = textOf(mode)
      const better = text === undefined || !/^[0-7]+$/.test(text) ? null : text.slice(-3).padStart(4, '0')
      return mode && better !== null && Number.parseInt(text!, 8) > 0o777 ? [atText(mode, `Permissions are three octal digits, such as \`${better}\`.`, { fixes: () => [preferred(`Change to \`${better}\``, setText(mode, better))] })] : []
    }),
  }
}

export const pool = rulingOf(ofPools, definitionFrom)
export const volume = rulingOf(ofVolumes, definitionFrom)
