// The language of Marp's theme files: CSS that says `/* @theme name */` at its head, or that is registered as a theme. What CSS itself
// has is the editor's; here is what Marp reads in it. Other CSS gets no opinion.
import { foreign, type Language } from '../service'
import { metasIn } from './theme-css'

export const marpTheme: Language = {
  id: 'marp',
  editorIds: ['css'],
  extensions: ['.css'],
  open: async (text, { marp }) => marp?.mode !== 'off' && (marp?.isTheme || isTheme(text)) ? (await import('./theme-document')).openTheme(text, marp) : foreign,
  rules: async () => [],
}

/** In a comment before the first rule stands `@theme`; Marp would take it from any. */
const isTheme = (text: string): boolean => {
  const beginning = /^\uFEFF?(?:\s|@(?:charset|import)[^;{}]*;|\/\*[^]*?\*\/)*/.exec(text.slice(0, longestHead))?.[0] ?? ''
  return metasIn(beginning).some(({ key }) => key === 'theme') || /^[\s*!/]*@theme[ \t]*(?:\*\/|$)/m.test(beginning)
}

const longestHead = 20_000
