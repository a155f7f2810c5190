import { maintenanceOptions } from './options/metaflow.ts'
import { readOptions } from './options/parsing.ts'
import { Usage, asUsage } from './options/usage.ts'
import type { MetaflowPlace } from '../db/engines/metaflow/names.ts'
import { metaflow, metaflowPlace } from '../db/engines/metaflow/kind.ts'
import { whyNotEngineServer } from '../db/engines/store.ts'
import { type BackendUrl, parseBackend, splitBackend } from '../db/url.ts'

/** The commands that prepare a Metaflow database for fast reads. Nothing else ever writes to one. */
type MaintenanceCommand = keyof typeof maintenanceOptions

interface Values {
  readonly backend: readonly string[]
  readonly create?: boolean
  readonly facts?: boolean
  readonly remove?: boolean
  readonly verify?: boolean
}

/** Runs a command, which reports line by line. Throws a sentence that says what is wrong. */
export async function maintain(
  command: MaintenanceCommand,
  args: readonly string[],
  say: (line: string) => void,
) {
  const { given: values }: { given: Values } = readOptions(maintenanceOptions[command], args, {
    environment: {},
  })
  const engine = command === 'indexes' ? asUsage(() => engineOf(values)) : undefined
  if (engine) {
    const { printIndexes } = await import('./engineindexes.ts')
    return printIndexes(engine, values.create ?? false, say)
  }
  const { name, place } = asUsage(() => backendOf(command, values))
  if (command === 'accelerate' && !values.facts)
    throw new Usage('accelerate needs --facts: what it keeps are the facts that decide the status of runs.')
  if (values.remove && values.verify)
    throw new Usage('accelerate takes --remove or --verify, not both: one deletes what the other compares.')
  // Loaded after the arguments are checked.
  const { runCommand } = await import('../db/engines/metaflow/speedup/commands.ts')
  try {
    await runCommand(command, place, values, say)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    const why = isConnection(code)
      ? whyNotEngineServer(
          place.url,
          `${message}${code === undefined || message.includes(code) ? '' : ` (${code})`}`,
        )
      : message
    throw new Error(`Backend "${name}": ${why}${why.endsWith('.') ? '' : '.'}`, { cause: error })
  }
}

const isConnection = (code = '') => /^(E[A-Z]+|CONN|08|28|3D|57P)/.test(code)

/** The backend, if it is that of an engine other than Metaflow, whose indexes are printed only. */
function engineOf({ backend }: Values): BackendUrl | undefined {
  const [given, ...more] = backend
  if (given === undefined || more.length > 0) return undefined
  const { scheme = '' } = splitBackend(given.trim())
  const isEngine = scheme.includes('+') && !metaflow.schemes.includes(scheme)
  return isEngine ? parseBackend(given.trim()) : undefined
}

function backendOf(command: MaintenanceCommand, { backend }: Values): { name: string; place: MetaflowPlace } {
  const [given, ...more] = backend
  if (given === undefined || more.length > 0)
    throw new Error(
      `${command} needs one --backend, such as --backend mf=metaflow+postgres://user@host/database.`,
    )
  const { name, scheme, rest } = splitBackend(given.trim())
  if (scheme !== undefined && metaflow.schemes.includes(scheme))
    return { name, place: metaflowPlace(name, rest) }
  throw new Error(
    `Backend "${name}" is not a Metaflow database: ${command} is for ${command === 'indexes' ? 'the databases of engines' : 'metaflow+postgres://…'} only. Other stores need no such command.`,
  )
}
