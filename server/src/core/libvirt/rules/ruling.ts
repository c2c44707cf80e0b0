// What the rules of one kind find in a root, in the order of the rules; the fixes of what they found; and what they bear.
import type { Fix, Problem } from '../../model'
import type { Attribute, Element } from '../../xml/tree'
import { once } from '../once'
import { borne } from './bearing'
import type { Definition } from './definition'
import { holdsIn, type Finding, type Rulebook, type RuleOf } from './rule'
import { outspoken } from './silence'

export interface Ruling<Seen extends Definition = never> {
  readonly rules: readonly RuleOf<never>[]
  /** What they say of one root; `seen`: its view, where somebody else has it too. */
  over(root: Element, seen?: () => Seen): Ruled
}

export interface Ruled {
  /** `known`: the problems that were found before, for one mistake is one problem. */
  problems(known: readonly Problem[], version: string | undefined): readonly Problem[]
  /** The rule is asked once more, so that nothing has to be carried along. */
  fixes(problem: Problem): readonly Fix[]
  /** Those of the values that would be no error at a place, an attribute or the text of an element. */
  borne(element: Element, attribute: Attribute | null, values: readonly string[], known: readonly Problem[], version: string | undefined): readonly string[]
}

export function rulingOf<Seen extends Definition, Ours extends RuleOf<Seen>>(rules: readonly Ours[], see: Rulebook<Seen>['see'], holds: Rulebook<Seen, Ours>['holds'] = () => true): Ruling<Seen> {
  return {
    rules,
    over: (root, view = once(() => see(root))) => ({
      problems(known, version) {
        const seen = view()
        const found = rules.filter(rule => holds(rule, seen) && holdsIn(rule, version) && (!rule.words || rule.words.some(seen.says)))
          .flatMap(rule => rule.check(seen).map(finding => ({ rule, finding })))
        return outspoken(found, seen, known).map(({ rule, finding }) => problemOf(rule, finding))
      },
      fixes({ code, span }) {
        const seen = view()
        const finding = rules.find(rule => rule.code === code)?.check(seen).find(finding => finding.span.start === span.start && finding.span.end === span.end)
        return finding?.fixes?.().filter(({ edits }) => edits.length > 0) ?? []
      },
      borne: (...asked) => borne({ rules, see, holds }, view(), ...asked),
    }),
  }
}

function problemOf(rule: RuleOf<never>, { span, message, level, related, tag }: Finding): Problem {
  return { code: rule.code, level: level ?? rule.level, span, message, ...related?.length ? { related } : {}, ...tag ? { tag } : {} }
}
