import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../src/cli/options/settings.ts'
import { clientOf, noProxies, proxiesOf } from '../../src/server/requests/forwarded.ts'
import { startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage

/** The client of a request that says who it is for. */
function client(proxies: readonly string[], remote: string, forwarded?: string): string | undefined {
  const request = from(remote, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })
  proxiesOf(proxies, '').read(request)
  return clientOf(request)
}

describe('what a proxy says about a client', () => {
  it('counts only if the proxy is trusted', () => {
    expect(client([], '10.0.0.1', '1.2.3.4')).toBe('10.0.0.1')
    expect(client(['10.0.0.2'], '10.0.0.1', '1.2.3.4')).toBe('10.0.0.1')
    expect(client(['10.0.0.0/8'], '10.0.0.1', '1.2.3.4')).toBe('1.2.3.4')
    expect(client(['10.0.0.0/8'], '::ffff:10.0.0.1', '1.2.3.4')).toBe('1.2.3.4')
    expect(client(['2001:db8::/32', '10.0.0.1'], '2001:db8::7', '[2001:db9::1]:443')).toBe('2001:db9:0:0')
    expect(client(['10.0.0.1'], '10.0.0.1')).toBe('10.0.0.1')
  })

  it('is the nearest address that is no proxy, whatever a client writes before it', () => {
    const proxies = ['10.0.0.0/8']
    expect(client(proxies, '10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.7')).toBe('1.2.3.4')
    expect(client(proxies, '10.0.0.1', '6.6.6.6, 1.2.3.4:5678')).toBe('1.2.3.4')
    expect(client(proxies, '10.0.0.1', '10.0.0.9, 10.0.0.7')).toBe('10.0.0.9')
    expect(client(proxies, '10.0.0.1', 'nonsense')).toBe('10.0.0.1')
    expect(client(proxies, '10.0.0.1', '6.6.6.6, nonsense, 10.0.0.7')).toBe('10.0.0.7')
    expect(client(proxies, '10.0.0.1', '')).toBe('10.0.0.1')
  })

  it('is a network of IPv6, of whose addresses a client has as many as it likes', () => {
    expect(client([], '2001:db8:0:7::1')).toBe(client([], '2001:db8:0:7:a:b:c:d'))
    expect(client([], '2001:db8:0:8::1')).not.toBe(client([], '2001:db8:0:7::1'))
    expect(client(['::1'], '::1', '2001:db8::1')).toBe(client([], '2001:db8::2'))
    expect(client([], '::ffff:10.0.0.1')).toBe('::ffff:10.0.0.1')
    expect(client([], '::1')).not.toBe(client([], '2001:db8::1'))
  })

  it('is said by proxies that are named by an address or a range', () => {
    expect(proxiesOf([], '--trusted-proxy')).toBe(noProxies)
    for (const wrong of [
      'proxy.example',
      '10.0.0.1/33',
      '10.0.0.1/',
      '10.0.0.1/8/8',
      '::1/129',
      '*',
      '10.0.0',
    ])
      expect(() => readSettings(['--trusted-proxy', wrong], {})).toThrow('--trusted-proxy must be an address')
  })

  it('names the host and the scheme, too', async () => {
    const options = {
      proxies: proxiesOf(['127.0.0.1'], ''),
      hosts: { loopback: false, allowed: ['api.example'] },
      rateLimit: 10,
    }
    const api = await startApi({ title: 'memory', kinds: { main: 'memory' } }, options)
    const { url, close } = await listen(api.app)
    const ask = async (headers: Record<string, string>, query = '{ __typename }') => {
      const body = JSON.stringify({ query })
      const own = { 'content-type': 'application/json', ...headers }
      return (await fetch(`${url}/graphql`, { method: 'POST', headers: own, body })).status
    }
    const here = { 'x-forwarded-host': 'api.example', 'x-forwarded-for': '1.1.1.1' }
    expect(await ask({})).toBe(403)
    expect(await ask(here)).toBe(200)
    expect(await ask({ ...here, 'x-forwarded-host': 'api.example, other.example' })).toBe(403)
    const secure = { ...here, 'x-forwarded-proto': 'https' }
    expect(await ask({ ...secure, origin: 'https://api.example' })).toBe(200)
    expect(await ask({ ...secure, origin: 'http://api.example' })).toBe(403)
    expect(await ask({ ...here, origin: 'http://api.example' })).toBe(200)
    expect(await ask(here, '{ statusCounts { unavailable } }')).toBe(200)
    expect(await ask(here)).toBe(429)
    expect(await ask({ ...here, 'x-forwarded-for': '2.2.2.2' })).toBe(200)
    await close()
    await api.close()
  })
})
