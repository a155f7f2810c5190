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
import type { GivenFor } from './parsing.ts'
import { watchingOptions } from './watching.ts'
import { type McpTools, mcpTools, mcpToolsOf } from './mcp.ts'
import { backendsOf, levels, logLevelOf, ruleOf, sampleRatesOf, timeOf } from './values.ts'

const bytes = { least: 64, most: 64 * 1024 * 1024 }

/** The options of `serve`. The command line, the environment, the usage text and the table of docs/settings.md come from here. */
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
      'or the database of an engine, read only, such as dbos+postgres://…; docs/engines.md has all of them',
    ],
  }),
  'create': flag({
    help: ['make the tables of a store also in a database that has those of an engine and none of Execgraph'],
  }),
  'wait-for-backends': text({
    default: '30s',
    read: timeOf,
    help: [
      'how long the start waits while none of the stores is up; 0: not at all',
      'a store that is down while others are up is opened when it answers, however late',
    ],
  }),
  'mcp': text<McpTools | undefined>({
    shown: 'read',
    absent: undefined,
    values: mcpTools,
    read: mcpToolsOf,
    help: [
      'answer assistants at `/mcp` by the Model Context Protocol: read, or write for tools that cancel and retry too',
      'default: not at all',
    ],
  }),
  'demo': flag({
    help: ['fill the first backend that takes writes with believable history, and keep it moving'],
  }),
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
  'log-level': text({
    default: 'info',
    read: logLevelOf,
    values: levels,
    help: ['debug, info, warn, error or silent'],
  }),
} satisfies Table

type Table = Readonly<Record<string, Option<unknown>>>
export type Given = GivenFor<typeof options>

/** The environment variable of an option of a server. */
export const environmentOf = (name: string): string =>
  (options as Table)[name]?.environment ?? `EXECGRAPH_${name.toUpperCase().replaceAll('-', '_')}`
