// The languages that we speak. Server and linter walk this list and know none of them by name.
import { embedding } from './embedded'
import { libvirt } from './libvirt/index'
import { marp, xmlIn } from './marp/index'
import type { Language } from './service'

/** Examples of libvirt's XML in Markdown are libvirt's, whether the rest is a deck or not. */
export const languages: readonly Language[] = [libvirt, embedding(marp, xmlIn, libvirt)]
