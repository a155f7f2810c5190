import { sql } from 'drizzle-orm'

/** The first and the last time in milliseconds that are read, from the year 1 to 9999, and just beyond them what is none. */
export const firstTime = sql.raw('-62135596800001')
export const lastTime = sql.raw('253402300800000')
