/** What a browser does with cookies and redirects, without pages. One host: ports share their cookies. */
export function createBrowser() {
  const jar = new Map<string, { value: string; path: string }>()
  const shown = (path = '/') =>
    [...jar]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  async function visit(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', shown(new URL(url).pathname))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line)!
      const [, path = '/'] = /; ?path=([^;]*)/i.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, { value, path })
    }
    return response
  }
  return {
    visit,
    /** What it would send to the sign-in. */
    cookies: () => shown('/session/oidc/callback'),
    /** The names of those of this server. */
    names: () => [...jar.keys()].filter((name) => name.startsWith('execgraph_')),
    /** Fills in the forms of the issuer until that leads to an address that is wanted, which is returned. */
    async signIn(from: string, user: string, isWanted: (url: string) => boolean): Promise<string> {
      let url = from
      let init: RequestInit = {}
      for (let step = 0; step < 20 && !isWanted(url); step++) {
        const response = await visit(url, init)
        init = {}
        const location = response.headers.get('location')
        const page = location === null ? await response.text() : ''
        const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? []
        const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(page) ?? []
        if (action !== undefined)
          init = { method: 'POST', body: new URLSearchParams({ prompt, login: user, password: 'any' }) }
        const next = location ?? action
        if (next === undefined)
          throw new Error(`${url} leads nowhere: ${response.status} ${page.slice(0, 500)}`)
        url = new URL(next, url).href
      }
      return url
    },
  }
}
