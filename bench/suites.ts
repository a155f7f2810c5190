export interface Suite {
  readonly name: string
  /** What it measures, for the report. */
  readonly what: string
  /** What is stored before the clock starts. */
  readonly data: string
  /** Options of its shorter size, which `npm run bench` without a name takes. None: it is short as it is. */
  readonly short: readonly string[]
  /** Whom it is compared with, by their names in figures. */
  readonly peers?: readonly string[]
  /** Whether these are installed by bench/package.json. */
  readonly needsPeers?: boolean
}

const resolvers = ['Mercurius', 'PostGraphile 5', 'Yoga N+1']
const engines = ['DBOS', 'graphile-worker', 'pg-boss']

export const suites: readonly Suite[] = [
  {
    name: 'batch',
    what: 'One request for 100 executions by id over HTTP: the server’s CPU with four requests at a time, and the time of a request when there is one at a time. Floor a is a bare `node:http` server with one SQL statement, floor b plain graphql-js over the same statement.',
    data: '100,000 executions on Postgres. All contestants read the same rows, and each answer is compared before the clock starts.',
    short: ['--rounds', '3'],
    peers: resolvers,
    needsPeers: true,
  },
  {
    name: 'ids',
    what: 'The same request with 1 to 500 ids.',
    data: 'As for `batch`.',
    short: ['--rounds', '2', '--ids', '1,100,500'],
    peers: resolvers,
    needsPeers: true,
  },
  {
    name: 'queue',
    what: 'The queue. Equal work: executions of 49 recorded no-op steps, 16 at once, 16 one after another once all of those are done, 16 at once, and one after all of them. As many executions as the window says are open at any time; the next one is started when one is finished, on the clock. Others beside it: a queue that was filled before the clock starts.',
    data: 'Equal work: an empty database for each measurement. The others: 10,000 to 500,000 started executions, or 400,000 jobs.',
    short: ['--ms', '3000', '--rounds', '1', '--executions', '10000,400000'],
    peers: engines,
    needsPeers: true,
  },
  {
    name: 'workers',
    what: 'Actions a second by 1 to 64 workers of 16 places each on one queue: over GraphQL from one client process, and in the process of the queue.',
    data: '5,000 started executions of 49 no-op actions on Postgres, an own database for each measurement.',
    short: ['--ms', '3000', '--rounds', '1'],
  },
  {
    name: 'runs',
    what: 'Pages of 50 runs by status, order, tag and user, their first and their 200th, against the newest page without a filter; counts and histograms.',
    data: '10,000 to 1,000,000 runs of 50 flows on Postgres, on SQLite, and in the tables of a Metaflow service as they stand, with indexes, and accelerated.',
    short: ['--runs', '10000,100000'],
  },
  {
    name: 'executions',
    what: 'Pages of 50 executions by each filter of the history, against the newest page without a filter; statistics.',
    data: '10,000 to 1,000,000 executions of 21 flows on both stores, of which 5 % or 30 % are open.',
    short: ['--size', '10000,100000', '--open', '5'],
  },
  {
    name: 'engines',
    what: 'The tables of other engines: 100 statuses by id through Execgraph over HTTP, by the engine’s own client one by one, and by the best that this client has for many, both behind a bare `node:http` endpoint; and the newest 50 that failed.',
    data: '100,000 executions of pg-boss, DBOS and OpenWorkflow each, in the tables that these make on Postgres. Each answer is compared before the clock starts.',
    short: ['--rounds', '3'],
    peers: ['one by one', 'own batch', 'own newest'],
  },
  {
    name: 'why',
    what: 'Groups of failures, pages of one, why 100 runs failed, what is usual, comparisons and attention, against the newest page.',
    data: '1,000,000 executions on each store.',
    short: ['--size', '100000'],
  },
  {
    name: 'writes',
    what: 'Executions recorded and finished, over HTTP and by the library, against the same rows written by the driver alone.',
    data: 'A store that grows while it is written.',
    short: ['--rounds', '2', '--ms', '300'],
  },
  {
    name: 'live',
    what: 'From the commit of a change to its subscribers: by streams, by polling each second, by a server that executes each change for each subscriber, and by a bare server without a store, the floor.',
    data: '1,000 streams of 100 ids each, over as many executions as that takes.',
    short: ['--seconds', '5', '--streams', '200'],
    peers: ['polling each second', 'an execution for each subscriber'],
  },
  {
    name: 'page',
    what: 'The dashboard in a real browser: what it loads, how fast it shows, scrolls and draws, and what it keeps.',
    data: '12,000 runs, one run of 5,000 tasks, graphs of 1,000 and 5,000 nodes.',
    short: ['--seconds', '10'],
  },
  {
    name: 'start',
    what: 'From the start of a process to its first answer, and its memory when idle: the installed package, the sources, and a bare `node:http` process.',
    data: 'SQLite, empty or with 2,000 executions.',
    short: ['--rounds', '3'],
  },
  {
    name: 'export',
    what: 'Export and import as NDJSON: executions a second, and the most memory that the process held.',
    data: '1,000,000 executions, each with inputs, outputs, a tag, a node and two facts.',
    short: ['--executions', '20000'],
  },
  {
    name: 'citus',
    what: 'A Citus cluster of one to all of its workers beside one Postgres on the same machine: whole answers of every operation compared, and how long some take. With `--size` alone: bytes of rows and indexes on one Postgres.',
    data: '20,000 executions and 2,000 runs of 20 flows in 8 shards. For `--size`: as many executions, of ten nodes each. The cluster is that of CITUS_URL; without it nothing is run.',
    short: ['--size', '100000'],
  },
  {
    name: 'tests',
    what: 'The suite of tests, whole: with long loads, many kills, all kinds of store for each behaviour, and ten times the random cases of `npm test`.',
    data: 'What each test stores.',
    short: ['test/queue'],
  },
  { name: 'clientsize', what: 'The typed client in a page, bundled and minified.', data: 'None.', short: [] },
  {
    name: 'hostile',
    what: 'A server under attack: what its other clients notice, compared with the same server before the attack, its memory, and whether it lives.',
    data: 'What each attack needs, on SQLite, on Postgres and in memory.',
    short: ['--seconds', '5'],
  },
  {
    name: 'fuzz',
    what: 'Requests that nobody would write, and known bombs: each answered as declared.',
    data: 'A few hundred records.',
    short: ['--count', '2000'],
  },
  {
    name: 'faults',
    what: 'Postgres stopped, crashed, frozen and cut off under load: what a second store notices, what is lost, and when all works again.',
    data: '500 executions in the second store, what the load records in the first.',
    short: ['--seconds', '3'],
  },
  {
    name: 'crash',
    what: 'kill -9 of the server under write load: whatever was acknowledged must be there, whole and once.',
    data: 'What the load records.',
    short: ['--kills', '5'],
  },
  {
    name: 'queuecrash',
    what: 'kill -9 of servers, workers and Postgres while the queue works: all that was started must be done, each node once.',
    data: 'What the load starts.',
    short: ['--kills', '10', '--outages', '1'],
  },
  {
    name: 'soak',
    what: 'Mixed load with streams that come and go: memory, handles and prepared statements must be flat.',
    data: 'A SQLite and a Postgres that grow to 20,000 executions each.',
    short: ['--minutes', '5'],
  },
]

/** Whether the figures of a run with these options are kept: of the whole suite, of its shorter size, or a part of one. */
export function isKept({ short }: Suite, options: readonly string[]): boolean {
  const at = options.indexOf('--only')
  const size = at < 0 ? options : options.toSpliced(at, 2)
  return size.length === 0 || size.join(' ') === short.join(' ')
}
