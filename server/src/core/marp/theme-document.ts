// A theme's file as a document: what Marp reads in its comments and imports is judged, explained and completed.
import { foreign, type Document, type MarpSettings } from '../service'
import { loadCss } from './css'
import { mended } from './fixes'
import { themeIds } from './names'
import { themeProblems } from './rules/themes'
import { completeTheme, hoverTheme } from './theme-help'
import { sheetOf } from './theme-sheet'

export const openTheme = async (text: string, marp?: MarpSettings): Promise<Document> => {
  const sheet = sheetOf(text, await loadCss(), marp)
  return {
    ...foreign,
    kind: 'marp',
    problems: () => themeProblems(sheet),
    fixes: mended,
    complete: offset => completeTheme(sheet, offset),
    hover: offset => hoverTheme(sheet, offset),
    ...themeIds(sheet),
  }
}
