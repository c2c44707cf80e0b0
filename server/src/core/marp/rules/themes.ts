// The rules about theme files, and what they find.
import type { Problem } from '../../model'
import type { ThemeSheet } from '../theme-sheet'
import type { ThemeRule } from './rule'
import { syntaxOf } from './style-syntax'
import { themeAutoScaling } from './theme-auto-scaling'
import { themeDuplicate } from './theme-duplicate'
import { themeImport } from './theme-import'
import { themeMetadata } from './theme-metadata'
import { themeName } from './theme-name'
import { themeSize } from './theme-size'

export const themeRules: readonly ThemeRule[] = [themeName, themeDuplicate, themeSize, themeAutoScaling, themeImport, themeMetadata]

export const themeProblems = (sheet: ThemeSheet): readonly Problem[] => [
  ...syntaxOf(sheet.css, sheet.text, { start: 0, end: sheet.text.length }, 'so Marp cannot load this theme'),
  ...themeRules.flatMap(rule => rule.check(sheet).map((finding): Problem => ({ code: rule.code, level: rule.level, ...finding }))),
].sort((a, b) => a.span.start - b.span.start)
