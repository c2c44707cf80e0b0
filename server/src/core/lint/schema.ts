// The JSON schema of a configuration, made from the list of rules, so that an editor completes and explains it.
import type { RuleInfo } from '../service'
import { hypervisors, ruleLevels } from './read'

/** Draft 7, as VS Code speaks it. */
export function schemaOf(rules: readonly RuleInfo[], versions: readonly string[]): object {
  const families = [...new Set(rules.map(({ code }) => code.slice(0, code.indexOf('/'))))]
  const level = { enum: ruleLevels, enumDescriptions: ['not told', 'a hint in the editor', 'information', 'a warning', 'an error: the linter fails'] }
  const globs = { type: 'array', items: { type: 'string', minLength: 1 } }
  const libvirt = {
    description: 'Where the documents are to run.',
    type: 'object', additionalProperties: false,
    properties: {
      version: { description: 'The libvirt that they are for: `latest`, `host` (the installed one) or a version. A comment in a file wins.', anyOf: [{ enum: versions }, { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' }] },
      hypervisor: { description: 'The `type` that domains are to have; another is told as a warning. `qemu` takes `kvm` and `hvf` as well, which are run by it.', enum: hypervisors },
    },
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Virtdeck',
    description: 'What holds for the libvirt XML and the Marp decks below this folder. The nearest file counts, and goes before the settings of an editor.',
    type: 'object', additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      libvirt,
      lint: {
        type: 'object', additionalProperties: false,
        properties: {
          rules: { $ref: '#/definitions/rules' },
          ignore: { ...globs, description: 'Globs of files that are not linted, from this folder on; a later `!glob` takes back.' },
          overrides: {
            description: 'What holds for some files only; the later wins.',
            type: 'array',
            items: {
              type: 'object', additionalProperties: false, required: ['files'],
              properties: { files: { ...globs, description: 'Globs, from this folder on; one without a slash holds at any depth.' }, rules: { $ref: '#/definitions/rules' }, libvirt },
            },
          },
        },
      },
    },
    definitions: {
      level,
      rules: {
        description: 'Levels by code, by family (`libvirt/*`) or for all (`*`); the narrower wins.',
        type: 'object', additionalProperties: false,
        properties: {
          '*': { $ref: '#/definitions/level' },
          ...Object.fromEntries(families.map(family => [`${family}/*`, { allOf: [{ $ref: '#/definitions/level' }], description: `All of \`${family}/…\`.` }])),
          ...Object.fromEntries(rules.map(({ code, title, level }) => [code, { allOf: [{ $ref: '#/definitions/level' }], description: `${title.replaceAll('`', '')} (${level})` }])),
        },
      },
    },
  }
}
