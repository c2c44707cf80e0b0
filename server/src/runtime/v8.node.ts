// What V8 is told before our code runs; every program of ours imports it first. Our work is many short visits to many small trees.
// Measured on libvirt's own files: a third less processor time for the linter, and of 174 MB that the language server held 107.
import { setFlagsFromString } from 'node:v8'

// The space for young objects stays as small as it begins: a tree that lives is copied fewer times.
setFlagsFromString('--semi-space-growth-factor=1')
// What is held decides how much is collected next, not what might come: an editor has other things to do with its memory.
setFlagsFromString('--heap-growing-percent=80')

// Node 20 would make functions fast before it is known what they are given, and make them again and again; later ones have
// a compiler for the time between, and no such flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=400000')
