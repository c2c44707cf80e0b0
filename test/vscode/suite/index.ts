// The suite: each file declares its tests when it is loaded, so Mocha's words must be there before.
import './languages'
