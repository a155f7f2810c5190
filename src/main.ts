#!/usr/bin/env node
import { startFast } from './cli/faststart.ts'

startFast()
const { runCommand } = await import('./cli/running.ts')
await runCommand(process.argv.slice(2), process.env)
