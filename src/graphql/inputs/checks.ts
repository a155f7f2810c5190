import { mostRunNumber } from '../../db/recording/flows.ts'
import { badInput } from '../errors.ts'

/** Whether a text can be an id: 1 to 255 characters that both dialects store alike. */
export const isId = (text: string) =>
  text.length > 0 && text.length <= 255 && !text.includes('\0') && text.isWellFormed()

/** Maximum characters of a fact's value or an error. */
export const longText = 100_000

/** An id that both dialects store alike. */
export function checkedId(id: string, field: string): string {
  if (isId(id)) return id
  const bounds = id.length > 255 ? { limit: 255, received: id.length } : {}
  throw badInput(`"${field}" must be 1 to 255 characters of well-formed text without NUL.`, {
    field,
    ...bounds,
  })
}

/** The id of the parent of the execution `id`, which is another one. */
export function checkedParent(parentId: string | null | undefined, id: string, field: string): string | null {
  if (parentId == null) return null
  if (parentId !== id) return checkedId(parentId, field)
  throw badInput(
    `"${field}" is ${JSON.stringify(id)}, the execution itself. Its parent must be another one.`,
    {
      field,
    },
  )
}

/** A text that both dialects store alike. */
export function checkedText(text: string | null | undefined, field: string, most: number): string | null {
  if (text == null) return null
  if (text.length > most) {
    throw badInput(`"${field}" may have ${most} characters, not ${text.length}.`, {
      field,
      limit: most,
      received: text.length,
    })
  }
  if (text.includes('\0') || !text.isWellFormed())
    throw badInput(`"${field}" must be well-formed text without NUL.`, { field })
  return text
}

/** Throws for an instant before 1970. */
export function checkedTime(time: number | null | undefined, field: string): number | null {
  if (time == null || time >= 0) return time ?? null
  throw badInput(`"${field}" must not be before 1970.`, { field, limit: 0, received: time })
}

const dayMs = 86_400_000

/** The time of an event. Clocks may differ, so it may be up to a day ahead. */
export function checkedMoment(time: number | null | undefined, field: string, now: number): number | null {
  const at = checkedTime(time, field)
  if (at === null || at <= now + dayMs) return at
  throw badInput(`"${field}" is more than a day ahead.`, { field, limit: now + dayMs, received: at })
}

/** Returns the end. Throws if it is before the start. */
export function inOrder(startedAt: number | null, finishedAt: number | null, field: string): number | null {
  if (finishedAt === null || startedAt === null || finishedAt >= startedAt) return finishedAt
  throw badInput(`"${field}" is before "startedAt".`, { field, limit: startedAt, received: finishedAt })
}

export function atMost(limit: number, received: number, field: string): void {
  if (received > limit)
    throw badInput(`"${field}" may have ${limit} elements, not ${received}.`, { field, limit, received })
}

export function checkedWhole(value: number, field: string, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value
  throw badInput(`"${field}" must be a whole number from ${least} to ${most}, not ${value}.`, {
    field,
    limit: value < least ? least : most,
    received: value,
  })
}

export const checkedRunNumber = (number: number, field: string): number =>
  checkedWhole(number, field, 0, mostRunNumber)
