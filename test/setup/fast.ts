import { startFast } from '../../src/cli/faststart.ts'

startFast()
