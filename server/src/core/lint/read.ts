// Reads a configuration: `.virtdeckrc.json`, the `virtdeck` key of a package.json, or an editor's settings. It never fails:
// what makes no sense is told with its place and left out.
import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { Problem, RuleLevel, Span } from '../model'
import { isVersion, type RuleInfo } from '../service'
import { closestName } from '../text/names'
import { unknownSelector } from './codes'
import { emptyConfig, type LintConfig, type Override, type RuleLevels, type TargetConfig } from './config'

export interface ReadConfig {
  /** Null where the text has none: a package.json without our key. */
  readonly config: LintConfig | null
  readonly problems: readonly Problem[]
}

export const ruleLevels: readonly RuleLevel[] = ['off', 'hint', 'information', 'warning', 'error']

/** By the keys of a configuration, what each may hold. */
export const configKeys = { '': ['$schema', 'libvirt', 'lint'], libvirt: ['version', 'hypervisor'], lint: ['rules', 'ignore', 'overrides'], override: ['files', 'rules', 'libvirt'] } as const

/** As libvirt's domains know them (virDomainVirtType). */
export const hypervisors: readonly string[] = ['bhyve', 'ch', 'hvf', 'hyperv', 'kvm', 'lxc', 'openvz', 'parallels', 'qemu', 'test', 'vbox', 'vmware', 'vz', 'xen']

/** `key`: where in the text the configuration stands, in a file that has others' beside it. */
export function readConfig(text: string, rules: readonly RuleInfo[], key?: string): ReadConfig {
  const errors: ParseError[] = []
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true })
  const root = key === undefined ? tree : childOf(tree, key)
  if (!root) return key === undefined && errors[0] ? { config: emptyConfig, problems: [syntaxError(errors[0])] } : { config: key === undefined ? emptyConfig : null, problems: [] }
  const problems: Problem[] = key === undefined ? errors.slice(0, 1).map(syntaxError) : []
  return { config: configIn(root, { rules, problems }), problems }
}

/** The settings of an editor, which stand under our section: the words of the problems name what is wrong in them. */
export const configOfSettings = (given: unknown, rules: readonly RuleInfo[]): ReadConfig => readConfig(JSON.stringify(given ?? {}), rules)

interface Reading {
  readonly rules: readonly RuleInfo[]
  readonly problems: Problem[]
}

function configIn(root: Node, reading: Reading): LintConfig {
  const top = entriesOf(root, 'The configuration', configKeys[''], reading)
  const lint = top.has('lint') ? entriesOf(top.get('lint')!, '`lint`', configKeys.lint, reading) : none
  return {
    rules: rulesIn(lint.get('rules'), reading),
    ignore: globsIn(lint.get('ignore'), '`lint.ignore`', reading),
    overrides: itemsOf(lint.get('overrides'), '`lint.overrides`', reading).flatMap(item => overrideIn(item, reading) ?? []),
    libvirt: targetIn(top.get('libvirt'), reading),
  }
}

function overrideIn(node: Node, reading: Reading): Override | null {
  const entries = entriesOf(node, 'An override', configKeys.override, reading)
  const files = globsIn(entries.get('files'), '`files`', reading)
  if (node.type === 'object' && !entries.has('files')) reading.problems.push(bad(spanOf(node), 'An override says for which files it is: add `"files": ["…"]`.'))
  const override = { files, rules: rulesIn(entries.get('rules'), reading), libvirt: targetIn(entries.get('libvirt'), reading) }
  return files.length ? override : null
}

function targetIn(node: Node | undefined, reading: Reading): TargetConfig {
  if (!node) return {}
  const entries = entriesOf(node, '`libvirt`', configKeys.libvirt, reading)
  const version = textIn(entries.get('version'), '`libvirt.version`', reading)
  const hypervisor = textIn(entries.get('hypervisor'), '`libvirt.hypervisor`', reading)
  const known = version === undefined || isVersion(version)
  if (!known) reading.problems.push(bad(spanOf(entries.get('version')!), `\`${version}\` is no version: write \`latest\`, \`host\` or one such as \`9.0.0\`.`))
  const driver = hypervisor === undefined || hypervisors.includes(hypervisor)
  if (!driver) reading.problems.push(bad(spanOf(entries.get('hypervisor')!), `\`${hypervisor}\` is no hypervisor of libvirt's${orMeant(hypervisor, hypervisors)}`))
  return { ...known && version !== undefined && { version }, ...driver && hypervisor !== undefined && { hypervisor } }
}

