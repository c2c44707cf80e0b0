// QEMU's driver inside virsh itself (docs/drvqemu: "embed"): definitions persist under a folder, and no service runs.

export const mock = 'test:///default'

/** The folder goes through a URI: what has a meaning there is escaped, slashes may stay. */
export const embeddedUri = (root: string): string => `qemu:///embed?root=${encodeURIComponent(root).replaceAll('%2F', '/')}`
