// What package.json promises against what the client has: commands, menus, settings, words, files, and what loads at the start.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { clientDefaults, section, settingsFrom } from '../../client/src/settings'
import { libvirt } from '../../server/src/core/libvirt/index'
import { configKeys, hypervisors, ruleLevels } from '../../server/src/core/lint/read'
import { lintDefaults } from '../../server/src/core/lint/index'
import { defaultSettings, isVersion } from '../../server/src/core/service'

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly icon?: string | Readonly<Record<string, string>> }[]
    readonly languageModelTools: readonly { readonly name: string }[]
    readonly problemPatterns: readonly { readonly regexp: string }[]
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown; readonly scope: string; readonly markdownDescription: string; readonly anyOf?: readonly [{ readonly enum?: readonly string[]; readonly pattern?: string }, { readonly enum?: readonly string[]; readonly pattern?: string }] }>> }
  }
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] } }
  readonly activationEvents: readonly string[]
}

const text = readFileSync('package.json', 'utf8')
const manifest = JSON.parse(text) as Manifest
const { contributes } = manifest

const folder = 'client/src/commands'
const commandFiles = readdirSync(folder).filter(file => /\bid: 'virtdeck\./.test(readFileSync(`${folder}/${file}`, 'utf8')))
const idOf = (file: string): string => /\bid: '(virtdeck\.\w+)'/.exec(readFileSync(`${folder}/${file}`, 'utf8'))![1]!

test('each command has its file, its place in the list and its entry in package.json', () => {
  assert.deepEqual(commandFiles.map(idOf).sort(), contributes.commands.map(({ command }) => command).sort())
  const list = readFileSync(`${folder}/index.ts`, 'utf8')
  for (const file of commandFiles) assert.match(list, new RegExp(`from './${file.replace('.ts', '')}'`))
  const listed = /= \[(.*)\]/.exec(list)![1]!.split(',')
  assert.equal(listed.length, commandFiles.length)
})

test('each tool for language models has its file and its entry in package.json; the one that changes a host asks', () => {
  const tools = 'client/src/assistant'
  const texts = readdirSync(tools).map(file => readFileSync(`${tools}/${file}`, 'utf8')).filter(text => /\bname: 'virtdeck_/.test(text))
  assert.deepEqual(texts.map(text => /\bname: '(\w+)'/.exec(text)![1]).sort(), contributes.languageModelTools.map(({ name }) => name).sort())
  assert.deepEqual(texts.filter(text => /\bconfirm\(/.test(text)).map(text => /\bname: '(\w+)'/.exec(text)![1]), ['virtdeck_define'])
  const list = readFileSync(`${tools}/index.ts`, 'utf8')
  assert.equal([...list.matchAll(/register\(session, /g)].length, texts.length)
})

test('the problem matcher reads what the linter prints', () => {
  const [{ regexp }] = contributes.problemPatterns as [{ readonly regexp: string }]
  assert.deepEqual(new RegExp(regexp).exec('a b/web.xml:9:14: error schema/invalid-value `mode` cannot be `x`: did you mean `y`?')?.slice(1), ['a b/web.xml', '9', '14', 'error', 'schema/invalid-value', '`mode` cannot be `x`: did you mean `y`?'])
  assert.equal(new RegExp(regexp).exec("  <cpu mode='host-passtrough'/>"), null)
})

test('menus name commands that exist, and say when', () => {
  const ids = contributes.commands.map(({ command }) => command)
  for (const [menu, entries] of Object.entries(contributes.menus)) {
    for (const { command, when } of entries) {
      assert.ok(ids.includes(command), `${menu} names ${command}`)
      assert.ok(when, `${command} in ${menu} shows always`)
    }
  }
  assert.deepEqual(contributes.menus['commandPalette']?.map(({ command }) => command).sort(), [...ids].sort())
})

test('the defaults of package.json are those of the client and the core', () => {
  const { properties } = contributes.configuration
  const { libvirt, format, hints } = defaultSettings
  const known: Readonly<Record<string, unknown>> = { ...clientDefaults, 'libvirt.version': libvirt.version, 'libvirt.schemas': libvirt.schemas, 'libvirt.hypervisor': libvirt.hypervisor ?? '',
    ...Object.fromEntries(Object.entries(lintDefaults).map(([name, value]) => [`lint.${name}`, value])), 'format.order': format.order, hints, 'marp.mode': 'auto' }
  assert.deepEqual(
    Object.fromEntries(Object.entries(properties).map(([name, { default: value }]) => [name, value])),
    Object.fromEntries(Object.entries(known).map(([name, value]) => [`${section}.${name}`, value])))
})

test('settings that make no sense get their defaults', () => {
  const read = (values: Readonly<Record<string, unknown>>) => settingsFrom({ get: name => values[name] })
  const defaults = { connection: 'qemu:///system', connections: [], hostCheck: 'off', hostFacts: true, virshPath: 'virsh', marpCli: '', marpCore: '5', remoteImages: false, besideOthers: false, autoClosingTags: true }
  assert.deepEqual(read({}), defaults)
  assert.deepEqual(read({ 'libvirt.connection': 7, 'libvirt.connections': 'x', 'host.check': 'always', 'host.facts': 'maybe', 'virsh.path': '  ', 'deck.remoteImages': 'yes', 'marp.core': 4.4, 'xml.besideOthers': 1, 'xml.autoClosingTags': null }), defaults)
  assert.deepEqual(read({ 'libvirt.connection': ' lxc:/// ', 'libvirt.connections': [' test:///default ', 7, ''], 'host.check': 'onSave', 'host.facts': false, 'virsh.path': '/opt/virsh', 'deck.marpCli': '/opt/marp-cli.js', 'deck.remoteImages': true, 'marp.core': '4.4', 'xml.besideOthers': true, 'xml.autoClosingTags': false }),
    { connection: 'lxc:///', connections: ['test:///default'], hostCheck: 'onSave', hostFacts: false, virshPath: '/opt/virsh', marpCli: '/opt/marp-cli.js', marpCore: '4.4', remoteImages: true, besideOthers: true, autoClosingTags: false })
})

test('no workspace says which program runs', () => {
  assert.equal(contributes.configuration.properties['virtdeck.virsh.path']?.scope, 'machine')
  for (const name of ['virtdeck.virsh.path', 'virtdeck.libvirt.connection', 'virtdeck.libvirt.connections', 'virtdeck.host.check']) {
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name), name)
  }
})

test('no untrusted workspace says which folder is read', () => {
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('virtdeck.libvirt.schemas'))
})

test('the versions that package.json offers are those that there are, and its pattern takes what the core takes', () => {
  const [{ enum: offered }, { pattern }] = contributes.configuration.properties['virtdeck.libvirt.version']!.anyOf!
  assert.deepEqual(offered, libvirt.versions)
  for (const version of ['10.0.0', '9.0', 'v9.0.0', '1.2.3.4', '12.10.11']) assert.equal(new RegExp(pattern!).test(version), isVersion(version), version)
})

test('the settings have the names of the configuration file, its levels and its hypervisors', () => {
  const { properties } = contributes.configuration as unknown as { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[]; readonly additionalProperties?: { readonly enum: readonly string[] } }>> }
  for (const name of configKeys.lint) assert.ok(properties[`virtdeck.lint.${name}`], name)
  for (const name of configKeys.libvirt) assert.ok(properties[`virtdeck.libvirt.${name}`], name)
  assert.deepEqual(properties['virtdeck.lint.rules']?.additionalProperties?.enum, ruleLevels)
  assert.deepEqual(properties['virtdeck.libvirt.hypervisor']?.enum, ['', ...hypervisors])
})

