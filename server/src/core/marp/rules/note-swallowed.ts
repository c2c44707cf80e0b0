// Words for the speaker in a comment with directives: Marp reads the whole comment as YAML, and they reach no notes.
import { closestName } from '../../text/names'
import { directiveOfKey, directives } from '../directives'
import type { Finding, Rule } from './rule'

export const noteSwallowed: Rule = {
  code: 'marp/note-swallowed',
  what: 'A remark for the speaker in a comment with directives, which is no note.',
  level: 'information',
  docs: { why: 'One directive makes directives of the whole comment. A line such as `Note: say hello` in it is an unknown key then, and the presenter view shows nothing.', mend: 'Put the note into a comment of its own.', by: 'marpit, markdown/comment.js' },
  check: ({ slides }) => slides.slides.flatMap(({ comments }) => comments.filter(({ kind }) => kind === 'directives').flatMap(({ entries }) => entries.flatMap(({ key, keySpan, value, valueSpan }): readonly Finding[] => {
    if (directiveOfKey(key) || typeof value !== 'string' || !/\S\s+\S/.test(value) || !/^(?:notes?|todo|remark|comment|say|speaker|[A-Z][a-z]+ [\w ]+)$/i.test(key) || closestName(key, names)) return []
    return [{ span: { start: keySpan.start, end: valueSpan.end }, message: 'This is no note for the speaker, since the comment holds directives: put it into a comment of its own.' }]
  }))),
}

const names = directives.map(({ name }) => name)
