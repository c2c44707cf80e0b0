// An example in a text: it shows what it is about, one thing below another, and leaves out or writes `…` for the rest.
import type { Problem } from '../model'
import type { Document } from '../service'
import { rules } from './rules/index'

/** The document without what is only wrong in a whole one. */
export const excerptOf = (document: Document): Document => ({ ...document, problems: () => document.problems().filter(holds) })

const holds = ({ code, data }: Problem): boolean => !code.startsWith('schema/missing-') && !ofWhole.has(code)
  && !(code === 'schema/unexpected-text' && /^[\s.…[\]()]*$/.test(String(data?.['text'])))

const ofWhole: ReadonlySet<string> = new Set(['xml/several-roots', 'xml/text-outside-root', ...rules.filter(({ whole }) => whole).map(({ code }) => code)])
