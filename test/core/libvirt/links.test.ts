// Links as a table: the words that lead somewhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linksOf } from '../../../server/src/core/libvirt/links'
import { parse } from '../../../server/src/core/xml/parse'

const check = (text: string, ...expected: readonly string[]): void =>
  assert.deepEqual(linksOf(parse(text)).map(({ span, to }) => `${text.slice(span.start, span.end)} -> ${to.kind === 'page' ? to.url : to.path}`), expected)

test('paths in values and texts, and the page of the kind', () => {
  check("<domain><os><kernel> /boot/vm linuz </kernel><cmdline>/sbin/init</cmdline></os><devices><disk><source file='/a&amp;b'/><target dev='vda'/></disk></devices></domain>",
    'domain -> https://libvirt.org/formatdomain.html', '/boot/vm linuz -> /boot/vm linuz', '/a&amp;b -> /a&b')
  check("<pool><target><path>/srv</path></target></pool>", 'pool -> https://libvirt.org/formatstorage.html', '/srv -> /srv')
})

test('what is no path of the host', () => {
  check("<interface><source dev='eth0'/></interface>")
  check("<filter chain='/'/>", 'filter -> https://libvirt.org/formatnwfilter.html')
  check("<interface><filesystem><source dir='/srv/*'/><target dir='/mnt'/></filesystem><a>/x<b/></a><c/></interface>")
  check('')
})
