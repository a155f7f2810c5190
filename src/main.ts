#!/usr/bin/env node
import { startFast } from './cli/faststart.ts'

startFast()
const { runProgram } = await import('./cli/running.ts')
await runProgram()
