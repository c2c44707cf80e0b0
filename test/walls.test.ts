// Holds the walls: who may import whom, and how long a file may be. The map of the code in README.md says why.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

/** One row a room: the folder (longest match wins) and what it may import, as path prefixes or package names. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'server/src/core/model': [],
  'server/src/core/board': ['server/src/core/model'],
  'server/src/core/host': [],
  'server/src/core/picture/': ['server/src/core/board', 'server/src/core/model', 'server/src/core/picture/', 'd3-hierarchy'],
  'server/src/core/service': ['server/src/core/board', 'server/src/core/host', 'server/src/core/model', 'server/src/core/text/lines'],
  'server/src/core/embedded': ['server/src/core/model', 'server/src/core/service'],
  'server/src/core/pictured': ['server/src/core/board', 'server/src/core/service', 'server/src/core/libvirt/index', 'server/src/core/marp/machines', 'server/src/core/picture-aside'],
  'server/src/core/picture-aside': ['server/src/core/picture/index'],
  'server/src/core/languages': ['server/src/core/embedded', 'server/src/core/service', 'server/src/core/libvirt/index', 'server/src/core/marp/index', 'server/src/core/marp/theme-language', 'server/src/core/lint/codes'],
  'server/src/core/lint/': ['server/src/core/model', 'server/src/core/service', 'server/src/core/text/', 'server/src/core/lint/', 'jsonc-parser', 'picomatch'],
  'server/src/core/text/': ['server/src/core/model', 'server/src/core/text/'],
  'server/src/core/docs/': ['server/src/core/docs/'],
  'server/src/core/xml/': ['server/src/core/model', 'server/src/core/text/', 'server/src/core/xml/'],
  'server/src/core/grammar/': ['server/src/core/model', 'server/src/core/text/', 'server/src/core/grammar/'],
  'server/src/core/libvirt/': ['server/src/core/board', 'server/src/core/model', 'server/src/core/service', 'server/src/core/text/', 'server/src/core/xml/', 'server/src/core/grammar/', 'server/src/core/docs/', 'server/src/core/libvirt/', 'server/src/core/host'],
  'server/src/core/marp/': ['server/src/core/model', 'server/src/core/service', 'server/src/core/text/', 'server/src/core/docs/', 'server/src/core/marp/', 'yaml', 'markdown-it', 'markdown-it-emoji', 'color-name', 'postcss', 'postcss-selector-parser', 'vscode-css-languageservice'],
  'server/src/protocol/': ['server/src/core/board', 'server/src/core/model', 'server/src/core/host'],
  'server/src/installed/': ['server/src/core/service', 'server/src/installed/'],
  'server/src/runtime/': [],
  'server/src/configured/': ['server/src/core/service', 'server/src/core/model', 'server/src/core/lint/index', 'server/src/configured/', 'yaml'],
  'server/src/lsp/main.node': ['server/src/lsp/', 'server/src/installed/', 'server/src/runtime/', 'vscode-languageserver'],
  'server/src/lsp/': ['server/src/core/board', 'server/src/core/languages', 'server/src/core/pictured', 'server/src/core/lint/index', 'server/src/configured/', 'server/src/core/service', 'server/src/core/model', 'server/src/core/text/', 'server/src/protocol/', 'server/src/lsp/', 'vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri', 'server/src/core/host'],
  'server/src/cli/': ['diff', 'ignore', 'picomatch', 'server/src/core/board', 'server/src/core/picture/index', 'server/src/core/pictured', 'server/src/core/languages', 'server/src/core/lint/index', 'server/src/configured/', 'server/src/core/service', 'server/src/core/model', 'server/src/core/text/', 'server/src/installed/', 'server/src/runtime/', 'server/src/cli/', 'node:'],
  'client/src/': ['server/src/protocol/', 'server/src/core/model', 'client/src/', 'vscode', 'vscode-languageclient', 'vscode-uri', '@marp-team/marp-core', 'fast-xml-parser', 'diff'],
  'client/src/preview/': ['server/src/core/board', 'server/src/protocol/', 'server/src/core/model', 'client/src/', 'vscode', '@marp-team/marp-core', 'marp-core-4', 'markdown-it'],
  'client/pages/': ['client/src/preview/messages', 'server/src/core/picture/index', '@vscode-elements/elements', 'client/pages/'],
}

const sources = ['server/src', 'client/src', 'client/pages'].flatMap(root =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts')).map(file => normalize(join(root, file))))

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*[,)]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g)]
    .map(match => (match[1] ?? match[2] ?? match[3])!)
    .map(target => target.startsWith('.') ? normalize(join(dirname(file), target)) : target)

const roomOf = (file: string): string => {
  const room = Object.keys(rooms).filter(prefix => file.startsWith(prefix)).sort((a, b) => b.length - a.length)[0]
  assert.ok(room, `${file} stands in no room of the table`)
  return room
}

const reaches = (target: string, allowed: string): boolean =>
  target === allowed || target.startsWith(allowed.endsWith('/') || allowed.endsWith(':') ? allowed : `${allowed}/`) || target === `${allowed}.ts`

test('every import stays within the walls', () => {
  for (const file of sources) {
    const allowed = [...rooms[roomOf(file)]!, ...(file.endsWith('.node.ts') ? ['node:'] : [])]
    for (const target of importsOf(file)) {
      assert.ok(allowed.some(prefix => reaches(target, prefix)), `${file} may not import ${target}`)
    }
  }
})

test('only *.web.ts names the worker, only *.node.ts and the linter name Node', () => {
  for (const file of sources.filter(file => !file.startsWith('server/src/cli/') && !file.startsWith('client/pages/'))) {
    const text = readFileSync(file, 'utf8')
    if (!file.endsWith('.web.ts')) assert.doesNotMatch(text, /\bself\.|\bpostMessage\(self|importScripts/, file)
    if (!file.endsWith('.node.ts')) assert.doesNotMatch(text, /\bprocess\.|\brequire\(|\b__dirname\b|\bBuffer\./, file)
  }
})

test('a file is one noun: 400 lines at most, data and docs aside', () => {
  for (const file of sources.filter(file => !/\/(data|docs)\//.test(file))) {
    const lines = readFileSync(file, 'utf8').split('\n').length - 1
    assert.ok(lines <= 400, `${file} has ${lines} lines: look for two nouns in it`)
  }
})

test('only one file of the client starts processes, and two of the linter', () => {
  for (const file of sources) {
    if (/child_process/.test(readFileSync(file, 'utf8'))) assert.ok(['client/src/virsh/run.node.ts', 'server/src/cli/chromium.ts', 'server/src/cli/git.ts'].includes(file), file)
  }
})
