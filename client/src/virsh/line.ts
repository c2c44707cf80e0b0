// A virsh command as one line of its standard input, quoted so that virsh reads each argument as it is (vshCommandStringGetArg).

/**
 * Null where no line can say it: a line ends at a line break, and readline takes control characters and, in the C locale, letters
 * beyond ASCII for keys. Such arguments are given to a virsh of their own.
 */
export function lineOf(args: readonly string[]): string | null {
  const line = args.map(quoted).join(' ')
  return line.length <= longest && args.every(arg => /^[\x20-\x7e]*$/.test(arg)) ? line : null
}

/** readline repeats what it reads, and a line that is wider than its terminal in pieces. */
const longest = 20_000

/** In single quotes nothing means anything, `#`, `;` and `\` included; a single quote itself stands escaped between two pairs. */
const quoted = (arg: string): string => /^[\w./:=+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`
