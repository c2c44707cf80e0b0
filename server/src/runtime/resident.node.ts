// What V8 is told by a program that stays, before its own code runs: what is held decides how much garbage may gather, not what
// might come. An editor has other uses for its memory; a keystroke takes as long as before.
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--heap-growing-percent=60')
