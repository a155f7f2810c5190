import { type Logger, pino } from 'pino'
import { redacted } from './redacting.ts'

/** The log of the server, whose lines hold no secrets. */
export const createLog = (level: string): Logger => pino({ level, hooks: { streamWrite: redacted } })
