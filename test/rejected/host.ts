// Refused inputs of libvirt's tests whose refusal the document alone does not decide, with the reason for each.
// They are left out of the count: no rule could name the fault without knowing the host, its QEMU or its release of libvirt.

const qemu = 'depends on what the QEMU binary can do, which a newer one does'
const processor = "needs libvirt's data base of CPU models, or the CPU of the host"
const host = 'depends on the host: NUMA nodes, huge pages, emulators'
const release = 'only old releases of libvirt refuse it, newer ones take it'

export const needsTheHost: Readonly<Record<string, string>> = {
  'aarch64-features-wrong': processor,
  'aarch64-kvm-32-on-64': processor,
  'cpu-host-model-nofallback': processor,
  'cpu-nofallback': processor,
  'cpu-s390-features': processor,
  'default-video-type-x86_64-caps-test-0': qemu,
  'disk-network-rbd-encryption': qemu,
  'disk-network-tlsx509-nbd-hostname': qemu,
  'firmware-auto-efi-loader-insecure': release,
  'firmware-auto-efi-loader-path': release,
  'hostdev-subsys-mdev-vfio-ccw': qemu,
  'hostdev-vfio-zpci': qemu,
  'hostdev-vfio-zpci-autogenerate-fids': qemu,
  'hugepages-default-5M': host,
  'hugepages-memaccess3': qemu,
  'hvf-x86_64-q35-headless': host,
  'iothreads-nocap': qemu,
  'misc-enable-s4': qemu,
  'missing-machine': host,
  'numatune-memnode-unavailable-restrictive': host,
  'numatune-memnode-unavailable-strict': host,
  'numatune-static-nodeset-exceed-hostnode': host,
  'pc-i440fx-acpi-root-hotplug-disable': qemu,
  'pc-i440fx-acpi-root-hotplug-enable': qemu,
  'pseries-cpu-compat-power10': processor,
  'pseries-cpu-compat-power9': processor,
  'pseries-features-ccf': qemu,
  'pseries-features-cfpc': qemu,
  'pseries-features-hpt-pagesize': qemu,
  'pseries-features-htm': qemu,
  'pseries-features-ibs': qemu,
  'pseries-features-nested-hv': qemu,
  'pseries-features-sbbc': qemu,
  'shmem': qemu,
  'tpm-emulator': qemu,
  'tpm-emulator-tpm2': qemu,
  'vhost-user-fs-readonly': release,
  'virtio-iommu-x86_64': qemu,
  'virtio-options-memballoon-freepage-reporting': qemu,
}
