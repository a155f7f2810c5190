import { type Client, createClient } from '../../client/index.ts'
import { flag, text, whole } from './kinds.ts'

/** The options of commands that call a server. */
export const clientOptions = {
  url: text({
    default: 'http://127.0.0.1:4000',
    environment: 'EXECGRAPH_URL',
    read: urlOf,
    help: ['the server'],
  }),
  token: text<string | undefined>({
    shown: 'token',
    absent: undefined,
    environment: 'EXECGRAPH_TOKEN',
    read: (token) => token,
    help: [
      'what a server with --auth asks for; others on this machine see a command line, and not its environment',
    ],
  }),
  json: flag({ help: ['JSON, an object a line'] }),
}

export const limitOption = whole({ default: 20, least: 1, most: 100_000, help: ['how many at most'] })

export const clientOf = ({
  url,
  token,
}: {
  readonly url: string
  readonly token: string | undefined
}): Client => createClient({ url, token })

function urlOf(given: string, source: string): string {
  const url = URL.parse(given)
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return given
  throw new Error(`${source} must be the URL of a server without a password, such as http://127.0.0.1:4000.`)
}
