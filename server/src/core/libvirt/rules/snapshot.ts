// Snapshots and checkpoints of domains: the disks that they are of, and what those that are defined anew must agree with.
import type { Element } from '../../xml/tree'
import { attributeOf } from '../../xml/walk'
import { childOf, childrenOf, textOf, valueOf } from '../read'
import { definitionFrom, type Definition } from './definition'
import { changeTo, dropped } from './edits'
import { atName, atText, atValue, other, repeated, type RuleOf } from './rule'
import { rulingOf } from './ruling'

type Moment = 'snapshot' | 'checkpoint'

/** What compares them with the domain. */
const functions = { snapshot: 'virDomainSnapshotAlignDisks', checkpoint: 'virDomainCheckpointAlignDisks' } as const

const ofSnapshots: readonly RuleOf<Definition>[] = [
  diskDuplicate('snapshot'),
  parentSelf('snapshot'),
  {
    code: 'libvirt/snapshot-memory-state', level: 'error', words: ['memory'],
    docs: { what: 'Memory in a snapshot of a machine that was off, or of its disks alone.', why: 'There was none to save.', mend: "Write `snapshot='no'`, or correct `<state>`.", by: 'virDomainSnapshotDefParse' },
    check: ({ root }) => {
      const [memory, state] = [childOf(root, 'memory'), childOf(root, 'state')]
      const off = textOf(state) === 'shutoff' || textOf(state) === 'disk-snapshot'
      if (!isOfThePast(root) || !memory || !state || !off || (valueOf(memory, 'snapshot') ?? (attributeOf(memory, 'file') ? 'external' : 'no')) === 'no') return []
      return [attributeOf(memory, 'snapshot') ? atValue(memory, 'snapshot', 'There was no memory to save in this state: write `no`.', { related: [other(state, null, 'the state')], fixes: () => attributeOf(memory, 'file') ? [dropped(memory)] : [{ ...changeTo(memory, 'snapshot', 'no'), preferred: true }] }) : atName(memory, 'There was no memory to save in this state: remove it.', { related: [other(state, null, 'the state')], fixes: () => [dropped(memory)] })]
    },
  },
]

const ofCheckpoints: readonly RuleOf<Definition>[] = [diskDuplicate('checkpoint'), parentSelf('checkpoint')]

/** With what libvirt itself tells of one: it is to be defined anew (`--redefine`). Before, none of that is read. */
const isOfThePast = (root: Element): boolean => Boolean(childOf(root, 'creationTime') && childOf(root, 'domain'))

const disksOf = (root: Element): readonly Element[] => childrenOf(childOf(root, 'disks'), 'disk')

function diskDuplicate(moment: Moment): RuleOf<Definition> {
  return {
    code: `libvirt/${moment}-disk-duplicate`, level: 'error', words: ['disks'],
    docs: { what: `A disk that is twice in a ${moment}.`, why: 'What is to become of it is said once.', mend: 'Remove one.', by: functions[moment] },
    check: ({ root }) => repeated(disksOf(root), disk => valueOf(disk, 'name')).map(({ item, first, key }) => atValue(item, 'name', `\`${key}\` is listed already: remove one.`, { related: [other(first, 'name', 'the first one')], fixes: () => [dropped(item)] })),
  }
}

function parentSelf(moment: Moment): RuleOf<Definition> {
  return {
    code: `libvirt/${moment}-parent`, level: 'error', words: ['parent'],
    docs: { what: `A ${moment} that is its own parent.`, why: 'It would have no beginning.', mend: 'Write the one before it, or remove `<parent>`.', by: 'virDomainMomentCheckCycles' },
    check: ({ root }) => {
      const [name, parent] = [childOf(root, 'name'), childOf(root, 'parent')]
      const above = childOf(parent, 'name')
      return isOfThePast(root) && name && parent && above && textOf(above) !== undefined && textOf(above) === textOf(name) ? [atText(above, `A ${moment} cannot be its own parent: write the one before it, or remove \`<parent>\`.`, { related: [other(name, null, 'its name')], fixes: () => [dropped(parent)] })] : []
    },
  }
}

export const domainsnapshot = rulingOf(ofSnapshots, definitionFrom)
export const domaincheckpoint = rulingOf(ofCheckpoints, definitionFrom)
