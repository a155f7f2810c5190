#!/usr/bin/env node
import { startFast } from './cli/faststart.ts'
import { redacted } from './cli/redacting.ts'

startFast()
const [command, ...args] = process.argv.slice(2)

if (command === undefined || command === 'help' || process.argv.includes('--help')) {
  const { usageOf } = await import('./cli/usage.ts')
  console.log(usageOf(command))
} else if (command === 'serve') {
  try {
    const { readSettings } = await import('./cli/options/settings.ts')
    // The rest is loaded after the arguments are checked, so that a wrong one is reported at once.
    const settings = readSettings(args, process.env)
    const { serve } = await import('./cli/serve.ts')
    await serve(settings)
  } catch (error) {
    const { message, exitCode } = error as Error & { exitCode?: number }
    fail(message, exitCode)
  }
} else if (command === 'token') {
  try {
    const { changeTokens } = await import('./cli/token.ts')
    await changeTokens(args, process.env, { say: console.log, tell: console.error })
  } catch (error) {
    fail((error as Error).message)
  }
} else if (command === 'retain') {
  try {
    const { retainOnce } = await import('./cli/retain.ts')
    await retainOnce(args, (line) => console.log(line))
  } catch (error) {
    fail((error as Error).message)
  }
} else if (command === 'backup') {
  try {
    const { backup } = await import('./cli/backup.ts')
    await backup(args, (line) => console.log(line))
  } catch (error) {
    fail((error as Error).message)
  }
} else if (command === 'doctor') {
  const { runDoctor } = await import('./cli/doctor/doctor.ts')
  const isWell = await runDoctor(args, process.env, (line) => console.log(redacted(line)))
  if (!isWell) process.exitCode = 1
} else if (isMaintenance(command)) {
  try {
    const { maintain } = await import('./cli/metaflow.ts')
    await maintain(command, args, (line) => console.log(line))
  } catch (error) {
    fail((error as Error).message)
  }
} else {
  // The given value is not repeated: it may be a URL with a password.
  fail(
    'The first argument must be a command: serve, token, retain, backup, doctor, indexes, accelerate or help.',
  )
}

function isMaintenance(text: string): text is 'indexes' | 'accelerate' {
  return text === 'indexes' || text === 'accelerate'
}

function fail(message: string, exitCode = 1) {
  console.error(`execgraph: ${redacted(message)}`)
  process.exitCode = exitCode
}
