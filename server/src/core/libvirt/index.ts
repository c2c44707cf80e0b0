// The language of libvirt's XML. Wiring only.
import { foreign, type Language } from '../service'

export const libvirt: Language = {
  id: 'libvirt',
  editorIds: ['xml'],
  extensions: ['.xml'],
  open: async () => foreign,
}
