// marp-core 4.4 as a whole, with its own formulas and colours of code: what Marp CLI and Marp for VS Code render with.
import { Marp } from 'marp-core-4'
import { shelve, type Parts } from '../parts'

// The two versions' types differ in what nobody here asks.
const make: unknown = (options: ConstructorParameters<typeof Marp>[0]) => new Marp(options)
shelve({ 'core-4': make as Parts['core-4'] })
