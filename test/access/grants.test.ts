import type { JWTPayload } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  type GrantRule,
  grantRulesOf,
  granted,
  rulesFor,
  usualRules,
} from '../../src/server/access/oidc/grants.ts'

const shownOf = (rules: readonly GrantRule[], claims: JWTPayload) => {
  const found = rulesFor(rules, claims).map((place) => rules[place]!)
  const { scopes, flows, backends } = granted(found)
  return { scopes: [...scopes], ...(flows && { flows }), ...(backends && { backends }) }
}
const ruleOf = (claim: string | string[], value: string, more: object = {}) => ({
  ...{ claim, value, scopes: ['read'] },
  ...more,
})
const one = (...given: object[]) => grantRulesOf(given)

describe('what a claim allows', () => {
  it.each([
    [{ scope: 'openid execgraph:read execgraph:work' }, ['READ', 'WORK']],
    [{ scp: ['execgraph:write'] }, ['WRITE']],
    [{ scp: 'execgraph:admin x' }, ['ADMIN']],
    [{ scope: 'execgraph:reader Execgraph:read  execgraph' }, []],
    [{ groups: ['execgraph:read'] }, []],
    [{ scope: { 'execgraph:read': true } }, []],
    [{}, []],
  ])('are the words of its scope, without a file: %j', (claims, scopes) => {
    expect(shownOf(usualRules, claims).scopes).toEqual(scopes)
  })

  it('is found by its name, or by the names on the way to it', () => {
    const rules = one(
      ruleOf(['realm_access', 'roles'], 'viewer'),
      ruleOf('https://a.test/roles', 'writer', { scopes: ['write'] }),
    )
    expect(shownOf(rules, { realm_access: { roles: ['x', 'viewer'] } }).scopes).toEqual(['READ'])
    expect(shownOf(rules, { 'https://a.test/roles': 'writer' }).scopes).toEqual(['WRITE'])
    for (const claims of [
      { 'realm_access.roles': ['viewer'] },
      { realm_access: 'viewer' },
      { realm_access: { roles: 'a viewer' } },
      { realm_access: { roles: { viewer: true } } },
      { realm_access: null },
      JSON.parse('{ "__proto__": { "realm_access": { "roles": ["viewer"] } } }') as JWTPayload,
    ])
      expect(shownOf(rules, claims).scopes).toEqual([])
  })

  it('is nothing for an address that was not proved', () => {
    const rules = one(ruleOf('email', 'ada@example.com'))
    for (const more of [{}, { email_verified: false }, { email_verified: 'true' }])
      expect(shownOf(rules, { email: 'ada@example.com', ...more }).scopes).toEqual([])
    expect(shownOf(rules, { email: 'ada@example.com', email_verified: true }).scopes).toEqual(['READ'])
  })

  it('is never wider than its own rule: the first one says the limits', () => {
    const limited = ruleOf('groups', 'etl', {
      scopes: ['write'],
      flows: ['etl', 'train*'],
      backends: ['main'],
    })
    const more = ruleOf('groups', 'more', { scopes: ['read'], flows: ['train*', 'etl'], backends: ['main'] })
    const all = ruleOf('groups', 'all', { scopes: ['read', 'admin'] })
    const flows = { names: ['etl'], prefixes: ['train'] }
    const narrow = { flows, backends: ['main'] }
    const claims = { groups: ['all', 'etl', 'more'] }
    expect(shownOf(one(limited, all, more), claims)).toEqual({ scopes: ['WRITE', 'READ'], ...narrow })
    expect(shownOf(one(all, limited, more), claims)).toEqual({ scopes: ['READ', 'ADMIN'] })
  })
})

describe('a file of rules', () => {
  it.each<[unknown, string]>([
    [{}, 'it must be a list of 1 to 200 rules.'],
    [[], 'it must be a list of 1 to 200 rules.'],
    [Array.from({ length: 201 }, () => ruleOf('a', 'b')), 'it must be a list of 1 to 200 rules.'],
    [[7], '[0] must be an object.'],
    [[ruleOf('a', 'b'), ruleOf('', 'b')], '"[1].claim" must hold texts of 1 to 1000 characters.'],
    [[ruleOf(['a', 'b', 'c', 'd', 'e', 'f'], 'b')], '"[0].claim" may have 5 names.'],
    [[ruleOf('a', '')], '"[0].value" must hold texts of 1 to 1000 characters.'],
    [[ruleOf('a', 'b', { scopes: [] })], '"[0].scopes" must hold texts of 1 to 1000 characters.'],
    [[ruleOf('a', 'b', { scopes: 'read' })], '"[0].scopes" must hold texts of 1 to 1000 characters.'],
    [[ruleOf('a', 'b', { scopes: ['all'] })], '"[0].scopes" takes read, write, work and admin, not "all".'],
    [
      [ruleOf('a', 'b', { flows: ['*'] })],
      '"[0].flows[0]" must have the beginning of a name before the star.',
    ],
    [[ruleOf('a', 'b', { flows: [] })], '"[0].flows" must hold texts'],
    [
      [ruleOf('a', 'b', { flow: ['etl'] })],
      '"[0].flow" is not known. Known: claim, value, scopes, flows, backends.',
    ],
    [[ruleOf('a', 'b', { backends: [''] })], '"[0].backends" must hold texts of 1 to 1000 characters.'],
  ])('is refused by what is wrong with it: %j', (json, why) => {
    expect(() => grantRulesOf(json)).toThrow(why)
  })
})
