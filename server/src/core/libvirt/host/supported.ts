// Which values of a document a host lists as what it can do: places, and the enumerations of `virsh domcapabilities` that speak of them.
// `whole`: the drivers fill the list to its end (virQEMUCapsFillDomainDevice…Caps), so that what is not in it is lacking.

export interface Supported {
  readonly at: string
  /** `<video><enum name='modelType'>`. */
  readonly from: string
  /** What a person calls the value: "the video model". */
  readonly what: string
  readonly whole?: true
  /** What to do about it, where there is more to say than to choose another. */
  readonly mend?: string
}

export const supported: readonly Supported[] = [
  { at: 'domain/os@firmware', from: 'os/firmware', what: 'firmware', whole: true, mend: 'install firmware with its descriptor there (package `ovmf` or `edk2-ovmf` for `efi`), or leave `firmware` out' },
  { at: 'domain/os/loader@type', from: 'loader/type', what: 'loader type' },
  { at: 'domain/os/loader@secure', from: 'loader/secure', what: '`secure` of the loader' },
  { at: 'domain/cpu@mode', from: 'cpu/mode', what: 'CPU mode', whole: true },
  { at: 'domain/memoryBacking/source@type', from: 'memoryBacking/sourceType', what: 'memory source', whole: true },
  { at: 'domain/devices/disk@device', from: 'disk/diskDevice', what: 'disk device' },
  { at: 'domain/devices/disk/target@bus', from: 'disk/bus', what: 'disk bus' },
  { at: 'domain/devices/disk@model', from: 'disk/model', what: 'disk model', whole: true },
  { at: 'domain/devices/graphics@type', from: 'graphics/type', what: 'graphics type', whole: true },
  { at: 'domain/devices/video/model@type', from: 'video/modelType', what: 'video model', whole: true },
  { at: 'domain/devices/hostdev@mode', from: 'hostdev/mode', what: 'mode' },
  { at: 'domain/devices/hostdev@type', from: 'hostdev/subsysType', what: 'device type' },
  { at: 'domain/devices/rng@model', from: 'rng/model', what: 'RNG model', whole: true },
  { at: 'domain/devices/rng/backend@model', from: 'rng/backendModel', what: 'RNG backend', whole: true },
  { at: 'domain/devices/filesystem/driver@type', from: 'filesystem/driverType', what: 'filesystem driver' },
  { at: 'domain/devices/tpm@model', from: 'tpm/model', what: 'TPM model', whole: true },
  { at: 'domain/devices/tpm/backend@type', from: 'tpm/backendModel', what: 'TPM backend', whole: true, mend: 'install `swtpm` there for `emulator`, or choose another' },
  { at: 'domain/devices/tpm/backend@version', from: 'tpm/backendVersion', what: 'TPM version' },
  { at: 'domain/devices/redirdev@bus', from: 'redirdev/bus', what: 'bus' },
  { at: 'domain/devices/channel@type', from: 'channel/type', what: 'channel type' },
  { at: 'domain/devices/crypto@model', from: 'crypto/model', what: 'crypto model', whole: true },
  { at: 'domain/devices/crypto/backend@model', from: 'crypto/backendModel', what: 'crypto backend', whole: true },
  { at: 'domain/devices/interface/backend@type', from: 'interface/backendType', what: 'network backend', whole: true },
  { at: 'domain/devices/panic@model', from: 'panic/model', what: 'panic model' },
  { at: 'domain/launchSecurity@type', from: 'launchSecurity/sectype', what: 'launch security', whole: true },
  { at: 'domain/features/gic@version', from: 'gic/version', what: 'GIC version' },
]
