// The list of rules, and what they find in a document, in the order of the text.
import type { Fix, Problem } from '../../model'
import { address } from './address'
import { boot } from './boot'
import { chardev } from './chardev'
import { controller } from './controller'
import { cpu } from './cpu'
import { device } from './device'
import { diskAddress } from './disk-address'
import { diskBus } from './disk-bus'
import { diskOption } from './disk-option'
import { diskSource } from './disk-source'
import { diskTarget } from './disk-target'
import { feature } from './feature'
import { filesystem } from './filesystem'
import { firmware } from './firmware'
import { general } from './general'
import { hostdev } from './hostdev'
import { input } from './input'
import { networkInterface } from './interface'
import { iothread } from './iothread'
import { memory } from './memory'
import { numa } from './numa'
import { pciAddress } from './pci-address'
import { pciController } from './pci-controller'
import { usb } from './usb'
import { vcpu } from './vcpu'
import { video } from './video'
import type { Machine } from './machine'
import type { Finding, Rule } from './rule'
import { outspoken } from './silence'

export type { Rule } from './rule'

export const rules: readonly Rule[] = [
  ...address,
  ...boot,
  ...chardev,
  ...controller,
  ...cpu,
  ...device,
  ...diskAddress,
  ...diskBus,
  ...diskOption,
  ...diskSource,
  ...diskTarget,
  ...feature,
  ...filesystem,
  ...firmware,
  ...general,
  ...hostdev,
  ...input,
  ...networkInterface,
  ...iothread,
  ...memory,
  ...numa,
  ...pciAddress,
  ...pciController,
  ...usb,
  ...vcpu,
  ...video,
]

/** What libvirt would refuse in a domain; `known`: the problems that were found before, for one mistake is one problem. */
export function ruleProblems(machine: Machine, known: readonly Problem[], version?: string): readonly Problem[] {
  const found = rules.filter(rule => holdsFor(rule, machine, version) && (!rule.words || rule.words.some(machine.says)))
    .flatMap(rule => rule.check(machine).map(finding => ({ rule, finding })))
  return outspoken(found, machine, known).map(({ rule, finding }) => problemOf(rule, finding))
}

/** The fixes of a problem that a rule found: the rule is asked once more, so that nothing has to be carried along. */
export function ruleFixes(machine: Machine, { code, span }: Problem): readonly Fix[] {
  const rule = rules.find(rule => rule.code === code)
  if (!rule) return []
  const finding = rule.check(machine).find(finding => finding.span.start === span.start && finding.span.end === span.end)
  return finding?.fixes?.().filter(({ edits }) => edits.length > 0) ?? []
}

/** Without a version the newest libvirt is meant, which takes back some of what older ones refused. */
export const holdsFor = ({ driver, until, docs }: Rule, { qemu, type }: Machine, version: string | undefined): boolean =>
  // What is of VMware is made from its own files, and never refused.
  (driver === 'any' ? type !== 'vmware' : qemu)
  && (until === undefined || (version !== undefined && compareVersions(version, until) <= 0))
  && (version === undefined || docs.since === undefined || compareVersions(version, docs.since) >= 0)

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let i = 0; i < 3; i++) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0)
  return 0
}

function problemOf(rule: Rule, { span, message, level, related, tag }: Finding): Problem {
  return { code: rule.code, level: level ?? rule.level, span, message, ...related?.length ? { related } : {}, ...tag ? { tag } : {} }
}
