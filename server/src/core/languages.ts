// The languages that we speak. Server and linter walk this list and know none of them by name.
import { embedding } from './embedded'
import { libvirt } from './libvirt/index'
import { lintCodes } from './lint/codes'
import { marp, xmlIn } from './marp/index'
import { marpTheme } from './marp/theme-language'
import type { Language, RuleInfo } from './service'

/** Examples of libvirt's XML in Markdown are libvirt's, whether the rest is a deck or not. */
export const languages: readonly Language[] = [libvirt, embedding(marp, xmlIn, libvirt), marpTheme]

/** Every code that there is: the languages', and those about our own comments and configuration. */
export const rulesOf = (): Promise<readonly RuleInfo[]> => gathered.rules ??= gather()

const gathered: { rules?: Promise<readonly RuleInfo[]> } = {}

const gather = async (): Promise<readonly RuleInfo[]> => [...(await Promise.all(languages.map(language => language.rules()))).flat(), ...lintCodes]
