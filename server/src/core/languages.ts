// The languages that we speak. Server and linter walk this list and know none of them by name.
import type { Language } from './service'
import { libvirt } from './libvirt/index'
import { marp } from './marp/index'

export const languages: readonly Language[] = [libvirt, marp]
