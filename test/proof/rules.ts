// Why two judges may differ on a document without one of us being wrong unseen: every difference has a name here, or the run fails.
// Each rule comes with its witness: a changed document on which libxml2 agrees, or what the judges themselves say.
import type { Opinion } from './oracles'
import { allIn, copyOf, type Plain } from './plain'
import type { SchemaOrder } from './order'

export interface Difference {
  readonly root: Plain
  /** The codes of our problems of any level, and whether one is an error. */
  readonly ours: { readonly codes: readonly string[], readonly valid: boolean }
  readonly xmllint: Opinion
  /** Null where jing was not asked. */
  readonly jing: Opinion | null
  readonly order: SchemaOrder
  /** Whether libxml2 takes this one instead. */
  readonly takes: (root: Plain) => boolean
}

export interface Rule {
  readonly name: string
  /** What it is, for the report. */
  readonly what: string
  readonly explains: (difference: Difference) => boolean
}

export const rules: readonly Rule[] = [
  {
    name: 'template',
    what: 'we do not judge what a tool will fill, such as ${NAME}',
    explains: ({ ours }) => ours.valid && ours.codes.includes('libvirt/placeholder'),
  },
  {
    name: 'unbound-prefix',
    what: 'a prefix bound to nothing is no well-formed name to jing and us; libxml2 reads it as a name with a colon',
    explains: ({ ours, xmllint, jing }) => ours.codes.includes('xml/unbound-prefix') && xmllint.valid && jing?.valid !== true,
  },
  {
    name: 'libxml2-interleave',
    what: 'libxml2 refuses members of nested interleaves that alternate; the schema allows them, and jing and we do, with the hint that foresees it',
    explains: difference => isTorn(difference) && difference.ours.codes.includes(orderHint),
  },
  {
    name: 'libxml2-interleave, no hint',
    what: 'the same, where our hint does not foresee it',
    explains: isTorn,
  },
  {
    name: 'libxml2-twice-in-group',
    what: 'of two elements of one name in a group libxml2 only tries the first, so that `<devnode type="link">` without one of type `dev` is refused',
    explains: ({ ours, xmllint, jing, root, order, takes }) => {
      const [, name] = /^element (\S+): .*: Element \1 failed to validate attributes/m.exec(xmllint.said) ?? []
      const parent = allIn(root).find(({ element }) => element.name === name)?.parent
      return ours.valid && !xmllint.valid && jing?.valid !== false && !!name && !!parent && order.twice(parent.name, name) && takes(without(root, name))
    },
  },
  {
    name: 'libxml2-whitespace',
    what: 'libxml2 holds patterns and numbers against the value with its blanks; XML Schema, and jing, collapse them first. We follow libxml2, since libvirt does',
    explains: ({ ours, xmllint, jing, root, takes }) => !ours.valid && !xmllint.valid && jing?.valid === true && takes(collapsed(root)),
  },
  {
    name: 'libxml2-unsigned',
    what: 'libxml2 takes no sign on an unsigned number; XML Schema, and jing, do. We follow libxml2, since libvirt does',
    explains: ({ ours, xmllint, jing, root, takes }) => !ours.valid && !xmllint.valid && jing?.valid === true && takes(unsigned(collapsed(root))),
  },
]

/** Our hint that libxml2 will refuse an order. */
export const orderHint = 'schema/libxml2-order'

function isTorn({ ours, xmllint, jing, root, order, takes }: Difference): boolean {
  return ours.valid && !xmllint.valid && jing?.valid !== false && takes(order.sorted(root))
}

/** Without the elements of a name. */
function without(root: Plain, name: string): Plain {
  const copy = copyOf(root)
  for (const { element } of allIn(copy)) element.children = element.children.filter(child => child.kind !== 'element' || child.name !== name)
  return copy
}

/** Without signs before numbers. */
function unsigned(root: Plain): Plain {
  const copy = copyOf(root)
  const visit = (element: Plain): void => {
    for (const attribute of element.attributes) attribute.value = attribute.value.replace(/^(?:\+|-(?=0+$))(?=\d)/, '')
    for (const child of element.children) {
      if (child.kind === 'element') visit(child)
      else child.value = child.value.replace(/^(?:\+|-(?=0+$))(?=\d)/, '')
    }
  }
  visit(copy)
  return copy
}

/** Without blanks around values and texts. */
function collapsed(root: Plain): Plain {
  const copy = copyOf(root)
  const visit = (element: Plain): void => {
    for (const attribute of element.attributes) attribute.value = attribute.value.trim()
    // Comments cut a text into pieces: the blanks around the whole are those at its ends.
    const texts = element.children.filter(child => child.kind === 'text' || child.kind === 'cdata')
    const whole = texts.map(child => 'value' in child ? child.value : '').join('').trim().replace(/[ \t\r\n]+/g, ' ')
    if (!element.children.some(({ kind }) => kind === 'element')) element.children = whole ? [{ kind: 'text', value: whole }] : []
    for (const child of element.children) if (child.kind === 'element') visit(child)
  }
  visit(copy)
  return copy
}
