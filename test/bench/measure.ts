// How the bench measures and prints: medians of several rounds, one row a thing.
export const rounds = 15

/** The language server as the extension starts it, but over stdio. */
export const serverArguments = ['--max-semi-space-size=8', 'server/dist/node/server.js', '--stdio']

export const row = (what: string, ...figures: readonly string[]): void => console.log(`  ${what.padEnd(46)} ${figures.join('   ')}`)
export const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`
export const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!

/** The median of several rounds; each does anew what it does. */
export async function timed(work: (round: number) => unknown, times = rounds): Promise<number> {
  const taken: number[] = []
  for (let round = 0; round < times; round++) {
    const start = performance.now()
    await work(round)
    taken.push(performance.now() - start)
  }
  return median(taken)
}
