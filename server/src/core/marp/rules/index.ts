// The list of rules, and what they find in a deck, in the order of the text.
import type { Problem } from '../../model'
import type { RuleInfo } from '../../service'
import type { Deck } from '../deck'
import { badHeadingDivider } from './bad-heading-divider'
import { badMath } from './bad-math'
import { badPaginate } from './bad-paginate'
import { defineMathGlobalDirective } from './define-math-global-directive'
import { deprecatedColorSettingShorthand } from './deprecated-color-setting-shorthand'
import { deprecatedDollarPrefix } from './deprecated-dollar-prefix'
import { duplicateKey } from './duplicate-key'
import { frontMatterPlace } from './front-matter-place'
import { frontMatterSyntax } from './front-matter-syntax'
import { frontMatterUnclosed } from './front-matter-unclosed'
import { ignoredMathGlobalDirective } from './ignored-math-global-directive'
import { misplacedDirective } from './misplaced-directive'
import { notADeck } from './not-a-deck'
import { overloadingGlobalDirective } from './overloading-global-directive'
import type { Rule } from './rule'
import { scopedGlobal } from './scoped-global'
import { trailingComment } from './trailing-comment'
import { unknownDirective } from './unknown-directive'
import { unknownSize } from './unknown-size'
import { unknownTheme } from './unknown-theme'
import { wrongCase } from './wrong-case'
import { wrongShape } from './wrong-shape'

/** What Marp for VS Code tells as well, under these very names. */
const theirs: readonly Rule[] = [
  defineMathGlobalDirective, deprecatedColorSettingShorthand, deprecatedDollarPrefix, ignoredMathGlobalDirective, overloadingGlobalDirective, unknownSize, unknownTheme,
]

export const rules: readonly Rule[] = [
  ...theirs,
  frontMatterSyntax, frontMatterUnclosed, frontMatterPlace, duplicateKey, notADeck,
  unknownDirective, wrongCase, scopedGlobal, misplacedDirective,
  wrongShape, trailingComment, badPaginate, badHeadingDivider, badMath,
]

/** The last one is the linter's own, about a file that is no text. */
export const ruleInfos: readonly RuleInfo[] = [
  ...rules.map(({ code, what, level, docs }): RuleInfo => ({ code, title: what, level, docs })),
  { code: 'marp/not-text', title: 'A file that is not UTF-8.', level: 'error' },
]

export const problemsOf = (deck: Deck): readonly Problem[] => {
  const { mode } = deck.marp
  if (mode === 'off') return []
  const found = rules.filter(rule => mode === 'full' || !theirs.includes(rule)).flatMap(rule => rule.check(deck).map((finding): Problem => ({ code: rule.code, level: rule.level, ...finding })))
  // What YAML cannot read has no value that could be judged: one mistake, one problem.
  const lineOf = ({ span }: Problem): number => deck.source.lineAt(deck.source.at(span.start))
  const broken = new Set(found.filter(({ code }) => code === frontMatterSyntax.code).map(lineOf))
  return found.filter(problem => problem.code === frontMatterSyntax.code || !broken.has(lineOf(problem)))
    .sort((a, b) => a.span.start - b.span.start)
}
