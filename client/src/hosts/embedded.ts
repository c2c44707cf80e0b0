// QEMU's driver inside virsh itself (docs/drvqemu: "embed"): definitions persist under a folder, and no service runs.

export const mock = 'test:///default'

/** The folder goes through a URI: what has a meaning there is escaped, slashes may stay. */
export const embeddedUri = (root: string): string => `qemu:///embed?root=${encodeURIComponent(root).replaceAll('%2F', '/')}`

/**
 * What `etc/qemu.conf` below that folder is to say. A machine's output needs no virtlogd then, for none runs. Where we are root,
 * libvirt would start QEMU as a user of its own, who may not enter our folders; and who may not use /dev/kvm, so that libvirt asks
 * QEMU for all that it can do anew in each process (virQEMUCapsIsValid), which takes seconds. Anybody else may name no user: for
 * them the driver would not open.
 */
export const embeddedSettings = (asRoot: boolean): string => `stdio_handler = "file"\n${asRoot ? 'user = "root"\ngroup = "root"\n' : ''}`
