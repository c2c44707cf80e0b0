// Prose: the domain itself, its identity, life cycle, security labels and what the guest sees in SMBIOS.
import { under } from './entry'

export const general = {
  ...under('domain', 'formatdomain.html#element-and-attribute-overview', {
    '': 'A virtual machine: what it is called, what it is made of and how it boots.',
    '@type': {
      text: 'The hypervisor that runs the machine.',
      values: {
        kvm: 'QEMU with the host CPU\'s virtualization: fast, needs `/dev/kvm`',
        qemu: 'QEMU emulating every instruction (TCG): slow, runs anywhere and for any architecture',
        hvf: 'QEMU on Apple\'s Hypervisor.framework (since 8.1.0)',
        xen: 'Xen through libxl',
        lxc: 'a Linux container',
        bhyve: 'the hypervisor of FreeBSD',
        test: 'libvirt\'s mock driver',
      },
      trap: '`qemu` is not the same as `kvm`: a machine that is unexpectedly slow is often of type `qemu`.',
    },
    '@id': 'The number of the running machine on its host. Written by libvirt; a definition does not need it and an inactive machine has none.',
    'name': {
      text: 'What the machine is called; unique on the host, and part of the file names that libvirt keeps for it.',
      trap: 'A slash is refused. Defining again under another name does not rename: with the same UUID libvirt refuses (use `virsh domrename`), with another one you get a second machine.',
      at: 'general-metadata',
    },
    'uuid': { text: 'The identity of the machine, whatever its name. libvirt makes one up when it is left out.', at: 'general-metadata', trap: 'A copied definition that keeps the UUID under a new name is refused, since the UUID is taken.' },
    'genid': { text: 'A Virtual Machine Generation ID: libvirt changes it when the guest goes back in time or is cloned, so that the guest can reseed its random numbers. Left empty, one is generated.', since: '4.4.0', at: 'general-metadata' },
    'title': { text: 'A short human title, on one line.', since: '0.9.10', at: 'general-metadata' },
    'description': { text: 'Free text for people; libvirt only keeps it.', since: '0.7.2', at: 'general-metadata' },
    'metadata': { text: 'Room for other programs: any XML, as long as each program uses one top element in a namespace of its own.', since: '0.9.10', at: 'general-metadata' },
    'resource': { text: 'Where the machine stands among the host\'s resource partitions.', since: '1.0.5', at: 'resource-partitioning' },
    'resource/partition': { text: 'An absolute partition path such as `/machine/production`, which becomes a cgroup.', trap: 'The partition must exist before the machine starts.', at: 'resource-partitioning' },
    'on_poweroff': { text: 'What happens when the guest powers itself off.', default: '`destroy`', at: 'events-configuration', values: actions('power-off') },
    'on_reboot': { text: 'What happens when the guest reboots.', default: '`restart`', trap: '`destroy` here together with `restart` in `<on_poweroff>` is refused by QEMU.', at: 'events-configuration', values: actions('reboot') },
    'on_crash': {
      text: 'What happens when the guest crashes.', default: '`destroy`', at: 'events-configuration',
      values: { ...actions('crash'), 'coredump-destroy': 'save the memory as a core dump, then stop for good', 'coredump-restart': 'save the memory as a core dump, then start again' },
      trap: 'QEMU only notices a crash when the guest has a `<panic>` device.',
    },
    'on_lockfailure': { text: 'What happens when a lock manager loses the locks on the machine\'s resources.', since: '1.0.0', at: 'events-configuration', values: { poweroff: 'pull the plug', restart: 'start again and take the locks anew', pause: 'pause until somebody resumes it', ignore: 'carry on' } },
    'pm': { text: 'Which sleep states the firmware advertises to the guest.', since: '0.10.2 (QEMU)', at: 'power-management' },
    'pm/suspend-to-mem': { text: 'Sleep state S3.', at: 'power-management' },
    'pm/suspend-to-mem@enabled': { text: 'Whether S3 is advertised.', at: 'power-management' },
    'pm/suspend-to-disk': { text: 'Sleep state S4, hibernation.', at: 'power-management' },
    'pm/suspend-to-disk@enabled': { text: 'Whether S4 is advertised. A guest may still hibernate by writing its memory out and powering off.', at: 'power-management' },
    'seclabel': { text: 'How a security driver (SELinux, AppArmor, DAC) confines the machine; one element a driver.', at: 'security-label' },
    'seclabel@type': { text: 'Who chooses the label.', at: 'security-label', values: { dynamic: 'libvirt makes a unique label and relabels the files', static: 'the label below is used as it is', none: 'the machine is not confined' } },
    'seclabel@model': { text: 'The driver that the label is for: `selinux`, `apparmor` or `dac`.', at: 'security-label', trap: 'Two labels for one model are refused.' },
    'seclabel@relabel': { text: 'Whether libvirt changes the labels of disks and other files to fit. Always on with dynamic labels.', default: '`no` with static labels', at: 'security-label' },
    'seclabel/label': { text: 'The full label of a static confinement: a SELinux context, an AppArmor profile, or `user:group` for DAC (`+107:+107` for numbers).', at: 'security-label' },
    'seclabel/baselabel': { text: 'The label that a dynamic one is derived from; SELinux takes only the type field from it.', at: 'security-label' },
    'seclabel/imagelabel': { text: 'The label on the machine\'s files while it runs. Output only.', at: 'security-label' },
    'sysinfo': { text: 'Strings that the guest reads from SMBIOS or fw_cfg, as `dmidecode` shows them.', since: '0.8.7', at: 'smbios-system-information', trap: 'SMBIOS strings reach the guest only with `<smbios mode=\'sysinfo\'/>` in `<os>`.' },
    'sysinfo@type': { text: 'Which table is described.', at: 'smbios-system-information', values: { smbios: 'BIOS, system, board, chassis and OEM strings', fwcfg: 'named blobs under `/sys/firmware/qemu_fw_cfg` (since 6.5.0)' } },
    'sysinfo/bios': { text: 'SMBIOS block 0, the firmware.', at: 'smbios-system-information' },
    'sysinfo/system': { text: 'SMBIOS block 1, the computer.', at: 'smbios-system-information', trap: 'An entry `uuid` must equal the `<uuid>` of the domain.' },
    'sysinfo/baseBoard': { text: 'SMBIOS block 2, a board; may be repeated.', at: 'smbios-system-information' },
    'sysinfo/oemStrings': { text: 'SMBIOS block 11: free strings. The better place for passing values into a guest.', since: '4.1.0', at: 'smbios-system-information' },
    'launchSecurity': { text: 'Confidential computing: memory that the host cannot read.', since: '4.4.0', at: 'launch-security' },
    'launchSecurity@type': { text: 'The technology.', at: 'launch-security', values: { 'sev': 'AMD SEV', 'sev-snp': 'AMD SEV-SNP (since 10.5.0)', 's390-pv': 'IBM Secure Execution (since 7.6.0)', 'tdx': 'Intel TDX' } },
    'iothreads': { text: 'How many I/O threads serve the disks and SCSI controllers that ask for one with `iothread=`.', since: '1.2.8 (QEMU)', at: 'iothreads-allocation', trap: 'A thread does nothing until a device names it.' },
    'iothreadids': { text: 'Names the I/O threads by id, where 1 to n will not do.', since: '1.2.15', at: 'iothreads-allocation' },
    'iothreadids/iothread@id': { text: 'The id that `iothread=` refers to.', range: '1 or more', at: 'iothreads-allocation' },
  }),
}

function actions(event: string): Readonly<Record<string, string>> {
  return {
    'destroy': `stop for good and release everything`,
    'restart': `start again with the same configuration`,
    'preserve': `stop but keep the resources for a look at the ${event}`,
    'rename-restart': `start again under a new name (Xen only)`,
  }
}