test('every word that package.json leaves to package.nls.json is there, and no other', () => {
  const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>
  const asked = [...text.matchAll(/"%([\w.]+)%"/g)].map(match => match[1]!)
  assert.deepEqual([...new Set(asked)].sort(), Object.keys(words).sort())
})

test('the files that package.json names are built', () => {
  for (const { icon } of contributes.commands) {
    if (typeof icon === 'object') for (const file of Object.values(icon)) assert.ok(existsSync(file), file)
  }
  for (const page of ['vm.js', 'deck.js', 'style.css']) assert.ok(existsSync(`client/dist/pages/${page}`), page)
})

for (const host of ['node', 'web']) {
  test(`the renderer of decks is not in what starts the extension (${host})`, () => {
    assert.doesNotMatch(readFileSync(`client/dist/${host}/extension.js`, 'utf8'), /marpit_slide/)
    assert.match(readFileSync(`client/dist/${host}/deck.js`, 'utf8'), /marpit_slide/)
  })
}

test('what draws a machine is in its page and in the linter’s commands, and in nothing that starts', () => {
  // A worker has no other place for what its decks may ask for.
  for (const file of ['client/dist/node/extension.js', 'client/dist/web/extension.js', 'server/dist/node/server.js', 'server/dist/cli.js']) {
    assert.doesNotMatch(readFileSync(file, 'utf8'), /virtdeck-machine|vscode-checkbox/, file)
  }
  for (const file of ['client/dist/pages/vm.js', 'server/dist/commands.js']) assert.match(readFileSync(file, 'utf8'), /virtdeck-machine/, file)
})

test('the page’s policy lets no inline code or style in', () => {
  const page = readFileSync('client/src/preview/page.ts', 'utf8')
  assert.match(page, /default-src 'none'/)
  assert.doesNotMatch(page, /unsafe-/)
})
