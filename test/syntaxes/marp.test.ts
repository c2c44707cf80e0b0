// The highlighting of directives, tokenised as VS Code does it, on a small stand-in for VS Code's Markdown grammar
// with the same rules for front matter, comments and fences.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma'
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate'
import { directives } from '../../server/src/core/marp/directives'

const markdown = {
  scopeName: 'text.html.markdown',
  patterns: [{ include: '#frontMatter' }, { include: '#fence' }, { include: '#comment' }],
  repository: {
    frontMatter: {
      begin: '\\A(?=(-{3,}))', end: '^ {,3}\\1-*[ \\t]*$', applyEndPatternLast: true,
      patterns: [{
        begin: '\\A(-{3,})(.*)$', while: '^(?! {,3}\\1-*[ \\t]*$|[ \\t]*\\.{3}$)', contentName: 'meta.embedded.block.frontmatter', patterns: [{ include: 'source.yaml' }],
      }],
    },
    fence: { begin: '^```', end: '^```', name: 'markup.fenced_code.block.markdown', patterns: [{ include: '#comment' }] },
    comment: { begin: '<!--', end: '-->', name: 'comment.block.html' },
  },
}
const yaml = { scopeName: 'source.yaml', patterns: [{ match: '^([^:#]+):(.*)$', captures: { 1: { name: 'entity.name.tag.yaml' }, 2: { name: 'string.yaml' } } }] }
const css = { scopeName: 'source.css', patterns: [{ match: '\\w+', name: 'word.css' }] }

const injections = { 'markdown.marp.front-matter.injection': 'marp-front-matter', 'markdown.marp.comment.injection': 'marp-comment' } as const

const grammar = async (): Promise<IGrammar> => {
  const wasm = readFileSync('node_modules/vscode-oniguruma/release/onig.wasm')
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength))
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner: sources => new OnigScanner(sources), createOnigString: text => new OnigString(text) }),
    getInjections: scope => scope === 'text.html.markdown' ? Object.keys(injections) : undefined,
    loadGrammar: async scope => {
      const own = Object.entries(injections).find(([name]) => name === scope)?.[1]
      const text = own ? readFileSync(`syntaxes/${own}.tmLanguage.json`, 'utf8') : JSON.stringify([markdown, yaml, css].find(({ scopeName }) => scopeName === scope))
      return parseRawGrammar(text, `${scope}.json`)
    },
  })
  const loaded = await registry.loadGrammar('text.html.markdown')
  assert.ok(loaded)
  return loaded
}

const loading = grammar()

/** Each token that our grammars named, with the last part of its name that says what it is. */
const tokensOf = async (text: string): Promise<readonly string[]> => {
  const { tokenizeLine } = await loading.then(loaded => ({ tokenizeLine: loaded.tokenizeLine.bind(loaded) }))
  let state = INITIAL
  return text.split('\n').flatMap(line => {
    const { tokens, ruleStack } = tokenizeLine(line, state)
    state = ruleStack
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const name = scopes.at(-1) ?? ''
      return /^(keyword|constant|invalid|string\.unquoted)\S*\.marp$|^word\.css$/.test(name) ? [`${line.slice(startIndex, endIndex)} ${name.split('.')[0]}`] : []
    })
  })
}

test('every directive is coloured in front matter', async () => {
  for (const { name, scope, frontMatterOnly } of directives) {
    if (frontMatterOnly) continue
    for (const key of scope === 'local' ? [name, `_${name}`] : [name]) {
      assert.deepEqual(await tokensOf(`---\nmarp: true\n${key}: x\n---\n`), ['marp keyword', 'true constant', `${key} keyword`, 'x string'])
    }
  }
})

test('values, block text and what comes behind', async () => {
  assert.deepEqual(await tokensOf('---\nmarp: true\npaginate: true\ncolor: #fff\nstyle: |\n  section\n\n  h1\nfoo: x\n_theme: x\n$theme: x\nclass: "a"\n---\ntheme: x\n<!-- _class: lead -->\n'), [
    'marp keyword', 'true constant', 'paginate keyword', 'true constant', 'color keyword', '#fff constant', 'style keyword', '| keyword', 'section word', 'h1 word', '$theme invalid', 'class keyword', '_class keyword', 'lead string',
  ])
})

test('front matter that is no deck keeps its colours', async () => {
  assert.deepEqual(await tokensOf('---\ntheme: x\nstyle: y\n---\n'), [])
  assert.deepEqual(await tokensOf('---\nmarp: false\ntheme: x\n---\n'), [])
  assert.deepEqual(await tokensOf('text\n\nmarp: true\ntheme: x\n'), [])
})

test('comments: directives, not notes and not code', async () => {
  for (const { name, provider } of directives.filter(each => each.provider !== 'Marp CLI' && !each.frontMatterOnly)) {
    assert.deepEqual(await tokensOf(`<!-- ${name}: x -->`), [`${name} keyword`, 'x string'], provider)
  }
  assert.deepEqual(await tokensOf('a <!--\nclass: a\n_color: #fff\nA note\n--> b <!--_class: x--> <!-- fit -->'), ['class keyword', 'a string', '_color keyword', '#fff constant', '_class keyword', 'x string', 'fit keyword'])
  assert.deepEqual(await tokensOf('<!-- say theme: x -->\n<!-- _theme: x -->\n```\n<!-- class: x -->\n```\n<!-- classes: x -->'), [])
})

test('an empty directive leaves the end of its comment alone', async () => {
  const markdown = await loading
  for (const line of ['<!-- _paginate: -->', '<!-- _backgroundImage:  -->', '<!-- _paginate:-->', '<!-- _class: --->']) {
    const { ruleStack } = markdown.tokenizeLine(line, INITIAL)
    assert.deepEqual(markdown.tokenizeLine('# after', ruleStack).tokens[0]?.scopes, ['text.html.markdown'], line)
  }
})
