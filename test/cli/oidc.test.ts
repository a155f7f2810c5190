import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runDoctor } from '../../src/cli/doctor/doctor.ts'
import { readSettings } from '../../src/cli/options/settings.ts'
import { type Issuer, audience, startIssuer } from '../setup/servers/issuer.ts'
import { linesOf } from '../setup/servers/logged.ts'
import { newDirectory, runHere, serve } from '../setup/servers/process.ts'

const directory = newDirectory()
afterAll(() => directory.remove())
const file = (name: string, content: string) => {
  const path = join(directory.path, name)
  writeFileSync(path, content)
  return path
}
const secret = file('secret', ' a secret of at least sixteen characters\n')
const oidc = ['--auth', 'oidc', '--oidc-issuer', 'https://login.example.com/realms/ops']
const settings = (...args: string[]) => readSettings(args, {}).oidc

describe('the options of an issuer', () => {
  it('name it, and what its tokens are for', () => {
    expect(settings(...oidc, '--oidc-audience', 'a, b', '--oidc-audience', 'c')).toEqual({
      issuer: new URL('https://login.example.com/realms/ops'),
      audience: ['a', 'b', 'c'],
      rules: undefined,
      signIn: undefined,
    })
  })

  it('name the client by which browsers sign in', () => {
    const client = ['--oidc-client-id', 'x', '--oidc-client-secret-file', secret]
    const more = ['--oidc-sign-in-scopes', 'openid groups', '--oidc-session', '30m']
    expect(settings(...oidc, ...client, ...more)?.signIn).toEqual({
      clientId: 'x',
      clientSecret: 'a secret of at least sixteen characters',
      scopes: ['openid', 'groups'],
      sessionMs: 1_800_000,
    })
  })

  it('say what claims allow', () => {
    const rules = file('rules.json', '[{ "claim": "groups", "value": "ops", "scopes": ["admin", "read"] }]')
    expect(settings(...oidc, '--oidc-audience', 'a', '--oidc-rules-file', rules)?.rules).toEqual([
      { claim: ['groups'], value: 'ops', scopes: ['READ', 'ADMIN'], flows: null, backends: null },
    ])
  })

  it.each([
    [['--auth', 'oidc'], '--auth oidc needs an --oidc-issuer.'],
    [oidc, '--auth oidc needs an --oidc-audience for tokens, or an --oidc-client-id for browsers, or both.'],
    [oidc.slice(2), '--oidc-issuer needs --auth oidc, and this is --auth none.'],
    [
      [...oidc, '--oidc-client-id', 'x'],
      '--oidc-client-id and --oidc-client-secret-file go together: give both, or none.',
    ],
    [[...oidc, '--oidc-client-secret-file', '/nowhere'], '--oidc-client-secret-file cannot be read: ENOENT'],
    [[...oidc, '--oidc-client-secret-file', file('short', 'short')], 'must have at least 16 characters.'],
    [[...oidc, '--oidc-sign-in-scopes', 'email'], '--oidc-sign-in-scopes must have openid among its words.'],
    [
      [...oidc, '--oidc-client-id', 'x', '--oidc-client-secret-file', secret, '--oidc-session', '0'],
      '--oidc-session must be at least 1m.',
    ],
    [
      [...oidc, '--oidc-rules-file', file('no.json', '[{}]')],
      'no.json cannot be used: "[0].claim" must hold',
    ],
    ...[
      'http://login.example.com',
      'login.example.com',
      'https://a:b@c.test',
      'https://a.test/?x',
      'ftp://a.test',
    ].map((url) => [['--oidc-issuer', url], '--oidc-issuer must be an https URL without a query'] as const),
  ] as const)('are refused where they do not go together: %j', (args, why) => {
    expect(() => settings(...args)).toThrow(why)
  })
})

describe('a server with an issuer', () => {
  let issuer: Issuer
  beforeEach(async () => {
    issuer = await startIssuer()
  })
  afterEach(() => issuer.stop().catch(() => {}))
  const args = () => [
    ...['--auth', 'oidc', '--oidc-issuer', issuer.url, '--oidc-audience', audience],
    ...['--backend', `main=sqlite:${directory.path}/a.db`],
  ]
  const findings = async (...more: string[]) => {
    const lines: string[] = []
    await runDoctor([...args(), ...more, '--json'], {}, (line) => lines.push(line))
    return (JSON.parse(lines.join('\n')) as { findings: { check: string }[] }).findings
  }

  it('starts without it, says so, and takes its tokens once it answers', async () => {
    await issuer.stop()
    const server = await serve(args())
    const status = async () => {
      const authorization = `Bearer ${await issuer.signed()}`
      return (await fetch(`${server.url}/graphql?query={__typename}`, { headers: { authorization } })).status
    }
    expect(await status()).toBe(503)
    await issuer.start()
    await expect.poll(status).toBe(200)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    expect(linesOf(server.output.stdout).map(({ msg }) => msg)).toEqual(
      expect.arrayContaining([
        'the issuer cannot be used: its tokens are checked with the keys that are known',
        'the issuer answers again',
      ]),
    )
  })

  it('does not start where it would ask nobody who comes', async () => {
    const { code, stderr } = await runHere(['serve', '--oidc-issuer', issuer.url, '--host', '0.0.0.0'])
    expect([code, stderr]).toEqual([
      2,
      'execgraph: Whoever reaches 0.0.0.0 could read and change everything. Start with --auth tokens or --auth oidc, or with --insecure if only those who may do so can reach it.\n',
    ])
  })

  it('has a doctor who tells whether the issuer answers', async () => {
    await issuer.stop()
    expect(await findings()).toContainEqual({
      level: 'problem',
      check: 'issuer',
      text: `${issuer.url}/.well-known/openid-configuration does not answer: ECONNREFUSED.`,
      todo: expect.stringMatching(/^Correct --oidc-issuer/),
    })
    await issuer.start()
    expect(await findings()).toContainEqual({
      level: 'ok',
      check: 'issuer',
      text: `${issuer.url} answers, with 1 key.`,
    })
    expect(await findings('--oidc-issuer', `${issuer.url}/x`)).toContainEqual(
      expect.objectContaining({
        level: 'problem',
        text: `${issuer.url}/x/.well-known/openid-configuration answers with status 404.`,
      }),
    )
  })
})
