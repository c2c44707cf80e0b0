// What a format is: results in, text out. It reads nothing and writes nothing.
import type { RuleInfo } from '../../core/service'
import type { Result } from '../result'

export interface Format {
  /** What is printed of a file as soon as it is done; the others wait for the end. */
  readonly file?: (result: Result, about: About) => string
  readonly end: (results: readonly Result[], about: About) => string
  /** It shows how a problem may be mended. */
  readonly fixes?: true
}

/** What the formats may say beside the results. */
export interface About {
  readonly version: string
  readonly colored: boolean
  /** All codes that there are, with what is known of them. */
  readonly rules: readonly RuleInfo[]
  /** The folder that relative paths count from. */
  readonly root: string
}

export type FormatName = typeof formatNames[number]

export const formatNames = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle'] as const

export const isFormat = (name: string): name is FormatName => formatNames.some(known => known === name)
