// What the parser makes of whole and of half-typed XML: the tree on one line, then the problems with the text that they underline.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from '../../../server/src/core/xml/parse'
import { mostAttributes, mostTags } from '../../../server/src/core/xml/scan'
import { render } from './render'

const checkTree = (text: string, tree: string, ...problems: readonly string[]): void => {
  const document = parse(text)
  assert.equal(render(document), tree, text)
  assert.deepEqual(document.problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`.trimEnd()), problems.map(code => `xml/${code}`), text)
}

/** The same, with the text among the devices of a domain, where a sibling follows: that one has to stay what it is. */
const checkHalf = (half: string, tree: string, ...problems: readonly string[]): void => checkTree(
  `<domain>\n  <name>a</name>\n  <devices>\n    ${half}\n    <interface type='bridge'>\n      <source bridge='br0'/>\n    </interface>\n  </devices>\n  <on_crash>destroy</on_crash>\n</domain>\n`,
  `domain(name("a") devices(${tree === '' ? '' : `${tree} `}interface[type=bridge](source[bridge=br0])) on_crash("destroy"))`,
  ...problems,
)

test('whole documents', () => {
  checkTree('<a/>', 'a')
  checkTree('<?xml version="1.0"?>\n<!-- c -->\n<a b="1" c=\'2\'>x<d/>y</a>\n', '?xml <!c> a[b=1 c=2]("x" d "y")')
  checkTree('\ufeff<?xml version="1.0"?><a/>', '?xml a')
  checkTree('<a><![CDATA[1 < 2 & 3]]></a>', 'a(![1 < 2 & 3])')
  checkTree('<q:a xmlns:q="u" q:b = "1" ></q:a >', 'q:a[xmlns:q=u q:b=1]')
  checkTree('<a b="&lt;&quot;&#233;&#xE9;">&amp;&gt;&apos;</a>', 'a[b=<"éé]("&>\'")')
  checkTree('<a b="1\r\n2\t3">4\r\n5</a>', 'a[b=1 2 3]("4\\n5")')
  checkTree('<!DOCTYPE a SYSTEM "x>y" [ <!-- ]> --> <!ENTITY b "]>"> <?p ]>?> ]><a/>', '!doctype a')
  checkTree('<a\n  b="1"\n/>', 'a[b=1]')
})

test('ten inputs that a person types on the way to something', () => {
  checkHalf('<disk ', 'disk?', 'unended-tag disk')
  checkHalf('<disk type=', 'disk?[type]', 'unended-tag disk')
  checkHalf("<disk type='", 'disk?[type=]', "unclosed-value '")
  checkHalf("<disk type='file'", 'disk?[type=file]', 'unended-tag disk')
  checkHalf('<disk></dis', 'disk', 'unended-tag </dis')
  checkHalf('<disk>\n      <source/>', 'disk~(source)', 'unclosed-element disk')
  checkHalf('<', '?', 'stray-bracket <')
  checkHalf('<disk>a & b</disk>', 'disk("a & b")', 'unescaped-ampersand &')
  checkHalf('<disk>\n      <source/>\n    </dsik>', 'disk(source)', 'mismatched-tag dsik')
  checkHalf("<disk type='a' type='b'/>", 'disk[type=a type=b]', 'duplicate-attribute type')
})

test('half-typed tags keep to themselves', () => {
  checkHalf('<disk', 'disk?', 'unended-tag disk')
  checkHalf('<disk/', 'disk?', 'unended-tag /')
  checkHalf('<disk type', 'disk?[type]', 'unended-tag disk')
  checkHalf('</', '', 'stray-closing-tag </')
  checkHalf('<disk></', 'disk', 'unended-tag </')
  checkHalf("<disk type='file'\n      <source/>\n    </disk>", 'disk?[type=file](source)', 'unended-tag disk')
  checkHalf("<disk>\n      <source file='a\n      <target/>\n    </disk>", 'disk(source?[file=a] target)', "unclosed-value 'a")
  checkHalf('<disk>\n      <source \n      <!-- it is -->\n      <target/>\n    </disk>', 'disk(source? <!it is> target)', 'unended-tag source')
  checkHalf('<!-- note', '<!note>', 'unclosed-comment <!--')
  checkHalf('<!', '!doctype', 'stray-declaration <!')
  checkHalf('<![CDATA[ x', '![x]', 'unclosed-cdata <![CDATA[')
  checkHalf('<?x', '?x', 'unclosed-instruction <?x')
  checkHalf('<? ', '?', 'unclosed-instruction <?')
})

test('attributes', () => {
  checkTree("<a b='1'c='2'/>", 'a[b=1 c=2]', 'missing-space c')
  checkTree('<a b="yes"yes c="2"/>', 'a[b=yes yes c=2]', 'stray-characters yes')
  checkTree('<a b=1/>', 'a[b=1]', 'unquoted-value 1')
  checkTree('<a b=1 c=2></a>', 'a[b=1 c=2]', 'unquoted-value 1', 'unquoted-value 2')
  checkTree("<a b=1' c='2'/>", 'a[b=1 c=2]', 'unquoted-value 1')
  checkTree('<a b=”1” c="2"/>', 'a[b=”1” c=2]', 'unquoted-value ”1”')
  checkTree('<a b c="2"/>', 'a[b c=2]', 'missing-value b')
  checkTree('<a b= c="2"/>', 'a[b c=2]', 'missing-value b=')
  checkTree("<a b'1'/>", 'a[b=1]', 'missing-equals b')
  checkTree("<a b='1/>\n", 'a[b=1]', "unclosed-value '1")
  checkTree("<a b='1 c='2'/>", 'a[b=1 c=2]', "unclosed-value '1")
  checkTree(`<a b='1 c="2" d='3'/>`, 'a[b=1 c=2 d=3]', "unclosed-value '1")
  checkTree("<a b='\n  c='2'\n  d='3'/>", 'a[b= c=2 d=3]', "unclosed-value '")
  checkTree("<a b='><c d='2'/></a>", 'a[b=](c[d=2])', "unclosed-value '")
  checkTree("<a b='1<2'/>", 'a[b=1<2]', 'bracket-in-value <')
  checkTree("<a b='1>2 c=3' d='-x y=z'/>", 'a[b=1>2 c=3 d=-x y=z]')
  checkTree('<a , b="1"/>', 'a[b=1]', 'stray-characters ,')
  checkTree('<a\u00a0b="1"/>', 'a[b=1]', 'stray-characters \u00a0'.trimEnd())
  checkTree('< a b="1"/>', 'a[b=1]', 'space-before-name')
})

