// A virsh command as one line of its standard input, quoted so that virsh reads each argument as it is (vshCommandStringGetArg).

/**
 * Null where no line can say it: a line ends at a line break, and readline takes control characters and, in the C locale, letters
 * beyond ASCII for keys. Such arguments are given to a virsh of their own.
 */
export function lineOf(args: readonly string[]): string | null {
  return args.every(arg => /^[\x20-\x7e]*$/.test(arg)) ? args.map(quoted).join(' ') : null
}

/** In single quotes nothing means anything, `#`, `;` and `\` included; a single quote itself stands escaped between two pairs. */
const quoted = (arg: string): string => /^[\w./:=+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`
