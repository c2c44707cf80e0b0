// What a snippet leaves in the text when nothing is typed into its stops.

/** `${2|a,b|}` by its first choice or the one asked for, `${2:text}` by its text, innermost first; `$2` by nothing. */
export function filled(snippet: string, choice = 0): string {
  const chosen = snippet.replace(/\$\{\d+\|((?:[^|\\]|\\.)*)\|\}/g, (_, list: string) => {
    const choices = list.split(/(?<!\\),/)
    return choices[choice % choices.length]!
  })
  const inner = chosen.replace(/\$\{\d+:((?:[^${}\\]|\\.)*)\}/g, '$1')
  return inner === chosen ? chosen.replace(/(?<!\\)\$\d+/g, '').replace(/\\([\\$},|])/g, '$1') : filled(inner, choice)
}
