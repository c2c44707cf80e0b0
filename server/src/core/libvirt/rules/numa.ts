// NUMA: the guest's cells, and what binds them to the host.
import { attributeOf } from '../../xml/walk'
import type { Element } from '../../xml/tree'
import { childOf, childrenOf, valueOf } from '../read'
import { numberOf, numbersIn, type Machine } from './machine'
import { changeTo, dropped, preferred, setValue, without } from './edits'
import { atName, atValue, other, repeated, type Finding, type Rule } from './rule'

export const numa: readonly Rule[] = [
  {
    code: 'libvirt/hugepages-default-twice', level: 'error', driver: 'any',
    docs: { what: 'Two sizes of huge pages for the same cells.', why: 'One size without a node set is the default; the others name cells, each once.', mend: 'Give one a `nodeset`, or remove it.', by: 'virDomainDefMemtuneValidate' },
    check: machine => {
      const all = pages(machine)
      return all.flatMap(({ element, nodes }, at) => {
        const first = all.slice(0, at).find(before => nodes && before.nodes ? [...nodes].some(node => before.nodes!.has(node)) : !nodes && !before.nodes)
        return first ? [atName(element, nodes ? 'These cells have huge pages of another size already: make the sets disjoint.' : 'There is a default size of huge pages already: give one of them a `nodeset`, or remove it.', { related: [other(first.element, null, 'the other size')], fixes: () => [dropped(element)] })] : []
      })
    },
  },
  {
    code: 'libvirt/hugepages-node-range', level: 'error', driver: 'any',
    docs: { what: 'Huge pages for a cell that is not there.', why: 'The node set names cells of the guest, not nodes of the host.', mend: 'Name cells that are there, or remove `nodeset`.', by: 'virDomainDefMemtuneValidate' },
    check: machine => {
      const cells = machine.cells().length
      return pages(machine).flatMap(({ element, written }) => {
        const beyond = [...written ?? []].find(node => cells ? node >= cells : node > 0)
        return beyond === undefined ? [] : [atValue(element, 'nodeset', `There is no cell ${beyond} in the guest: ${cells ? `the cells are 0 to ${cells - 1}` : 'it has no `<numa>`'}. Change the set, or remove it.`, { fixes: () => [without(element, 'nodeset')] })]
      })
    },
  },
  {
    code: 'libvirt/hugepages-conflict', level: 'error', driver: 'qemu',
    docs: { what: 'Huge pages together with a memory source or allocation that they rule out.', why: 'They are allocated at once, and are not anonymous memory.', mend: 'Remove the other setting.', by: 'qemuValidateDomainDefMemory' },
    check: machine => {
      const backing = machine.top('memoryBacking')
      const huge = childOf(backing, 'hugepages')
      const [source, allocation] = [childOf(backing, 'source'), childOf(backing, 'allocation')]
      return !huge ? [] : [
        ...source && valueOf(source, 'type') === 'anonymous' ? [atValue(source, 'type', 'Huge pages are not anonymous memory: write `memfd`, or remove `<source>`.', { related: [other(huge, null, 'huge pages')], fixes: () => [dropped(source), changeTo(source, 'type', 'memfd')] })] : [],
        ...allocation && valueOf(allocation, 'mode') === 'ondemand' ? [atValue(allocation, 'mode', 'Huge pages are allocated at once: write `immediate`, or remove `<allocation>`.', { related: [other(huge, null, 'huge pages')], fixes: () => [changeTo(allocation, 'mode', 'immediate'), dropped(allocation)] })] : [],
      ]
    },
  },
  {
    code: 'libvirt/numa-cells', level: 'error', driver: 'any',
    docs: { what: 'The ids of the NUMA cells are not 0, 1, 2, … each once.', why: 'They are the numbers of the cells in the guest.', mend: 'Number them from 0.', by: 'virDomainNumaDefParseXML' },
    check: machine => {
      const cells = machine.cells()
      const idOf = (cell: Element): number | null => attributeOf(cell, 'id') ? numberOf(valueOf(cell, 'id')) : cells.indexOf(cell)
      const renumber = () => [preferred('Number the cells from 0', ...cells.map((cell, at) => valueOf(cell, 'id') === String(at) ? [] : setValue(cell, 'id', String(at))))]
      return [
        ...cells.filter(cell => (idOf(cell) ?? 0) >= cells.length).map(cell => atValue(cell, 'id', `The ${cells.length} cells have the ids 0 to ${cells.length - 1}: ${idOf(cell)} is beyond.`, { fixes: renumber })),
        ...repeated(cells, idOf).map(({ item, first, key }) => atValue(item, 'id', `Another cell has the id ${key}: number them from 0.`, { related: [other(first, 'id', 'the other cell')], fixes: renumber })),
      ]
    },
  },
  {
    code: 'libvirt/numa-cell-cpus', level: 'error', driver: 'any',
    docs: { what: 'A vCPU is in two NUMA cells, or one that is not there is in a cell.', why: 'Each vCPU sits in one cell; they are numbered from 0 to the maximum.', mend: 'Make the sets disjoint and within the number of vCPUs.', by: 'virDomainNumaDefParseXML, virDomainDefParseXML' },
    check: machine => {
      const most = machine.vcpus()
      const seen = new Map<number, Element>()
      return machine.cells().flatMap((cell): readonly Finding[] => {
        const cpus = numbersIn(valueOf(cell, 'cpus'))
        if (!cpus) return []
        const double = [...cpus].find(cpu => seen.has(cpu))
        const first = double === undefined ? undefined : seen.get(double)
        for (const cpu of cpus) if (!seen.has(cpu)) seen.set(cpu, cell)
        if (first) return [atValue(cell, 'cpus', `vCPU ${double} is in another cell already: make the sets disjoint.`, { related: [other(first, 'cpus', 'the other cell')] })]
        const beyond = most === null ? undefined : [...cpus].find(cpu => cpu >= most)
        return beyond === undefined ? [] : [atValue(cell, 'cpus', `There is no vCPU ${beyond}: the vCPUs are 0 to ${most! - 1}.`, { related: machine.top('vcpu') ? [other(machine.top('vcpu')!, null, `${most} vCPUs`)] : [] })]
      })
    },
  },
  {
    code: 'libvirt/numa-distances', level: 'error', driver: 'any',
    docs: { what: 'A distance between NUMA cells that cannot be.', why: '10 is the distance of a cell to itself, others are 11 to 255, and both ends are cells.', mend: 'Change the value or the id.', by: 'virDomainNumaDefNodeDistanceParseXML' },
    check: machine => {
      const cells = machine.cells()
      return cells.flatMap((cell, at) => {
        const id = numberOf(valueOf(cell, 'id')) ?? at
        return childrenOf(childOf(cell, 'distances'), 'sibling').flatMap((sibling): readonly Finding[] => {
          const [to, value] = [numberOf(valueOf(sibling, 'id')), numberOf(valueOf(sibling, 'value'))]
          if (to !== null && to >= cells.length) return [atValue(sibling, 'id', `There is no cell ${to}: the cells are 0 to ${cells.length - 1}.`, { fixes: () => [dropped(sibling)] })]
          if (to === null || value === null || (to === id ? value === 10 : value > 10 && value <= 255)) return []
          return [atValue(sibling, 'value', to === id ? 'The distance of a cell to itself is 10.' : 'The distance to another cell is 11 to 255.', { fixes: () => [preferred(`Change to \`${to === id ? 10 : 20}\``, setValue(sibling, 'value', to === id ? '10' : '20'))] })]
        })
      })
    },
  },
  {
    code: 'libvirt/numatune-memnode', level: 'error', driver: 'any',
    docs: { what: '`<memnode>` without its cell, twice, or beside automatic placement.', why: 'Each binds one cell of the guest to nodes of the host.', mend: 'Name a cell that is there, once, and use static placement.', by: 'virDomainNumatuneNodeParseXML' },
    check: machine => {
      const nodes = childrenOf(machine.top('numatune'), 'memnode')
      const cells = machine.cells().length
      const memory = childOf(machine.top('numatune'), 'memory')
      const [first] = nodes
      if (!first) return []
      if (automatic(machine)) return [atName(first, 'Cells cannot be bound to nodes while placement is automatic: remove `<memnode>`, or use `placement=\'static\'`.', { related: memory ? [other(memory, 'placement', 'automatic here')] : [], fixes: () => [dropped(first)] })]
      if (!cells) return [atName(first, 'There is no NUMA cell to bind: add `<numa>` to `<cpu>`, or remove `<memnode>`.', { fixes: () => [dropped(first)] })]
      return [
        ...nodes.filter(node => (numberOf(valueOf(node, 'cellid')) ?? 0) >= cells).map(node => atValue(node, 'cellid', `There is no cell ${valueOf(node, 'cellid')}: the cells are 0 to ${cells - 1}.`, { fixes: () => [dropped(node)] })),
        ...repeated(nodes, node => numberOf(valueOf(node, 'cellid'))).map(({ item, first, key }) => atValue(item, 'cellid', `The cell ${key} is bound already: remove one of them.`, { related: [other(first, 'cellid', 'the first one')], fixes: () => [dropped(item)] })),
        ...nodes.filter(node => numbersIn(valueOf(node, 'nodeset'))?.size === 0).map(node => atValue(node, 'nodeset', 'This set holds no node: name one.')),
      ]
    },
  },
  {
    code: 'libvirt/numatune-restrictive', level: 'error', driver: 'any',
    docs: { what: 'The mode `restrictive` on one side only.', why: 'The memory of the domain and of its cells is bound by cgroups, or none of it is.', mend: 'Write `restrictive` on both, or on none.', by: 'virDomainNumaDefValidate' },
    check: machine => {
      const memory = childOf(machine.top('numatune'), 'memory')
      const mode = valueOf(memory, 'mode')
      return childrenOf(machine.top('numatune'), 'memnode').flatMap((node): readonly Finding[] => {
        const own = valueOf(node, 'mode') ?? 'strict'
        if (mode === 'restrictive' && own !== 'restrictive') return [atValue(node, 'mode', 'The memory of the domain is `restrictive`, and so must be that of its cells.', { related: [other(memory!, 'mode', 'the memory of the domain')], fixes: () => [preferred('Change `mode` to `restrictive`', setValue(node, 'mode', 'restrictive'))] })]
        if (own !== 'restrictive' || mode === 'restrictive') return []
        return [atValue(node, 'mode', '`restrictive` cells need `<memory mode=\'restrictive\'>` for the domain too.', { related: memory ? [other(memory, 'mode', 'the memory of the domain')] : [], fixes: () => memory ? [preferred('Change `mode` to `restrictive`', setValue(memory, 'mode', 'restrictive'))] : [changeTo(node, 'mode', 'strict')] })]
      })
    },
  },
  {
    code: 'libvirt/numatune-nodeset', level: 'error', driver: 'any',
    docs: { what: 'Static placement of memory without a node set, or with an empty one.', why: 'It says which nodes of the host the memory comes from.', mend: "Add `nodeset='0'`, or write `placement='auto'`.", by: 'virDomainNumatuneSet, virDomainNumatuneParseXML' },
    check: machine => {
      const memory = childOf(machine.top('numatune'), 'memory')
      if (!memory) return []
      if (numbersIn(valueOf(memory, 'nodeset'))?.size === 0) return [atValue(memory, 'nodeset', 'This set holds no node: name one.')]
      if (attributeOf(memory, 'nodeset')) return []
      const placement = valueOf(memory, 'placement')
      const fixes = () => [changeTo(memory, 'placement', 'auto'), changeTo(memory, 'nodeset', '0')]
      if (placement === 'static') return [atValue(memory, 'placement', "`static` needs the nodes of the host: add `nodeset='0'`, or write `auto`.", { fixes })]
      return placement === undefined && valueOf(machine.top('vcpu'), 'placement') !== 'auto' && attributeOf(memory, 'mode') ? [atName(memory, "The memory is placed on nodes of the host, and none is named: add `nodeset='0'`, or `placement='auto'`.", { fixes })] : []
    },
  },
  {
    code: 'libvirt/numa-interconnect', level: 'error', driver: 'any',
    docs: { what: 'A latency, bandwidth or cache of NUMA cells that cannot be.', why: 'Both ends are cells, the initiator has vCPUs, each link is told once, and the cache is one of the target.', mend: 'Name cells that are there.', by: 'virDomainNumaDefValidate' },
    check: interconnects,
  },
]