function rulesIn(node: Node | undefined, reading: Reading): RuleLevels {
  const found: Record<string, RuleLevel> = {}
  for (const { key, value } of node ? propertiesOf(node, '`rules`', reading) : []) {
    const code = String(key.value)
    const unknown = unknownSelector(code, reading.rules)
    const level = ruleLevels.find(known => known === value?.value)
    if (unknown) {
      const { suggestion } = unknown
      reading.problems.push({
        code: 'virtdeck/unknown-code', level: 'warning', span: inside(key),
        message: `No rule is called \`${code}\`${suggestion === null ? ': see `virtdeck lint --list-rules`.' : `: did you mean \`${suggestion}\`?`}`,
        ...suggestion !== null && { data: { fix: { title: `Change to \`${suggestion}\``, span: inside(key), text: suggestion } } },
      })
    } else if (level === undefined) {
      reading.problems.push(bad(value ? spanOf(value) : spanOf(key), `A level is wanted here: ${ruleLevels.map(one => `\`${one}\``).join(', ')}${typeof value?.value === 'string' ? orMeant(value.value, ruleLevels) : '.'}`))
    } else found[code] = level
  }
  return found
}

function globsIn(node: Node | undefined, what: string, reading: Reading): readonly string[] {
  return itemsOf(node, what, reading).flatMap(item => textIn(item, `Each of ${what}`, reading) ?? [])
}

function textIn(node: Node | undefined, what: string, { problems }: Reading): string | undefined {
  if (!node) return undefined
  if (node.type === 'string') return String(node.value)
  problems.push(bad(spanOf(node), `${what} is a text, in quotes.`))
  return undefined
}

function itemsOf(node: Node | undefined, what: string, { problems }: Reading): readonly Node[] {
  if (!node) return []
  if (node.type === 'array') return node.children ?? []
  problems.push(bad(spanOf(node), `${what} is a list: write it in \`[…]\`.`))
  return []
}

const none: ReadonlyMap<string, Node> = new Map()

function entriesOf(node: Node, what: string, keys: readonly string[], reading: Reading): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>()
  for (const { key, value } of propertiesOf(node, what, reading)) {
    const name = String(key.value)
    if (!keys.includes(name)) reading.problems.push(unknownKey(key, name, what, keys))
    else if (value) found.set(name, value)
  }
  return found
}

function propertiesOf(node: Node, what: string, { problems }: Reading): readonly { readonly key: Node, readonly value: Node | undefined }[] {
  if (node.type === 'object') return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => key ? [{ key, value }] : [])
  problems.push(bad(spanOf(node), `${what} is an object: write it in \`{…}\`.`))
  return []
}

function unknownKey(key: Node, name: string, what: string, keys: readonly string[]): Problem {
  const [head = '', ...tail] = name.split('.')
  const meant = closestName(name, keys)
  const message = tail.length && keys.includes(head) ? `Write it inside: \`"${head}": { "${tail.join('.')}": … }\`.`
    : elsewhere[name] ?? `${what} has no \`${name}\`${meant === undefined ? `: it has ${keys.map(one => `\`${one}\``).join(', ')}.` : `: did you mean \`${meant}\`?`}`
  return { code: 'virtdeck/config-key', level: 'warning', span: inside(key), message, ...meant !== undefined && { data: { fix: { title: `Change to \`${meant}\``, span: inside(key), text: meant } } } }
}

/** What people look for here. */
const elsewhere: Readonly<Record<string, string>> = {
  rules: '`rules` stands in `lint`: `"lint": { "rules": { … } }`.',
  ignore: '`ignore` stands in `lint`: `"lint": { "ignore": [ … ] }`.',
  overrides: '`overrides` stands in `lint`: `"lint": { "overrides": [ … ] }`.',
  run: 'When problems are looked for is a matter of each editor: set `virtdeck.lint.run` there.',
  schemas: 'Which folder is read is a matter of each machine: set `virtdeck.libvirt.schemas` there, or call `virtdeck lint --schemas`.',
}

const orMeant = (typed: string, names: readonly string[]): string => {
  const meant = closestName(typed, names)
  return meant === undefined ? '.' : `: did you mean \`${meant}\`?`
}

const bad = (span: Span, message: string): Problem => ({ code: 'virtdeck/config-value', level: 'warning', span, message })

const syntaxError = ({ error, offset, length }: ParseError): Problem => ({
  code: 'virtdeck/config-syntax', level: 'error', span: { start: offset, end: offset + length },
  message: `This is no JSON (${printParseErrorCode(error).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}): what can be read of it is heeded.`,
})

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length })

/** Without its quotes. */
const inside = ({ offset, length }: Node): Span => ({ start: offset + 1, end: offset + length - 1 })

const childOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.type === 'object' ? node.children?.find(({ children }) => children?.[0] && getNodeValue(children[0]) === name)?.children?.[1] : undefined
