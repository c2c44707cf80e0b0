// libvirt's refusals that depend on the host: its files, its CPU, what its QEMU can do, its permissions. By their words.
import type { Kind } from './oracle'

export const dependsOnHost = (answer: string, kind: Kind): boolean => (kind === 'domain' ? ofDomains : ofOthers).some(pattern => pattern.test(answer))

/** Devices that are not there, drivers that were not installed, what is defined already. */
const ofOthers: readonly RegExp[] = [/is not an SR-IOV Virtual Function|missing backend for pool type|already (?:in use|exists|defined)|is already defined|Storage source conflict|referenced filter|No such file or directory/]

const ofDomains: readonly RegExp[] = [
  /QEMU binary|this QEMU\b|this version of (?:QEMU|qemu)|by QEMU$|not supported by (?:this )?QEMU|with this QEMU|qemu doesn't support|QEMU does(?:n't| not) support|This QEMU/i,
  /does not support (?:arch|virt type|machine type|os type)|Cannot check QEMU binary|Unable to find .* in PATH|No emulator found|no emulator|could not get preferred machine/,
  /CPU model|CPU feature|cpu model|host CPU|hypervisor$|not supported by hypervisor|the CPU is incompatible|CPU mode .* is not supported|host-passthrough|CPU .* not supported|maximum CPU/i,
  /No such file or directory|Permission denied|Unable to (?:open|access|read|stat)|failed to open|cannot open|Could not open|does not exist|Unable to find .*(?:firmware|hugetlbfs)|hugetlbfs|huge ?pages? .*(?:mount|disabled|support)/i,
  /NUMA node \d+ (?:is unavailable|out of range)|no numa node set|numad|nodeset|host NUMA|host node/i,
  /network .* not found|Network not found|no (?:storage pool|network|secret|nwfilter|domain) with|secret|Secret|pool|storage volume|is not active|nwfilter/i,
  /domain configuration does not support|is not supported with this|not available with this|not supported by the (?:QEMU|emulator)|sandbox|seccomp|swtpm|TPM version .* is not supported|dbus|D-Bus|virtiofsd|passt|slirp|vhost-?net|\/dev\/|tap device|bridge|macvtap|hostdev|VFIO|vfio|IOMMU group|mdev|resctrl|cachetune|perf event|SEV|launch security|SGX|sgx/i,
  /TLS is disabled|spice TLS|chardev TLS|graphics are not supported|satisfying vhost-user|vhostuser .*file|file descriptor group/i,
  /machine type limit|Maximum CPUs greater|RDMA|managed save|cgroup|namespace/i,
]
