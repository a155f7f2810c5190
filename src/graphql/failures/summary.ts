/** Where in a flow something happened. `tries`: how many attempts there were, the last one included. */
export interface Where {
  readonly flow: string
  readonly step: string | null
  readonly node: string | null
  readonly attempt: number
  readonly tries: number
}

/** What a summary is made of. Times are epoch milliseconds. */
export type FailureFacts =
  /** It has a verdict. */
  | { readonly what: 'FAILED' | 'TIMED_OUT'; readonly where: Where; readonly error: string | null }
  /** Its heartbeats stopped, or it never sent one. `isOver`: what is known last of it had finished. */
  | {
      readonly what: 'SILENT'
      readonly where: Where | null
      readonly isOver: boolean
      readonly heartbeatAt: number | null
      readonly startedAt: number | null
      readonly now: number
    }
  | {
      readonly what: 'CANCELLED'
      readonly where: Where
      readonly startedAt: number | null
      readonly finishedAt: number | null
    }
  /** A run failed, and none of its executions did. */
  | { readonly what: 'RUN' }

export const longestSummary = 200
const longestName = 60

/** One sentence about a failure, at most 200 characters. */
export const summaryOf = (facts: FailureFacts): string =>
  clipped(
    sentence(facts)
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .toWellFormed(),
    longestSummary,
  )

function sentence(facts: FailureFacts): string {
  if (facts.what === 'RUN') return 'The run failed, and no failed execution of it is recorded'
  if (facts.what === 'SILENT') {
    const { heartbeatAt, startedAt, now, where, isOver } = facts
    const silence =
      heartbeatAt !== null
        ? `Last heartbeat ${span(now - heartbeatAt)} ago`
        : `No heartbeat${startedAt === null ? '' : ` since the start ${span(now - startedAt)} ago`}`
    return where ? `${silence}, ${isOver ? 'after' : 'in'} ${place(where)}` : silence
  }
  const { where } = facts
  if (facts.what === 'CANCELLED') {
    const { startedAt, finishedAt } = facts
    if (startedAt === null)
      return `Called off before it started${where.step === null ? '' : `, in ${stepOf(where)}`}`
    const after = finishedAt === null ? '' : ` after ${span(finishedAt - startedAt)}`
    return `Called off${after}, in ${place(where)}`
  }
  const after = where.tries > 1 ? ` after ${where.tries} attempts` : ''
  const line = facts.error === null ? '' : headline(facts.error)
  return `${subject(where)} ${facts.what === 'FAILED' ? 'failed' : 'timed out'}${after}${line && `: ${line}`}`
}

const named = (name: string) => clipped(name.toWellFormed(), longestName)
const stepOf = ({ step, flow }: Where) => (step === null ? `flow ${named(flow)}` : `step ${named(step)}`)
const place = (where: Where) => `${stepOf(where)}, attempt ${where.attempt}`

function subject(where: Where): string {
  if (where.node !== null) return `Node ${named(where.node)} of ${stepOf(where)}`
  return where.step === null ? `Execution of ${stepOf(where)}` : `Step ${named(where.step)}`
}

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000] as const

/** In the largest unit of which there is one; in days from two on. */
function span(ms: number): string {
  if (ms >= 2 * day) return `${Math.floor(ms / day)} d`
  if (ms >= hour) return `${Math.floor(ms / hour)} h`
  if (ms >= minute) return `${Math.floor(ms / minute)} min`
  return `${Math.max(0, Math.floor(ms / second))} s`
}

const traceback = /^\s*Traceback \(most recent call last\)/

/** The line of an error that says what went wrong: the first one, or in a traceback of Python the one behind the last frame. */
export function headline(error: string): string {
  const lines = error.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  if (!traceback.test(lines[0] ?? '')) return lines[0]?.trim() ?? ''
  const lastFrame = lines.findLastIndex((line) => /^\s/.test(line))
  return (lines[lastFrame + 1] ?? lines.at(-1)!).trim()
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text, or its beginning and an ellipsis. No character is cut, and none of what belongs to it. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text
  let end = 0
  for (const { index } of characters.segment(text.slice(0, 2 * most))) {
    if (index > most - 1) break
    end = index
  }
  // One character with very many marks is cut among these.
  const kept = end > 0 ? text.slice(0, end) : text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')
  return `${kept.trimEnd()}…`
}
