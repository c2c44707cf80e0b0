// What the arguments mean that libvirt gives to QEMU: own short words, where each comes from in the XML, and the section of the
// manual page qemu(1) that has the rest. Data, and the one function that reads a line by it.

export interface NativeArgument {
  readonly text: string
  /** Elements of the XML that it is made of. */
  readonly xml?: string
  readonly section: 'Standard options' | 'Block device options' | 'USB convenience options' | 'Display options' | 'i386 target only' | 'Network options' | 'Character device options' | 'TPM device options'
    | 'Boot Image or Kernel specific' | 'Debug/Expert options' | 'Generic object creation'
}

export const nativeArguments: Readonly<Record<string, NativeArgument>> = {
  '-name': { text: 'The name of the machine, as tools and process lists show it; `debug-threads=on` names its threads as well.', xml: '`<name>`', section: 'Standard options' },
  '-S': { text: 'The vCPUs do not run at the start: libvirt sets all up first, and then lets them go.', section: 'Debug/Expert options' },
  '-machine': { text: 'The board: chipset, firmware slots, memory backend, and features such as SMM or HPET.', xml: '`<os><type machine>`, `<features>`', section: 'Standard options' },
  '-accel': { text: 'What executes the guest’s code: `kvm` the host’s processor, `tcg` an emulator.', xml: '`<domain type>`', section: 'Standard options' },
  '-cpu': { text: 'The processor model that the guest sees, with features that are added (`+x`, `x=on`) or taken away.', xml: '`<cpu>`, `<features><hyperv>`, `<clock>`', section: 'Standard options' },
  '-m': { text: 'The memory at the start; with `slots` and `maxmem` more can be plugged in.', xml: '`<memory>`, `<maxMemory>`', section: 'Standard options' },
  '-mem-prealloc': { text: 'All memory is taken from the host at the start, not when the guest first touches it.', xml: '`<memoryBacking><allocation mode>`', section: 'Standard options' },
  '-mem-path': { text: 'The memory lies in files of this folder, such as huge pages.', xml: '`<memoryBacking><hugepages>`', section: 'Standard options' },
  '-overcommit': { text: 'Whether memory is locked in the host’s RAM, and whether the guest may keep a processor while it idles.', xml: '`<memoryBacking><locked>`, `<features><pvspinlock>`', section: 'Debug/Expert options' },
  '-smp': { text: 'How many vCPUs there are, and how sockets, dies, cores and threads hold them.', xml: '`<vcpu>`, `<cpu><topology>`', section: 'Standard options' },
  '-numa': { text: 'A NUMA cell, the vCPUs in it, or the distance between two.', xml: '`<cpu><numa>`', section: 'Standard options' },
  '-object': { text: 'A thing without hardware that other arguments name by its `id`: memory, a key, an iothread, a source of chance.', xml: '`<memoryBacking>`, `<iothreads>`, `<rng>`, secrets', section: 'Generic object creation' },
  '-uuid': { text: 'The identity that the firmware shows to the guest.', xml: '`<uuid>`', section: 'Standard options' },
  '-smbios': { text: 'What the firmware’s tables say of the maker, the board and the chassis.', xml: '`<sysinfo>`', section: 'i386 target only' },
  '-display': { text: 'The window on the host: libvirt opens none (`none`), or one that draws for others (`egl-headless`).', xml: '`<graphics>`', section: 'Display options' },
  '-no-user-config': { text: 'QEMU reads no configuration files: all that counts stands here.', section: 'Standard options' },
  '-nodefaults': { text: 'QEMU adds no devices of its own: the machine has what libvirt lists, and nothing else.', section: 'Debug/Expert options' },
  '-nographic': { text: 'No display at all.', section: 'Display options' },
  '-chardev': { text: 'The host’s end of a character device: a terminal, a socket, a file. A device names it by its `id`.', xml: '`<serial>`, `<console>`, `<channel>`, the monitor', section: 'Character device options' },
  '-mon': { text: 'The monitor, by which libvirt speaks with QEMU.', section: 'Debug/Expert options' },
  '-rtc': { text: 'The clock: its base, and what happens to ticks that the guest missed.', xml: '`<clock>`', section: 'Standard options' },
  '-global': { text: 'A property of all devices of one sort, set for those that no argument names.', xml: '`<clock><timer>`, `<pm>`', section: 'Standard options' },
  '-no-hpet': { text: 'The machine has no HPET timer.', xml: '`<timer name=\'hpet\' present=\'no\'>`', section: 'i386 target only' },
  '-no-acpi': { text: 'The guest sees no ACPI tables.', xml: '`<features>` without `<acpi>`', section: 'i386 target only' },
  '-no-shutdown': { text: 'A guest that powers off stops; QEMU stays until libvirt has seen it.', xml: '`<on_poweroff>`', section: 'Standard options' },
  '-no-reboot': { text: 'A reboot ends QEMU instead.', xml: '`<on_reboot>`', section: 'Standard options' },
  '-action': { text: 'What is done when the guest reboots, powers off, panics or its watchdog bites.', xml: '`<on_reboot>`, `<on_crash>`, `<watchdog>`', section: 'Debug/Expert options' },
  '-watchdog-action': { text: 'What is done when the guest’s watchdog bites.', xml: '`<watchdog action>`', section: 'Debug/Expert options' },
  '-boot': { text: 'The boot menu, and whether the boot order of the devices is strict.', xml: '`<os><boot>`, `<os><bootmenu>`', section: 'Standard options' },
  '-bios': { text: 'The firmware, as one file that is only read.', xml: '`<os><loader type=\'rom\'>`', section: 'Boot Image or Kernel specific' },
  '-kernel': { text: 'A Linux kernel that is booted without a boot loader.', xml: '`<os><kernel>`', section: 'Boot Image or Kernel specific' },
  '-initrd': { text: 'Its first RAM disk.', xml: '`<os><initrd>`', section: 'Boot Image or Kernel specific' },
  '-append': { text: 'Its command line.', xml: '`<os><cmdline>`', section: 'Boot Image or Kernel specific' },
  '-dtb': { text: 'The device tree that the kernel is given.', xml: '`<os><dtb>`', section: 'Boot Image or Kernel specific' },
  '-device': { text: 'A piece of hardware that the guest sees; `bus` and `addr` say where it sits, `id` is its alias in libvirt’s XML.', xml: '`<devices>`', section: 'Standard options' },
  '-blockdev': { text: 'A node of storage: a file, a format on top of one, or a limit in between. A disk names the uppermost by its `node-name`.', xml: '`<disk><source>`, `<disk><driver>`', section: 'Block device options' },
  '-drive': { text: 'Storage and the drive for it in one; libvirt uses it where `-blockdev` cannot say it.', xml: '`<disk>`', section: 'Block device options' },
  '-netdev': { text: 'The host’s end of a network card: a tap device, a socket, user-mode networking. A device names it by its `id`.', xml: '`<interface>`', section: 'Network options' },
  '-fsdev': { text: 'A folder of the host that a 9p device shows to the guest.', xml: '`<filesystem>`', section: 'Block device options' },
  '-add-fd': { text: 'A file that libvirt has opened and hands over by its number.', section: 'Standard options' },
  '-vnc': { text: 'The display by VNC: the address, and what protects it.', xml: '`<graphics type=\'vnc\'>`', section: 'Display options' },
  '-spice': { text: 'The display by SPICE: ports, encryption, compression.', xml: '`<graphics type=\'spice\'>`', section: 'Display options' },
  '-vga': { text: 'A graphics card by its old name.', xml: '`<video>`', section: 'Display options' },
  '-audiodev': { text: 'Where sound goes on the host; a sound card names it by its `id`.', xml: '`<audio>`', section: 'Standard options' },
  '-tpmdev': { text: 'What is behind the TPM: the host’s chip, or `swtpm` by a socket.', xml: '`<tpm><backend>`', section: 'TPM device options' },
  '-fw_cfg': { text: 'A piece of data that firmware and guest can read, such as Ignition’s configuration.', xml: '`<sysinfo type=\'fwcfg\'>`', section: 'Debug/Expert options' },
  '-acpitable': { text: 'An ACPI table that is shown to the guest besides the usual ones.', xml: '`<os><acpi><table>`', section: 'i386 target only' },
  '-incoming': { text: 'The machine’s state comes from another host, or from a file.', section: 'Debug/Expert options' },
  '-loadvm': { text: 'The state that is restored at the start.', section: 'Debug/Expert options' },
  '-sandbox': { text: 'System calls that QEMU does without: it is ended should it try one.', section: 'Debug/Expert options' },
  '-msg': { text: 'What messages carry, such as the time.', section: 'Debug/Expert options' },
  '-compat': { text: 'What QEMU does about deprecated words.', section: 'Debug/Expert options' },
  '-usb': { text: 'A USB controller of the board’s own.', xml: '`<controller type=\'usb\'>`', section: 'USB convenience options' },
  '-icount': { text: 'Virtual time counts instructions.', section: 'Debug/Expert options' },
  '-set': { text: 'A property of one device that was named before.', xml: '`<qemu:commandline>`', section: 'Standard options' },
}

