// A comment that begins with a directive and is no YAML as a whole: Marp takes all of it for a note, and the directive does nothing.
import { directiveOfKey } from '../directives'
import type { Finding, Rule } from './rule'

export const commentNotDirectives: Rule = {
  code: 'marp/comment-not-directives',
  what: 'A directive in a comment that Marp takes for a note.',
  level: 'warning',
  docs: {
    why: 'A comment holds directives when all of it is YAML. One line of prose, an indented line or a key that stands twice makes a note of the whole, and the directives in it do nothing.',
    mend: 'Give directives a comment of their own, one to a line and not indented.',
    by: 'marpit, markdown/comment.js',
  },
  check: ({ slides, text }) => slides.slides.flatMap(({ comments }) => comments.flatMap((comment): readonly Finding[] => {
    if (comment.kind !== 'note' || comment.text.length > longest) return []
    const found = [...comment.text.matchAll(/^[ \t]*(["']?)(_?[a-z][A-Za-z]*)\1[ \t]*:(?=[ \t]|$)/gm)].map(([, , name = '']) => name)
    const certain = found.filter(name => directiveOfKey(name) && name !== 'marp' && (name.startsWith('_') || /[A-Z]/.test(name)))
    const plain = found.filter(name => directiveOfKey(name) && name !== 'marp')
    // `title:` or `image:` may begin a line of a note; `_class`, `backgroundColor`, or two of them do not by chance.
    const name = certain[0] ?? (plain.length > 1 ? plain[0] : undefined)
    if (name === undefined) return []
    const start = text.indexOf(name, comment.span.start)
    if (start < 0 || start >= comment.span.end) return []
    return [{ span: { start, end: start + name.length }, message: `Marp takes this comment for a note, since not all of it is YAML, so \`${name}\` does nothing: put the directives into a comment of their own, one to a line.` }]
  })),
}

const longest = 5000
