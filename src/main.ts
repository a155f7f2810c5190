#!/usr/bin/env node
import { readSettings, usage } from './arguments.ts'
import { serve } from './serve.ts'

const [command, ...args] = process.argv.slice(2)

if (command === undefined || command === 'help' || process.argv.includes('--help')) {
  console.log(usage)
} else if (command === 'serve') {
  try {
    await serve(readSettings(args, process.env))
  } catch (error) {
    fail((error as Error).message)
  }
} else {
  fail(`There is no command "${command}". Known: serve, help.`)
}

function fail(message: string) {
  console.error(`execgraph: ${message}`)
  process.exitCode = 1
}
