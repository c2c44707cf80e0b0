// Refusals whose words do not name what they are about the way that the document does: by their words, the tag to look for.

/** The first tag of the name, and with the attribute or in the place where one is given. */
export interface Known {
  readonly words: RegExp
  readonly element: string
  readonly attribute?: string
  /** The name of the element around it. */
  readonly within?: string
}

/** From QEMU's driver (qemu_validate.c, qemu_command.c, qemu_domain_address.c) and domain_validate.c; narrow words only. */
export const knownRefusals: readonly Known[] = [
  { words: /does not support virt type '/, element: 'domain', attribute: 'type' },
  { words: /^multiple OpenGL displays|OpenGL support (?:was not|is not)/, element: 'gl' },
  { words: /loadparm value|invalid loadparm/, element: 'boot', attribute: 'loadparm' },
  { words: /setting the panic device address/, element: 'address', within: 'panic' },
  { words: /^ivshmem device/, element: 'shmem' },
  { words: /Cannot parse <address> 'port' attribute/, element: 'address', attribute: 'port' },
  { words: /^Per-node binding is not compatible/, element: 'memnode' },
  { words: /NUMA node \d+ is unavailable/, element: 'memnode', attribute: 'nodeset' },
  { words: /NUMA node \d+ is unavailable/, element: 'memory', attribute: 'nodeset', within: 'numatune' },
  { words: /^can't add memory backend for guest node/, element: 'node', within: 'target' },
  { words: /^SCSI host address .* in use by another SCSI host device/, element: 'address', within: 'hostdev' },
]
