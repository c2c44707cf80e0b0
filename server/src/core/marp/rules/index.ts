// The list of rules, and what they find in a deck, in the order of the text.
import type { Problem } from '../../model'
import type { RuleInfo } from '../../service'
import type { Deck } from '../deck'
import { badHeadingDivider } from './bad-heading-divider'
import { badMath } from './bad-math'
import { badPaginate } from './bad-paginate'
import { dollarPrefix } from './dollar-prefix'
import { duplicateKey } from './duplicate-key'
import { frontMatterPlace } from './front-matter-place'
import { frontMatterSyntax } from './front-matter-syntax'
import { frontMatterUnclosed } from './front-matter-unclosed'
import { misplacedDirective } from './misplaced-directive'
import { notADeck } from './not-a-deck'
import { repeatedGlobal } from './repeated-global'
import type { Rule } from './rule'
import { scopedGlobal } from './scoped-global'
import { trailingComment } from './trailing-comment'
import { unknownDirective } from './unknown-directive'
import { unknownSize } from './unknown-size'
import { unknownTheme } from './unknown-theme'
import { wrongCase } from './wrong-case'
import { wrongShape } from './wrong-shape'

export const rules: readonly Rule[] = [
  frontMatterSyntax, frontMatterUnclosed, frontMatterPlace, duplicateKey, notADeck,
  unknownDirective, wrongCase, dollarPrefix, scopedGlobal, misplacedDirective, repeatedGlobal,
  wrongShape, trailingComment, unknownTheme, unknownSize, badPaginate, badHeadingDivider, badMath,
]

/** The last one is the linter's own, about a file that is no text. */
export const ruleInfos: readonly RuleInfo[] = [
  ...rules.map(({ code, what, level }): RuleInfo => ({ code, title: what, level })),
  { code: 'marp/not-text', title: 'A file that is not UTF-8.', level: 'error' },
]

export const problemsOf = (deck: Deck): readonly Problem[] => {
  const found = rules.flatMap(rule => rule.check(deck).map((finding): Problem => ({ code: rule.code, level: rule.level, ...finding })))
  // What YAML cannot read has no value that could be judged: one mistake, one problem.
  const lineOf = ({ span }: Problem): number => deck.source.lineAt(deck.source.at(span.start))
  const broken = new Set(found.filter(({ code }) => code === frontMatterSyntax.code).map(lineOf))
  return found.filter(problem => problem.code === frontMatterSyntax.code || !broken.has(lineOf(problem)))
    .sort((a, b) => a.span.start - b.span.start)
}