test('an unclosed element is blamed where it was left open', () => {
  checkTree('<a>\n  <b>\n  <c/>\n  <d/>\n</a>', 'a(b~ c d)', 'unclosed-element b')
  checkTree('<a>\n  <b>x\n  <c/>\n</a>', 'a(b~("x") c)', 'unclosed-element b')
  checkTree('<a>\n  <b>\n    <c/>\n  <!-- of d -->\n  <d/>\n</a>', 'a(b~(c) <!of d> d)', 'unclosed-element b')
  checkTree('<a>\n  <b>\n    <c/>\n  <b>\n    <d/>\n  </b>\n</a>', 'a(b~(c) b(d))', 'unclosed-element b')
  checkTree('<a>\n  <b>\n    <b>\n    <c/>\n  </b>\n</a>', 'a(b(b~ c))', 'unclosed-element b')
  checkTree('<a>\n  <b>\n    <c>\n</a>', 'a(b~(c~))', 'unclosed-element c')
  checkTree('<a>\n  <b>\n    <c>\n      <d/>\n', 'a~(b~(c~(d)))', 'unclosed-element c')
  checkTree('<a>\n<b>\n<c>\n<d/>\n</c>\n<e>\n<f/>\n</e>\n</a>', 'a(b~(c(d) e(f)))', 'unclosed-element b')
  checkTree('<a><b><c/></a>', 'a(b~(c))', 'unclosed-element b')
  checkTree('<a><b <c/></a>', 'a(b? c)', 'unended-tag b')
  checkTree('<a>\n\t<b>\n\t<c/>\n</a>', 'a(b~ c)', 'unclosed-element b')
})

test('closing tags that do not fit', () => {
  checkTree('<a><b></c></b></a>', 'a(b)', 'stray-closing-tag c')
  checkTree('<a><b>x</bb></a>', 'a(b("x"))', 'mismatched-tag bb')
  checkTree('<a>\n  <b>\n  </x>\n  <c/>\n</a>', 'a(b c)', 'mismatched-tag x')
  checkTree('<a>\n  <b>\n    <c>\n    </b>\n  </b>\n</a>', 'a(b(c))', 'mismatched-tag b')
  checkTree('<a>\n  <b/>\n  </b>\n  <c/>\n</a>', 'a(b c)', 'stray-closing-tag b')
  checkTree('<a/></a>', 'a', 'stray-closing-tag a')
  checkTree('<a></a b="1">', 'a', 'stray-characters  b="1"')
  checkTree('<a></a', 'a', 'unended-tag </a')
})

