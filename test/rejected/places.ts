// What a refusal is about, where its words alone do not tell: the tag that an error of ours (or a place that it links to)
// must stand in, by test. Written by hand from the tests themselves.
export const aboutPlaces: Readonly<Record<string, RegExp>> = {
  'cputune-iothreadsched-toomuch': /^<iothreadsched /,
  'disk-floppy-pseries': /^<disk [^>]*device='floppy'/,
  'disk-usb-pci': /^<address type='pci'/,
  'graphics-spice-invalid-egl-headless': /^<gl |^<graphics type='egl-headless'/,
  'hostdevs-drive-address-conflict': /^<address type='drive'/,
  'machine-loadparm-s390-char-invalid': /^<boot [^>]*loadparm/,
  'machine-loadparm-s390-len-invalid': /^<boot [^>]*loadparm/,
  'memory-hotplug-invalid-targetnode': /^<node>/,
  'minimal-no-memory': /^<domain /,
  'no-memory': /^<domain /,
  'numatune-memnodes-problematic': /^<memnode /,
  'pcie-root-port-too-many': /^<controller [^>]*pcie-root-port/,
  'pseries-no-parallel': /^<parallel /,
  'pseries-panic-address': /^<address |^<panic/,
  'pseries-spaprvio-invalid': /^<address type='spapr-vio'/,
  'shmem-invalid-address': /^<address type='isa'|^<shmem/,
  'usb-ports-out-of-range': /^<address type='usb'/,
  'usb-too-long-port-path-invalid': /^<address type='usb'/,
}
