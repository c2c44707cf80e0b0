// What to tell somebody who has no virsh.

export const howToGetVirsh = 'Install libvirt’s client (Debian and Ubuntu: sudo apt install libvirt-clients; Fedora: sudo dnf install libvirt-client; '
  + 'Arch: sudo pacman -S libvirt; macOS: brew install libvirt), or say where virsh is.'