test('a tag that was lost or closed too early gets its content back', () => {
  checkTree('<a>\n  <\n    <c/>\n    <d/>\n  </b>\n  <e/>\n</a>', 'a(?(c d) e)', 'stray-bracket <')
  checkTree('<a>\n  <b/>\n    <c/>\n  </b>\n  <d/>\n</a>', 'a(b(c) d)', 'stray-closing-tag b')
  checkTree('<a/>\n  <b/>\n</a>', 'a(b)', 'stray-closing-tag a')
  checkTree('<\n  <b/>\n</a>', '?(b)', 'stray-bracket <')
  checkTree('<a>\n  <b/>\n  <c/>\n  </b>\n</a>', 'a(b c)', 'stray-closing-tag b')
  checkTree('<a>\n<b>\n  <c>1</c>\n</b>\n<b>\n  <c>2</c>\n', 'a~(b(c("1")) b~(c("2")))', 'unclosed-element b')
  checkTree("<a>\n  <b c='x>12</d>\n    <e/>\n  </b>\n</a>", 'a(b[c=x]("12" e))', "unclosed-value 'x", 'stray-closing-tag d')
})

test('text and references', () => {
  checkTree('<a>x && y &z; &#0; &#x; &#12345678901;</a>', 'a("x && y &z; &#0; &#x; &#12345678901;")',
    'unescaped-ampersand &', 'unescaped-ampersand &', 'unknown-entity &z;', 'bad-reference &#0;', 'bad-reference &#x;', 'bad-reference &#12345678901;')
  checkTree('<a b="?c=1&d=2"/>', 'a[b=?c=1&d=2]', 'unescaped-ampersand &')
  checkTree('<a>1 < 2</a>', 'a("1" ? "2")', 'stray-bracket <')
  checkTree('<a>]]></a>', 'a("]]>")', 'cdata-end ]]>')
  checkTree('<a>\0\x01x\uffff</a>', 'a("\\u0000\\u0001x\uffff")', 'bad-character \0\x01', 'bad-character \uffff')
  checkTree('<a>\ud83d x 😀</a>', 'a("\\ud83d x 😀")', 'bad-character \ud83d')
  checkTree('<a>\ufffd\ufffd</a>', 'a("\ufffd\ufffd")', 'not-utf8 \ufffd\ufffd')
})

test('comments, instructions and declarations', () => {
  checkTree('<a><!-- x -- y --></a>', 'a(<!x -- y>)', 'comment-hyphens --')
  checkTree('<a><!-- x ---></a>', 'a(<!x ->)', 'comment-hyphens --')
  checkTree('<a>\n<!-- x\n<b/>\n<!-- y -->\n</a>', 'a(<!x> b <!y>)', 'unclosed-comment <!--')
  checkTree('\n<?xml version="1.0"?>\n<a/>', '?xml a', 'misplaced-declaration <?xml')
  checkTree('<?xml version="1.0">\n<a/>', '?xml a', 'unclosed-instruction <?xml')
  checkTree('<!DOCTYPE a\n<a/>', '!doctype a', 'unclosed-doctype <!DOCTYPE')
  checkTree('<!DOCTYPE a [\n<!ENTITY b "c">\n<a/>', '!doctype !doctype a', 'unclosed-doctype <!DOCTYPE')
})

test('the document as a whole', () => {
  checkTree('', '', 'no-root')
  checkTree(' \n', '', 'no-root')
  checkTree('<!-- a -->', '<!a>', 'no-root')
  checkTree('hello\nworld', '"hello\\nworld"', 'text-outside-root hello')
  checkTree('<a/>x', 'a "x"', 'text-outside-root x')
  checkTree('<a/><b/><c/>', 'a b c', 'several-roots b')
  checkTree('<', '?', 'stray-bracket <')
})

test('entities are never expanded', () => {
  const declared = Array.from({ length: 20 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('\n')
  const laughs = `<!DOCTYPE a [\n<!ENTITY l0 "lol">\n${declared}\n]>\n<a>&l20;&l20;</a>`
  checkTree(laughs, '!doctype a("&l20;&l20;")', 'unexpanded-entity &l20;')
  assert.equal(parse(laughs).problems[0]?.level, 'error')
  const plain = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
  checkTree(plain, '!doctype a("&b;")', 'unexpanded-entity &b;')
  assert.equal(parse(plain).problems[0]?.level, 'warning')
})

test('junk brings a hundred problems and one closing word', () => {
  for (const junk of ['<'.repeat(2000), '<a>' + '&'.repeat(2000), '\0 '.repeat(2000), '</b>'.repeat(2000), `<a ${"b='' ".repeat(2000)}/>`]) {
    const { problems } = parse(junk)
    assert.equal(problems.length, 101, junk.slice(0, 9))
    assert.equal(problems.at(-1)?.code, 'xml/too-many-problems')
  }
})

test('what no person writes is not read to its end, and nothing is said to lack in it', () => {
  for (const huge of ['<b>'.repeat(mostTags), `${'<b/>'.repeat(mostTags)}</a>`, `<b ${Array.from({ length: mostAttributes + 1 }, (_, at) => `c${at}=''`).join(' ')}><d></a>`]) {
    const document = parse(`<a>${huge}\n`)
    assert.ok(document.cut)
    assert.deepEqual(document.problems, [])
  }
  assert.ok(!parse(`<a>${'<b/>'.repeat(1000)}</a>`).cut)
})
