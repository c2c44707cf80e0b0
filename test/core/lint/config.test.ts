// Configurations: what is read of them, what is told of them with its place, what holds for which file, and how a decision is written.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canBeDisabled, configOfSettings, freshConfig, levelFor, matches, readConfig, resolved, ruleEdits, together } from '../../../server/src/core/lint/index'
import { rulesOf } from '../../../server/src/core/languages'
import { applied } from '../../../server/src/core/text/edits'

const read = async (text: string, key?: string) => readConfig(text, await rulesOf(), key)

test('a configuration with comments, trailing commas and a byte order mark', async () => {
  const { config, problems } = await read(`\uFEFF{
  // the old cluster
  "libvirt": { "version": "9.0.0", "hypervisor": "kvm" },
  "lint": { "rules": { "libvirt/*": "warning", "marp/unknown-theme": "off", }, "ignore": ["old/"], /* all of it */
    "overrides": [{ "files": ["lab/**"], "rules": { "*": "hint" }, "libvirt": { "version": "latest" } }] },
}`)
  assert.deepEqual(problems, [])
  assert.deepEqual(config, {
    rules: { 'libvirt/*': 'warning', 'marp/unknown-theme': 'off' }, ignore: ['old/'], libvirt: { version: '9.0.0', hypervisor: 'kvm' },
    overrides: [{ files: ['lab/**'], rules: { '*': 'hint' }, libvirt: { version: 'latest' } }],
  })
})

