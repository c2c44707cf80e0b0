// A command line as a person reads it: one argument a line, an option's value beside it, quotes respected.

export function oneArgumentALine(command: string): string {
  const words = wordsOf(command.trim().replace(/\\\n/g, ' '))
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && /^-\w[\w-]*$/.test(last) && !/^-\w/.test(word)) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return `${lines.join(' \\\n  ')}\n`
}

/** Still quoted, so that a shell reads the same again. */
const wordsOf = (command: string): readonly string[] => command.match(/(?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s'"\\])+/g) ?? []