const manual = 'https://www.qemu.org/docs/master/system/invocation.html'

/** Markdown about a line of a command line that has one argument a line; null where it holds none that is known. */
export function explainLine(line: string): string | null {
  const [, name, rest = ''] = /^\s*(-[a-zA-Z][\w-]*)(?:\s+(.*?))?\s*\\?$/.exec(line) ?? []
  const known = name === undefined ? undefined : nativeArguments[name]
  if (!known) return null
  return [
    `**\`${name}\`** · ${known.text}`,
    partsOf(unquoted(rest)).slice(0, mostParts).map(([key, value]) => `- \`${key}\`${value === '' ? '' : `: \`${value}\``}${key === 'id' || key === 'node-name' ? ', by which others name it' : ''}`).join('\n'),
    [known.xml && `In libvirt’s XML: ${known.xml}.`, `[qemu(1), “${known.section}”](${manual})`].filter(Boolean).join(' '),
  ].filter(part => part !== '').join('\n\n')
}

const mostParts = 16

/** As the shell gives it. */
const unquoted = (text: string): string => text.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, (_, plain?: string, escaped?: string, one?: string) => plain ?? escaped?.replace(/\\(.)/g, '$1') ?? one ?? '')

/** libvirt writes JSON, or `key=value` parted by commas, of which a double one is none; a single word needs no list. */
function partsOf(value: string): readonly (readonly [string, string])[] {
  if (value.startsWith('{')) {
    try {
      return flat(JSON.parse(value) as object)
    } catch {
      return []
    }
  }
  if (!/[,=]/.test(value)) return []
  return value.split(/(?<!,),(?!,)/).map((part): readonly [string, string] => {
    const at = part.indexOf('=')
    return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1).replaceAll(',,', ',')]
  }).map(([key, value]) => [key, value.replaceAll('`', '')])
}

const flat = (value: object, before = ''): readonly (readonly [string, string])[] => Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
  typeof inner === 'object' && inner !== null ? flat(inner, `${before}${key}.`) : [[before + key, String(inner).replaceAll('`', '')]])