/** Text, then of each problem its code, what it underlines, and a piece of what it says. */
const wrong: readonly (readonly [text: string, ...(readonly [code: string, at: string, says: RegExp])[]])[] = [
  ['{ "lint": { "rules": { "libvirt/disk-target-duplicat": "off" } } }', ['unknown-code', 'libvirt/disk-target-duplicat', /did you mean `libvirt\/disk-target-duplicate`/]],
  ['{ "lint": { "rules": { "disk-target-duplicate": "off" } } }', ['unknown-code', 'disk-target-duplicate', /did you mean `libvirt\/disk-target-duplicate`/]],
  ['{ "lint": { "rules": { "libvirt": "off" } } }', ['unknown-code', 'libvirt', /did you mean `libvirt\/\*`/]],
  ['{ "lint": { "rules": { "qwertz": "off" } } }', ['unknown-code', 'qwertz', /--list-rules/]],
  ['{ "lint": { "rules": { "libvirt/*": "warn" } } }', ['config-value', '"warn"', /`off`, `hint`, `information`, `warning`, `error`/]],
  ['{ "lint": { "rules": { "libvirt/*": "errr" } } }', ['config-value', '"errr"', /did you mean `error`/]],
  ['{ "lint": { "rules": { "libvirt/*": 2 } } }', ['config-value', '2', /A level/]],
  ['{ "lint": { "rules": [] } }', ['config-value', '[]', /object/]],
  ['{ "lint": { "ignore": "old" } }', ['config-value', '"old"', /list/]],
  ['{ "lint": { "ignore": [1] } }', ['config-value', '1', /text/]],
  ['{ "lint": { "ignored": [] } }', ['config-key', 'ignored', /did you mean `ignore`/]],
  ['{ "rules": {} }', ['config-key', 'rules', /stands in `lint`/]],
  ['{ "lint.rules": {} }', ['config-key', 'lint.rules', /"lint": \{ "rules": … \}/]],
  ['{ "lint": { "overrides": [{ "rules": {} }] } }', ['config-value', '{ "rules": {} }', /`?"files"/]],
  ['{ "libvirt": { "version": "9" } }', ['config-value', '"9"', /no version/]],
  ['{ "libvirt": { "hypervisor": "kwm" } }', ['config-value', '"kwm"', /did you mean `kvm`/]],
  ['{ "libvirt": { "schemas": "/x" } }', ['config-key', 'schemas', /--schemas/]],
  ['{ "lint": { "rules": { "libvirt/*": "off" }', ['config-syntax', '', /no JSON/]],
  ['[]', ['config-value', '[]', /object/]],
  ['nonsense', ['config-syntax', 'nonsense', /no JSON/]],
]

for (const [text, ...expected] of wrong) {
  test(`what is wrong in ${text}`, async () => {
    const { config, problems } = await read(text)
    assert.ok(config)
    assert.deepEqual(problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]), expected.map(([code, at]) => [`virtdeck/${code}`, at]))
    problems.forEach(({ message }, i) => assert.match(message, expected[i]![2]))
  })
}

test('no text makes it fail, and what can be read is heeded', async () => {
  const whole = '{ "lint": { "rules": { "libvirt/*": "off" }, "ignore": ["a"] } }'
  for (let end = 0; end <= whole.length; end++) assert.ok((await read(whole.slice(0, end))).config)
  assert.deepEqual((await read('{ "lint": { "rules": { "libvirt/*": "off" }, "ignore": ["a"')).config?.rules, { 'libvirt/*': 'off' })
})

test('in a package.json only our key counts', async () => {
  assert.equal((await read('{ "name": "x", "lint": 7 }', 'virtdeck')).config, null)
  const { config, problems } = await read('{ "name": "x", "virtdeck": { "lint": { "ignore": ["a"] } } }', 'virtdeck')
  assert.deepEqual([config?.ignore, problems], [['a'], []])
})

test('the settings of an editor are read as a file is', async () => {
  const { config, problems } = configOfSettings({ lint: { rules: { 'marp/*': 'off', 'x/y': 'off' } } }, await rulesOf())
  assert.deepEqual(config?.rules, { 'marp/*': 'off' })
  assert.equal(problems.length, 1)
})

/** Globs, a path, and whether it is matched. */
const globs: readonly (readonly [readonly string[], string, boolean])[] = [
  [['old'], 'old', true], [['old'], 'a/old/b.xml', true], [['old/'], 'a/old/b.xml', true], [['/old'], 'a/old/b.xml', false], [['/old'], 'old/b.xml', true],
  [['a/old'], 'a/old/b.xml', true], [['a/old'], 'b/a/old/b.xml', false], [['./a/old'], 'a/old/b.xml', true],
  [['*.xml'], 'a/b.xml', true], [['a/*.xml'], 'a/b/c.xml', false], [['a/**/*.xml'], 'a/b/c.xml', true], [['a/**'], 'a/.hidden/c.xml', true],
  [['*.xml', '!keep.xml'], 'a/keep.xml', false], [['!keep.xml', '*.xml'], 'a/keep.xml', true], [['*.{xml,md}'], 'a.md', true],
  [[''], 'a.md', false], [['('], 'a.md', false], [['['], '[', true],
]

for (const [given, path, expected] of globs) {
  test(`${JSON.stringify(given)} and ${path}`, () => assert.equal(matches(given, path), expected))
}

test('the narrower selector wins, then the later override, then the later of several', async () => {
  const { config } = await read(`{ "lint": { "rules": { "libvirt/*": "hint", "libvirt/input-bus": "error", "*": "off" },
    "overrides": [{ "files": ["a/**"], "rules": { "libvirt/*": "information" } }, { "files": ["a/b/**"], "libvirt": { "version": "9.0.0" }, "rules": { "libvirt/input-bus": "off" } }] } }`)
  const at = (path: string, code: string) => levelFor(code, resolved(config!, path))
  assert.deepEqual([at('x.xml', 'libvirt/input-bus'), at('x.xml', 'libvirt/video-ram'), at('x.xml', 'marp/bad-math')], ['error', 'hint', 'off'])
  assert.deepEqual([at('a/x.xml', 'libvirt/input-bus'), at('a/b/x.xml', 'libvirt/input-bus'), at('a/b/x.xml', 'marp/bad-math')], ['information', 'off', 'off'])
  assert.equal(resolved(config!, 'a/b/x.xml').version, '9.0.0')
  const both = together({ ignored: false, layers: [{ '*': 'off' }], version: '9.0.0' }, { ignored: false, layers: [{ 'libvirt/*': 'error' }] })
  assert.deepEqual([levelFor('libvirt/x', both), levelFor('marp/x', both), both.version], ['error', 'off', '9.0.0'])
})

test('a decision is written with what stands there kept', () => {
  const set = (text: string, key?: string) => applied(text, ruleEdits(text, 'libvirt/input-bus', 'off', key))
  assert.equal(freshConfig('libvirt/input-bus', 'off'), '{\n  "lint": {\n    "rules": {\n      "libvirt/input-bus": "off"\n    }\n  }\n}\n')
  assert.equal(set('{\n\t// why\n\t"lint": {\n\t\t"rules": {\n\t\t\t"marp/*": "off" // ours\n\t\t}\n\t}\n}\n'),
    '{\n\t// why\n\t"lint": {\n\t\t"rules": {\n\t\t\t"libvirt/input-bus": "off",\n\t\t\t"marp/*": "off" // ours\n\t\t}\n\t}\n}\n')
  assert.equal(set('{ "lint": { "rules": { "libvirt/input-bus": "hint" } } }'), '{ "lint": { "rules": { "libvirt/input-bus": "off" } } }')
  assert.deepEqual(JSON.parse(set('{ "name": "x", "virtdeck": {} }', 'virtdeck')), { name: 'x', virtdeck: { lint: { rules: { 'libvirt/input-bus': 'off' } } } })
})

test('what is no XML is always told, and what is ours has its own fix', () => {
  const problem = (code: string, level: 'error' | 'warning') => canBeDisabled({ code, level, span: { start: 0, end: 0 }, message: '' })
  assert.deepEqual([problem('xml/unclosed-element', 'error'), problem('xml/not-utf8', 'warning'), problem('schema/not-with', 'error'), problem('virtdeck/unused-disable', 'warning')], [false, true, true, false])
})
