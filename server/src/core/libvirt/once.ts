// Values that are made when they are first asked for, and kept.
export type Once = <T>(make: () => T) => () => T

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
