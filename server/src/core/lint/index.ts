// The door of the linting room: configuration, suppression, and what is said in the end.
export { lintCodes, selects, unknownSelector } from './codes'
export {
  emptyConfig, isFirm, levelFor, lintDefaults, matches, resolved, together, unconfigured, withTarget,
  type LintConfig, type Override, type Resolved, type RuleLevels, type TargetConfig,
} from './config'
export { openConfig } from './document'
export { freshConfig, ruleEdits } from './edit'
export { canBeDisabled, disableFixes, lintFixes } from './fixes'
export { lint, type Linting } from './lint'
export { configOfSettings, hypervisors, readConfig, ruleLevels, type ReadConfig } from './read'
export { schemaOf } from './schema'
