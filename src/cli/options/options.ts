import { parseArgs } from 'node:util'
import { accessOptions } from './access.ts'
import { answerOptions } from './answers.ts'
import { defaultMaxBodies } from '../../server/requests/bodies.ts'
import { defaultMaxBody, defaultMaxBodyNodes } from '../../server/requests/intake.ts'
import { defaultLimits } from '../../db/recording/payload.ts'
import { defaultInputBytes, defaultOpenExecutions, defaultOutputBytes } from '../../db/queue/queue.ts'
import { networkOptions } from './network.ts'
import { oidcOptions } from './oidc.ts'
import { queryOptions } from './queries.ts'
import { type Option, flag, list, text, whole } from './kinds.ts'
import { watchingOptions } from './watching.ts'
import { backendsOf, logLevelOf, ruleOf, sampleRatesOf, timeOf } from './values.ts'

const bytes = { least: 64, most: 64 * 1024 * 1024 }

/** The options of `serve`. The command line, the environment, the usage text and README's table come from here. */
export const options = {
  ...networkOptions,
  ...accessOptions,
  ...oidcOptions,
  'backend': list({
    shown: 'name=url',
    default: 'main=sqlite:./execgraph.db',
    environment: 'EXECGRAPH_BACKENDS',
    read: backendsOf,
    help: [
      'a store; may be given several times, in the environment separated by commas',
      'sqlite:./execgraph.db or postgres://user:password@host:5432/database,',
      'memory:?max=1000 for a bounded store that is lost when the process ends,',
      'or metaflow+postgres://… for the database of a Metaflow service, read only',
    ],
  }),
  'wait-for-backends': text({
    default: '30s',
    read: timeOf,
    help: [
      'how long the start waits while none of the stores is up; 0: not at all',
      'a store that is down while others are up is opened when it answers, however late',
    ],
  }),
  'demo': flag({ help: ['fill the first backend with believable history, and keep it moving'] }),
  'max-body': whole({
    default: defaultMaxBody,
    least: 1,
    most: 1024 ** 3,
    help: ['bytes that the body of a request may have'],
  }),
  'max-body-nodes': whole({
    default: defaultMaxBodyNodes,
    least: 1_000,
    most: 100_000_000,
    help: ['values that the JSON of a body may hold'],
  }),
  'max-bodies': whole({
    default: defaultMaxBodies,
    least: 1024 ** 2,
    most: 64 * 1024 ** 3,
    help: [
      'bytes of the bodies of all requests that are held at once, with 64 for each value of longer ones',
    ],
  }),
  'max-value-bytes': whole({
    default: defaultLimits.valueBytes,
    ...bytes,
    help: ['bytes of one value of a payload; of a larger one the beginning is stored, with its true size'],
  }),
  'max-payload-bytes': whole({
    default: defaultLimits.payloadBytes,
    ...bytes,
    help: ['bytes of whole inputs or outputs, or of a node’s value; the largest values are cut first'],
  }),
  'keep-large-values': flag({ help: ['store the whole of values that were cut, in a separate table'] }),
  'sample': text({
    shown: 'flow=rate',
    absent: new Map(),
    read: sampleRatesOf,
    help: [
      'keep this share, 0 to 1, of a flow’s successful executions; failed ones are always kept',
      'several separated by commas, such as etl=0.1,*=0.5; default: all are kept',
    ],
  }),
  'max-output-bytes': whole({
    default: defaultOutputBytes,
    ...bytes,
    help: ['bytes of the output of a node in the queue; a larger output fails its attempt'],
  }),
  'max-input-bytes': whole({
    default: defaultInputBytes,
    ...bytes,
    help: [
      'bytes of the whole input of an action, of the list of a map, of the outputs of an execution, and of the inputs of one claim',
    ],
  }),
  'max-open': whole({
    default: defaultOpenExecutions,
    least: 1,
    most: 1_000_000,
    help: ['executions of the queue that may be in progress at once'],
  }),
  ...queryOptions,
  ...answerOptions,
  'status-cache-ms': whole({
    default: 0,
    most: 3_600_000,
    help: [
      'how long a look-up by id may be answered from memory; the answer then says its age in `extensions.cache`',
    ],
  }),
  'retain': text({
    shown: 'rule',
    absent: undefined,
    read: ruleOf,
    help: [
      'delete finished executions by a rule, such as completed:30d,failed:90d,any:1w,count:100000',
      'default: no execution is deleted',
    ],
  }),
  ...watchingOptions,
  'log-level': text({ default: 'info', read: logLevelOf, help: ['debug, info, warn, error or silent'] }),
} satisfies Table

type Options = typeof options
type Table = Readonly<Record<string, Option<unknown>>>
export type Given = { readonly [Name in keyof Options]: ReturnType<Options[Name]['read']> }

/** Reads the command line, then the environment. Throws a sentence that says what is wrong and what would be right. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Given {
  const values = parse(args)
  const table: Table = options
  const entries = Object.entries(table).map(([name, option]) => {
    const variable = environmentOf(name)
    // An empty text in the environment counts as not given.
    const text = environment[variable]?.trim() || undefined
    const value = values[name]
    if (value !== undefined) return [name, option.read([value].flat().map(String), `--${name}`)]
    if (text !== undefined)
      return [name, option.read(option.parsed.multiple ? text.split(',') : [text], variable)]
    return [name, option.default === undefined ? option.absent : option.read([option.default], `--${name}`)]
  })
  return Object.fromEntries(entries) as Given
}

/** The environment variable of an option. */
export const environmentOf = (name: string): string =>
  (options as Table)[name]?.environment ?? `EXECGRAPH_${name.toUpperCase().replaceAll('-', '_')}`

function parse(args: readonly string[]) {
  const known = Object.fromEntries(Object.entries(options).map(([name, { parsed }]) => [name, parsed]))
  try {
    return parseArgs({ args: withNegatives(args), options: known, allowPositionals: false }).values
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`)
    throw new Error(`${whatIsWrong(error as Error)} Known: ${names.join(', ')}.`, { cause: error })
  }
}

/** A negative number is a value, so that its option can say what is wrong with it. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const before = joined.at(-1)
    if (/^-\d/.test(arg) && before?.startsWith('--') && !before.includes('='))
      joined[joined.length - 1] = `${before}=${arg}`
    else joined.push(arg)
  }
  return joined
}

/** In one sentence. A stray argument is not repeated: it may be a URL with a password. */
export function whatIsWrong({ message }: Error): string {
  const option = /^(?:Unknown option|Option) '([^ ']+)/.exec(message)?.[1]
  if (message.startsWith('Unexpected argument')) return 'There is an argument without an option before it.'
  if (message.startsWith('Unknown option')) return `There is no option ${option}.`
  if (/argument missing|ambiguous/.test(message)) return `${option} needs a value.`
  return message.endsWith('.') ? message : `${message}.`
}
