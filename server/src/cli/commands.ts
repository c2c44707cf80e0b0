// What the commands do; a bundle of its own, so that `virtdeck --version` need not read all that we know of libvirt and Marp.
export { explain } from './explain'
export { formatAll } from './formatter'
export { lintAll } from './linter'
export { picture } from './picture'
export { listRules } from './rules'
export { usage } from './usage'
