// The rules about networks.
import { rulingOf } from '../ruling'
import { bridge } from './bridge'
import { dhcp } from './dhcp'
import { dns } from './dns'
import { forward } from './forward'
import { ip } from './ip'
import { limits } from './limits'
import { networkFrom } from './network'
import { vlan } from './vlan'

export const network = rulingOf([...forward, ...bridge, ...vlan, ...ip, ...dhcp, ...dns, ...limits], networkFrom)
