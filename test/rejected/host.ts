// Refused inputs of libvirt's tests whose refusal the document alone does not decide, with the reason for each.
// They are left out of the count; nothing here is a fault that a rule could name without knowing the host.

const capabilities = 'depends on what the QEMU binary can do'
const processor = "needs libvirt's data base of CPU models, or the host's CPU"
const host = 'depends on the host: NUMA nodes, huge pages, firmware'
const dropped = 'only old releases of libvirt refuse it'

export const needsTheHost: Readonly<Record<string, string>> = {
}

export { capabilities, dropped, host, processor }
