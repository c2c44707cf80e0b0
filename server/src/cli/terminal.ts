// What the linter says beside its answer: complaints, and how far it has come. Both on standard error.

/** Colour is for terminals, and not for those who do not want it: https://no-color.org/ */
export const isColored = (stream: { readonly isTTY?: boolean }): boolean => Boolean(stream.isTTY) && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'

export const complain = (message: string): void => { process.stderr.write(`virtdeck: ${message}`) }

export interface Progress {
  /** One more is done. */
  step(): void
  /** Something else is about to be written. */
  clear(): void
}

const silent: Progress = { step: () => {}, clear: () => {} }

/** Only where a person looks on, and only when it takes long. */
export function progressOf(total: number): Progress {
  const { stderr } = process
  if (!stderr.isTTY || process.env['CI']) return silent
  const began = Date.now()
  let done = 0
  let shown = 0
  const clear = (): void => {
    if (shown) stderr.write('\r\x1b[K')
    shown = 0
  }
  return {
    step: () => {
      done++
      const now = Date.now()
      if (now - began < 700 || now - shown < 100) return
      shown = now
      stderr.write(`\r\x1b[K${done} of ${total} files …`)
    },
    clear,
  }
}
