import { readlinkSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { LRUCache } from 'lru-cache'
import { createConnection } from './connection.ts'
import type { Asked, Given, Told } from './openthread.ts'
import { endUnwanted } from './unwanted.ts'

// Few imports here: statements come as text, so that the thread starts quickly.

/** Rows are sent in slices, so that nobody waits for many. */
const slice = 1_000
const mostPrepared = 200
/** Up to here, a file is read where the system keeps it, not copied: thousands of scattered rows take half the time. */
const mapped = 1_000_000_000

const { file, wanted } = workerData as Given
const prepared = new LRUCache<string, Database.Statement<unknown[], object>>({ max: mostPrepared })
const connection = createConnection(open)
connection.onReplaced(() => prepared.clear())
let rest: object[] = []

const tell = (told: Told) => parentPort!.postMessage(told, [])

function open() {
  const opened = new Database(file, { readonly: true, timeout: 1_000 })
  opened.pragma(`mmap_size = ${mapped}`)
  endUnwanted(opened, () => Atomics.load(wanted, 0) === 1)
  return opened
}

/** The file is opened at the first statement, so that a failure becomes its answer. */
function prepare(text: string) {
  const found = prepared.get(text) ?? connection.prepare(text)
  prepared.set(text, found)
  return found
}

/** Scans take what the thread that answers requests leaves of the processors. */
function giveWay() {
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')))
    setPriority(thread, Math.min(constants.priority.PRIORITY_LOW, getPriority() + 10))
  } catch {
    // Only Linux gives a thread a priority of its own.
  }
}

giveWay()
parentPort!.postMessage('ready', [])
parentPort!.on('message', (asked: Asked | 'more') => {
  try {
    if (asked !== 'more') rest = prepare(asked.text).all(asked.parameters)
    const rows = rest.splice(0, slice)
    tell({ rows, isLast: rest.length === 0 })
  } catch (error) {
    const { message, code = '' } = error as Error & { code?: string }
    tell({ message, code })
  }
})
