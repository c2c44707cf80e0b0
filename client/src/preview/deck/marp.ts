// marp-core 5 without its plugins: what most decks need. The bundles of the other engines have one of its siblings in its place.
import { Marp, type MarpOptions } from '@marp-team/marp-core'

export const makeMarp = (options: MarpOptions): Marp => new Marp(options)
