import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { grantRulesOf } from '../../src/server/access/oidc/grants.ts'
import { blocksOf } from '../setup/docs/markdown.ts'

it('the rules for claims that docs/security.md shows are rules', () => {
  const file = blocksOf(readFileSync('docs/security.md', 'utf8')).find(
    ({ mark }) => mark?.value === 'rules.json',
  )
  expect(grantRulesOf(JSON.parse(file!.text))).toHaveLength(3)
})
