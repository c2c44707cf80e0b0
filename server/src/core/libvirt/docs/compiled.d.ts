// What the build makes of the YAML beside this file (server/build/docs): each function parses its part anew.
import type { Index, Sources, Texts } from './format'

export function index(): Index
export function texts(): Texts
/** Where each entry stands, for the tests and the coverage; never shipped. */
export function sources(): Sources
