// The list of rules, and what they find in a deck, in the order of the text.
import type { Problem } from '../../model'
import type { RuleInfo } from '../../service'
import type { Deck } from '../deck'
import { backgroundImage } from './background-image'
import { backgroundWithoutImage } from './background-without-image'
import { badColor } from './bad-color'
import { badHeadingDivider } from './bad-heading-divider'
import { badLang } from './bad-lang'
import { badMath } from './bad-math'
import { badPaginate } from './bad-paginate'
import { badUrl } from './bad-url'
import { classComma } from './class-comma'
import { commentNotDirectives } from './comment-not-directives'
import { commentUnclosed } from './comment-unclosed'
import { defineMathGlobalDirective } from './define-math-global-directive'
import { deprecatedColorSettingShorthand } from './deprecated-color-setting-shorthand'
import { deprecatedDollarPrefix } from './deprecated-dollar-prefix'
import { dividedTwice } from './divided-twice'
import { droppedText } from './dropped-text'
import { duplicateKey } from './duplicate-key'
import { emoji } from './emoji'
import { emphasis } from './emphasis'
import { emptyMargin } from './empty-margin'
import { fenceUnclosed } from './fence-unclosed'
import { fitComment } from './fit-comment'
import { frontMatterPlace } from './front-matter-place'
import { frontMatterSyntax } from './front-matter-syntax'
import { frontMatterUnclosed } from './front-matter-unclosed'
import { htmlTag } from './html-tag'
import { ignoredMathGlobalDirective } from './ignored-math-global-directive'
import { imageAddress } from './image-address'
import { imageAddressCss } from './image-address-css'
import { imageAddressEmpty } from './image-address-empty'
import { imageBackground } from './image-background'
import { imageBackslash } from './image-backslash'
import { imageCase } from './image-case'
import { imageConflict } from './image-conflict'
import { imageFilter } from './image-filter'
import { imageKeyword } from './image-keyword'
import { imageMissing } from './image-missing'
import { imagePercent } from './image-percent'
import { imageSize } from './image-size'
import { imageSplitSize } from './image-split-size'
import { lastRuler } from './last-ruler'
import { misplacedDirective } from './misplaced-directive'
import { notADeck } from './not-a-deck'
import { noteLost } from './note-lost'
import { noteSwallowed } from './note-swallowed'
import { overflow } from './overflow'
import { overloadingGlobalDirective } from './overloading-global-directive'
import type { Rule } from './rule'
import { rulerInHtml } from './ruler-in-html'
import { scopedGlobal } from './scoped-global'
import { setextTrap } from './setext-trap'
import { styleMetadata } from './style-metadata'
import { styleProperty } from './style-property'
import { styleSelector } from './style-selector'
import { styleSyntax } from './style-syntax'
import { styleUnclosed } from './style-unclosed'
import { themeRules } from './themes'
import { trailingComment } from './trailing-comment'
import { transitionDuration } from './transition-duration'
import { unknownAnchor } from './unknown-anchor'
import { unknownClass } from './unknown-class'
import { unknownDirective } from './unknown-directive'
import { unknownSize } from './unknown-size'
import { unknownTheme } from './unknown-theme'
import { unknownTransition } from './unknown-transition'
import { vmDomain } from './vm-domain'
import { vmMissing } from './vm-missing'
import { wrongCase } from './wrong-case'
import { wrongShape } from './wrong-shape'

/** What Marp for VS Code tells as well, under these very names. */
const theirs: readonly Rule[] = [
  defineMathGlobalDirective, deprecatedColorSettingShorthand, deprecatedDollarPrefix, ignoredMathGlobalDirective, overloadingGlobalDirective, unknownSize, unknownTheme,
]

/** About front matter, comments and the directives in them. */
const ofDirectives: readonly Rule[] = [
  ...theirs,
  frontMatterSyntax, frontMatterUnclosed, frontMatterPlace, duplicateKey, notADeck,
  unknownDirective, wrongCase, scopedGlobal, misplacedDirective,
  wrongShape, trailingComment, badPaginate, badHeadingDivider, badMath,
]

/** About what stands on the slides. */
const ofSlides: readonly Rule[] = [
  backgroundImage, backgroundWithoutImage, badColor, badLang, badUrl, classComma, commentNotDirectives, commentUnclosed, dividedTwice, droppedText,
  emoji, emphasis, emptyMargin, fenceUnclosed, fitComment, htmlTag, imageAddressCss, imageAddressEmpty, imageAddress, imageBackground, imageBackslash,
  imageCase, imageConflict, imageFilter, imageKeyword, imageMissing, imagePercent, imageSize, imageSplitSize, lastRuler, noteLost, noteSwallowed, overflow, rulerInHtml,
  setextTrap, styleMetadata, styleProperty, styleSelector, styleSyntax, styleUnclosed, transitionDuration, unknownAnchor, unknownClass, unknownTransition, vmDomain, vmMissing,
]

export const rules: readonly Rule[] = [...ofDirectives, ...ofSlides]

/** With more blocks than this a text is no talk; its slides are not looked into. */
const mostBlocks = 100_000

/** The last one is the linter's own, about a file that is no text. */
export const ruleInfos: readonly RuleInfo[] = [
  ...[...rules, ...themeRules].map(({ code, what, level, docs }): RuleInfo => ({ code, title: what, level, docs })),
  { code: 'marp/not-text', title: 'A file that is not UTF-8.', level: 'error' },
]

export const problemsOf = (deck: Deck): readonly Problem[] => {
  const { mode } = deck.marp
  if (mode === 'off') return []
  const found = (deck.slides.tokens.length > mostBlocks ? ofDirectives : rules).filter(rule => mode === 'full' || !theirs.includes(rule)).flatMap(rule => rule.check(deck).map((finding): Problem => ({ code: rule.code, level: rule.level, ...finding })))
  // What YAML cannot read has no value that could be judged: one mistake, one problem.
  const lineOf = ({ span }: Problem): number => deck.source.lineAt(deck.source.at(span.start))
  const broken = new Set(found.filter(({ code }) => code === frontMatterSyntax.code).map(lineOf))
  return found.filter(problem => problem.code === frontMatterSyntax.code || !broken.has(lineOf(problem)))
    .sort((a, b) => a.span.start - b.span.start)
}
