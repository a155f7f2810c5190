import { spawn } from 'node:child_process'
import { once } from 'node:events'

const script = `
  import Database from 'better-sqlite3'
  const db = new Database(process.argv[1])
  db.exec('begin immediate')
  console.log('locked')
  process.stdin.once('data', () => { db.exec('rollback'); db.close(); process.exit() })
`

/** Another process's write transaction on a SQLite file. */
export async function lockFile(file: string): Promise<{ release(): Promise<void> }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    async release() {
      const gone = once(child, 'exit')
      child.stdin.end('go')
      await gone
    },
  }
}
