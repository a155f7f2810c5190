import { type BackendUrl } from '../../db/url.ts'
import { adminOf } from './access.ts'
import { flag, list, text } from './kinds.ts'
import { environmentOf, options as served } from './options.ts'
import { type GivenFor, readOptions } from './parsing.ts'

/** Checked with the others, once all are known. */
const asGiven = (text: string): string | undefined => text
const allAsGiven = (texts: readonly string[]): readonly string[] | undefined => texts

const store = {
  admin: text<BackendUrl | undefined>({
    shown: 'url',
    absent: undefined,
    environment: environmentOf('admin'),
    read: adminOf,
    help: ['the store of the tokens; default: the first sqlite or postgres backend'],
  }),
  backend: { ...served.backend, help: ['the backends of the server'] },
}

const ofNew = {
  'name': text({
    shown: 'text',
    absent: undefined,
    read: asGiven,
    help: ['what the token is for, or whose it is'],
  }),
  'scopes': text({
    shown: 'words',
    absent: undefined,
    read: asGiven,
    help: ['read, write, work and admin, separated by commas; none includes another'],
  }),
  'only-flows': list({
    shown: 'names',
    absent: undefined,
    read: allAsGiven,
    help: ['flows that it may see and write, such as etl,train*; a star stands for any end'],
  }),
  'only-backends': list({
    shown: 'names',
    absent: undefined,
    read: allAsGiven,
    help: ['backends that it may see and write'],
  }),
  'expires': text({
    shown: 'time',
    absent: undefined,
    read: asGiven,
    help: ['12h, 90d or 52w; default: never'],
  }),
}

const ofList = { json: flag({ help: ['of list: a JSON object a line'] }) }

/** All options of `token`. Each action takes some of them. */
export const tokenOptions = { ...store, ...ofNew, ...ofList }
export type TokenOptions = GivenFor<typeof store> & Partial<GivenFor<typeof ofNew & typeof ofList>>

const actions = { create: { ...store, ...ofNew }, list: { ...store, ...ofList }, revoke: store }
export type TokenAction = keyof typeof actions

export const isTokenAction = (text: string): text is TokenAction => Object.hasOwn(actions, text)

export function readTokenOptions(
  action: TokenAction,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): { readonly given: TokenOptions; readonly words: readonly string[] } {
  const reading = { environment, ...(action === 'revoke' && ({ takesWords: true } as const)) }
  return readOptions(actions[action], args, reading)
}
