// Whether PostCSS, Marp's parser of CSS, can read a text: its tokens alone decide (braces, brackets, quotes, comments), and one that
// is not closed makes Marp drop all CSS of the deck that is not scoped.

export interface CssFault {
  readonly offset: number
  readonly length: number
  readonly message: string
}

/** The first thing that makes the whole unreadable. */
export const cssFault = (css: string): CssFault | null => {
  const open: { readonly sign: string; readonly at: number }[] = []
  for (let at = 0; at < css.length; at++) {
    const sign = css.charAt(at)
    if (sign === '\\') at++
    else if (sign === '/' && css.charAt(at + 1) === '*') {
      const close = css.indexOf('*/', at + 2)
      if (close < 0) return { offset: at, length: 2, message: 'this comment has no `*/`' }
      at = close + 1
    } else if (sign === '"' || sign === "'") {
      const close = closing(css, at)
      if (close < 0) return { offset: at, length: 1, message: 'this quote is not closed' }
      at = close
    } else if (sign === '(' && /url$/i.test(css.slice(Math.max(0, at - 3), at)) && /^\(\s*[^"'\s)]/.test(css.slice(at, at + 50))) {
      const close = css.indexOf(')', at)
      if (close < 0) return { offset: at - 3, length: 4, message: '`url(` is not closed' }
      at = close
    } else if (sign === '{' || sign === '(' || sign === '[') open.push({ sign, at })
    else if (sign === '}' || sign === ')' || sign === ']') {
      const last = open.at(-1)
      if (last && pairs[last.sign] === sign) open.pop()
      else if (sign === '}') return last && last.sign !== '{' ? { offset: last.at, length: 1, message: `this \`${last.sign}\` is not closed` } : { offset: at, length: 1, message: 'this `}` closes nothing' }
    }
  }
  const last = open.at(-1)
  return last ? { offset: last.at, length: 1, message: `this \`${last.sign}\` is not closed` } : null
}

const pairs: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' }

const closing = (css: string, start: number): number => {
  const quote = css.charAt(start)
  for (let at = start + 1; at < css.length; at++) {
    const sign = css.charAt(at)
    if (sign === '\\') at++
    else if (sign === quote) return at
  }
  return -1
}
