// A configuration as a document: what is wrong in it, and the fixes.
import { foreign, type Document, type RuleInfo } from '../service'
import { lintFixes } from './fixes'
import { readConfig } from './read'

/** `key`: where it stands, in a file of others. */
export function openConfig(text: string, rules: readonly RuleInfo[], key?: string): Document {
  const { config, problems } = readConfig(text, rules, key)
  return config ? { ...foreign, kind: 'configuration', problems: () => problems, fixes: lintFixes } : foreign
}
