import { parseArgs } from 'node:util'
import { defaultMaxBody } from './body.ts'
import { type RetainRule, parseRetainRule } from './db/retainrule.ts'
import { type BackendUrl, parseBackend } from './db/url.ts'
import type { PayloadLimits } from './db/cutting.ts'
import type { SampleRates } from './db/sampling.ts'
import { limitsOf, queueOf, sampleRatesOf } from './recordingoptions.ts'
import { whole } from './wholenumber.ts'

export interface Settings {
  readonly host: string
  readonly port: number
  readonly backends: readonly BackendUrl[]
  readonly demo: boolean
  readonly maxBody: number
  readonly statusCacheMs: number
  readonly limits: PayloadLimits
  readonly sampleRates: SampleRates
  readonly outputBytes: number
  readonly openExecutions: number
  readonly retain: RetainRule | undefined
  readonly logLevel: string
}

const levels = ['debug', 'info', 'warn', 'error', 'silent']

export const usage = `execgraph serve [options]

  --port 4000               where to listen; 0 for any free port      environment: PORT
  --host 127.0.0.1          the address to listen on                  environment: HOST
  --backend name=url        a store; may be given several times       environment: EXECGRAPH_BACKENDS, separated by commas
                            sqlite:./execgraph.db or postgres://user:password@host:5432/database,
                            memory:?max=1000 for a bounded store that is lost when the process ends,
                            or metaflow+postgres://… for the database of a Metaflow service, read only
                            default: main=sqlite:./execgraph.db
  --demo                    fill the first backend with believable history, and keep a run moving
  --max-body 8388608        bytes that the body of a request may have
  --max-value-bytes 10240   bytes of one value of a payload; of a larger one the beginning is stored, with its true size
  --max-payload-bytes 1048576
                            bytes of whole inputs or outputs, or of a node's value; the largest values are cut first
  --keep-large-values       store what is cut off whole, in a table of its own
  --sample flow=rate        keep this share, 0 to 1, of a flow's executions that end well; the failed ones all stay
                            several separated by commas, such as etl=0.1,*=0.5; default: all are kept
  --max-output-bytes 1048576
                            bytes that a node of the queue may hand on; a larger output fails its attempt
  --max-open 1000           how many executions of the queue may be in progress at once
  --status-cache-ms 0       how long a look-up by id may be answered from memory
  --retain rule             remove finished executions by a rule      environment: EXECGRAPH_RETAIN
                            such as completed:30d,failed:90d,any:1w,count:100000; default: nothing is ever removed
  --log-level info          ${levels.join(', ')}
  --help                    this text

execgraph retain --backend name=url --retain rule [--dry-run]

  Removes from each backend what the rule lets go, once, and tells how much: finished executions of a status that are so
  old, those beyond the newest so many of their flow (count), and DAGs that nothing has used for a day.
  --dry-run                 only tell what would be removed

execgraph indexes --backend name=metaflow+postgres://… [--create]

  Prints the SQL of the indexes that a Metaflow database lacks for Execgraph's statements, with what each gains and costs.
  --create                  create them, one after another, while Metaflow goes on writing

execgraph accelerate --facts --backend name=metaflow+postgres://… [--remove]

  Puts a table beside Metaflow's, kept by triggers, so that lists by status, finish and duration cost about a page.
  --remove                  take all of it away again

Only indexes and accelerate ever write to a Metaflow database; serve never does.`

/** Reads the command line and the environment. Throws a sentence that says what is wrong and what would be right. */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const values = parse(args)
  const fromEnvironment = (env['EXECGRAPH_BACKENDS'] ?? '').split(',').filter((text) => text.trim() !== '')
  const urls =
    values.backend ?? (fromEnvironment.length > 0 ? fromEnvironment : ['main=sqlite:./execgraph.db'])
  const backends = urls.map((text) => parseBackend(text.trim()))
  const repeated = backends.find(
    ({ name }, index) => backends.findIndex((other) => other.name === name) !== index,
  )
  if (repeated) throw new Error(`Two backends are called "${repeated.name}". Give each its own name.`)
  const logLevel = values['log-level'] ?? 'info'
  if (!levels.includes(logLevel)) throw new Error(`--log-level ${logLevel} is none of ${levels.join(', ')}.`)
  return {
    host: hostOf(values.host ?? env['HOST'] ?? '127.0.0.1'),
    port: whole(values.port ?? env['PORT'] ?? '4000', values.port === undefined ? 'PORT' : '--port', 65_535),
    backends,
    demo: values.demo ?? false,
    maxBody: whole(values['max-body'] ?? String(defaultMaxBody), '--max-body', 1024 ** 3),
    limits: limitsOf(values),
    sampleRates: sampleRatesOf(values.sample),
    ...queueOf(values),
    retain: ruleOf(values.retain, env['EXECGRAPH_RETAIN']),
    statusCacheMs: whole(values['status-cache-ms'] ?? '0', '--status-cache-ms', 3_600_000),
    logLevel,
  }
}

function parse(args: readonly string[]) {
  const options = {
    'port': { type: 'string' },
    'host': { type: 'string' },
    'backend': { type: 'string', multiple: true },
    'demo': { type: 'boolean' },
    'max-body': { type: 'string' },
    'max-value-bytes': { type: 'string' },
    'max-payload-bytes': { type: 'string' },
    'keep-large-values': { type: 'boolean' },
    'sample': { type: 'string' },
    'max-output-bytes': { type: 'string' },
    'max-open': { type: 'string' },
    'status-cache-ms': { type: 'string' },
    'retain': { type: 'string' },
    'log-level': { type: 'string' },
  } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    throw new Error(`${whatIsWrong(error as Error)} Known: ${known.join(', ')}.`, { cause: error })
  }
}

/** In one sentence. An argument that stands alone is not repeated: it may be a URL with a password. */
export function whatIsWrong({ message }: Error): string {
  const option = /^(?:Unknown option|Option) '([^ ']+)/.exec(message)?.[1]
  if (message.startsWith('Unexpected argument')) return 'There is an argument without an option before it.'
  if (message.startsWith('Unknown option')) return `There is no option ${option}.`
  if (/argument missing|ambiguous/.test(message)) return `${option} needs a value.`
  return message.endsWith('.') ? message : `${message}.`
}

/** An empty text in the environment is as good as none. */
function ruleOf(given: string | undefined, fromEnvironment = ''): RetainRule | undefined {
  if (given !== undefined) return namedRule('--retain', given)
  return fromEnvironment.trim() === '' ? undefined : namedRule('EXECGRAPH_RETAIN', fromEnvironment)
}

/** Reads a rule. What is wrong with it is said of the option that it came from. */
export function namedRule(option: string, text: string): RetainRule {
  try {
    return parseRetainRule(text)
  } catch (error) {
    throw new Error(`${option}: ${(error as Error).message}`, { cause: error })
  }
}

/** An empty address would mean all of them. */
function hostOf(host: string): string {
  if (host.trim() !== '') return host
  throw new Error('HOST must name an address, such as 127.0.0.1, or 0.0.0.0 for all of this machine.')
}
