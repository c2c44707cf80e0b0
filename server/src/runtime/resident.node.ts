// What V8 is told by a program that stays, before its own code runs: what is held decides how much garbage may gather, not what
// might come. An editor has other uses for its memory; a keystroke takes as long as before.
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--heap-growing-percent=40')

// V8 notes where objects are made that live long, and from then on makes all that come from there among the old ones. After the first
// large document those were the nodes of its tree, and each keystroke left a whole one for the next great collection: one in fifty had
// to wait for it, where it is now one in hundreds.
setFlagsFromString('--no-allocation-site-pretenuring')