interface Pages {
  readonly element: Element
  /** Null for the default; the set 0 without cells means the default too (virDomainDefPostParseMemtune). */
  readonly nodes: ReadonlySet<number> | null
  readonly written: ReadonlySet<number> | null
}

function pages(machine: Machine): readonly Pages[] {
  return childrenOf(machine.at('memoryBacking', 'hugepages'), 'page').map(element => {
    const written = numbersIn(valueOf(element, 'nodeset'))
    const whole = !machine.cells().length && written !== null && [...written].every(node => node === 0)
    return { element, nodes: whole ? null : written, written }
  })
}

function automatic(machine: Machine): boolean {
  const memory = childOf(machine.top('numatune'), 'memory')
  const placement = valueOf(memory, 'placement')
  const auto = valueOf(machine.top('vcpu'), 'placement') === 'auto'
  return memory ? placement === 'auto' || (placement === undefined && !attributeOf(memory, 'nodeset') && auto) : auto
}

function interconnects(machine: Machine): readonly Finding[] {
  const cells = machine.cells()
  const links = [...childrenOf(machine.at('cpu', 'numa', 'interconnects'), 'latency'), ...childrenOf(machine.at('cpu', 'numa', 'interconnects'), 'bandwidth')]
  const caches = cells.flatMap(cell => repeated(childrenOf(cell, 'cache'), cache => numberOf(valueOf(cache, 'level'))).map(({ item, first, key }) => atValue(item, 'level', `The cell has a cache of level ${key} already.`, { related: [other(first, 'level', 'the first one')], fixes: () => [dropped(item)] })))
  return [...caches, ...links.flatMap((link): readonly Finding[] => {
    for (const name of ['initiator', 'target']) {
      const id = numberOf(valueOf(link, name))
      if (id !== null && id >= cells.length) return [atValue(link, name, `There is no cell ${id}: the cells are 0 to ${cells.length - 1}.`, { fixes: () => [dropped(link)] })]
    }
    const initiator = cells.find((cell, at) => (numberOf(valueOf(cell, 'id')) ?? at) === numberOf(valueOf(link, 'initiator')))
    return initiator && !attributeOf(initiator, 'cpus') ? [atValue(link, 'initiator', 'A cell without vCPUs cannot be the initiator.', { related: [other(initiator, null, 'the cell')], fixes: () => [dropped(link)] })] : []
  })]
}
