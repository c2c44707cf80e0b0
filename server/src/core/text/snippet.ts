// Snippet syntax turned into the text it stands for, for clients that know no snippets.

/** `${1:text}` gives its text, `${1|one,two|}` its first choice, `$1` and `$0` nothing, `\$` a dollar sign. */
export const plainText = (snippet: string): string => {
  let text = ''
  let depth = 0
  for (let i = 0; i < snippet.length; i++) {
    const rest = snippet.slice(i)
    const stop = /^\$(?:\d+|\{\d+\})/.exec(rest)
    const choice = /^\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}/s.exec(rest)
    const opening = /^\$\{\d+:/.exec(rest)
    if (/^\\[\\$}]/.test(rest)) text += snippet[++i] ?? ''
    else if (stop) i += stop[0].length - 1
    else if (choice) {
      text += (choice[1] ?? '').replace(/\\(.)/gs, '$1')
      i += choice[0].length - 1
    } else if (opening) {
      depth++
      i += opening[0].length - 1
    } else if (rest.startsWith('}') && depth > 0) depth--
    else text += snippet[i] ?? ''
  }
  return text
}
