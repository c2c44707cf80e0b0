// What the rules of one kind find in a root, in the order of the rules; and the fixes of what they found.
import type { Fix, Problem } from '../../model'
import type { Element } from '../../xml/tree'
import { once } from '../once'
import type { Definition } from './definition'
import type { Finding, RuleOf } from './rule'
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
}

/** `see`: the view of a root; `holds`: whether a rule is for this one. */
export function rulingOf<Seen extends Definition, Ours extends RuleOf<Seen>>(rules: readonly Ours[], see: (root: Element) => Seen, holds: (rule: Ours, seen: Seen) => boolean = () => true): Ruling<Seen> {
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
    }),
  }
}

/** Without a version the newest libvirt is meant, which takes back some of what older ones refused. */
export const holdsIn = ({ until, docs }: RuleOf<never>, version: string | undefined): boolean =>
  (until === undefined || (version !== undefined && compareVersions(version, until) <= 0))
  && (version === undefined || docs.since === undefined || compareVersions(version, docs.since) >= 0)

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let i = 0; i < 3; i++) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0)
  return 0
}

function problemOf(rule: RuleOf<never>, { span, message, level, related, tag }: Finding): Problem {
  return { code: rule.code, level: level ?? rule.level, span, message, ...related?.length ? { related } : {}, ...tag ? { tag } : {} }
}
