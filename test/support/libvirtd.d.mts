// The types of libvirtd.mjs, for the tests that are written in TypeScript.
export function lacksLibvirt(): string | null
export function startLibvirtd(): Promise<{
  readonly uri: string
  virsh(...args: readonly string[]): Promise<string>
  signal(name: NodeJS.Signals): boolean
  stop(): Promise<void>
}>
