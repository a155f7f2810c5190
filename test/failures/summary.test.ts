import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FailureFacts,
  type Where,
  clipped,
  headline,
  longestSummary,
  summaryOf,
} from '../../src/graphql/failures/summary.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { codePoint } from '../setup/models/codepoint.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const where: Where = { flow: 'Train', step: 'train', node: null, attempt: 1, tries: 1 }
const thrice = { ...where, attempt: 3, tries: 3 }
const failed = (error: string | null, at: Where = where): FailureFacts => ({
  what: 'FAILED',
  where: at,
  error,
})
const silent = (more: Partial<Extract<FailureFacts, { what: 'SILENT' }>> = {}): FailureFacts => ({
  what: 'SILENT',
  where,
  isOver: false,
  heartbeatAt: 100 * day - 14 * minute,
  startedAt: 100 * day - 3 * hour,
  now: 100 * day,
  ...more,
})
const cancelled = (startedAt: number | null, finishedAt: number | null, at: Where = where): FailureFacts => ({
  what: 'CANCELLED',
  where: at,
  startedAt,
  finishedAt,
})

const python = `Traceback (most recent call last):
  File "/app/train.py", line 12, in <module>
    fit(model)
    ~~~^^^^^^^
  File "/app/model.py", line 7, in fit
    raise ValueError("no data")
ValueError: no data
for the 3rd of May`
const chained = `Traceback (most recent call last):
  File "a.py", line 1, in f
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 3, in g
RuntimeError: no row x`
const node = `TypeError: fetch failed
    at node:internal/deps/undici/undici:13510:13
    at async load (/app/load.js:4:11)`
const java = `java.lang.IllegalStateException: queue is closed
	at com.acme.Queue.put(Queue.java:41)
Caused by: java.io.IOException: broken pipe`
const go = `panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
main.main()`

describe('the summary of a failure', () => {
  it.each<[FailureFacts, string]>([
    [failed('CUDA out of memory', thrice), 'Step train failed after 3 attempts: CUDA out of memory'],
    [failed('CUDA out of memory'), 'Step train failed: CUDA out of memory'],
    [failed(null, thrice), 'Step train failed after 3 attempts'],
    [failed(null), 'Step train failed'],
    [failed(''), 'Step train failed'],
    [failed(' \n\t\r\n '), 'Step train failed'],
    [failed('boom', { ...where, step: null }), 'Execution of flow Train failed: boom'],
    [failed('boom', { ...where, node: 'fetch' }), 'Node fetch of step train failed: boom'],
    [
      failed('boom', { ...thrice, node: 'fetch', step: null }),
      'Node fetch of flow Train failed after 3 attempts: boom',
    ],
    // Metaflow counts attempts from 0.
    [failed(null, { ...where, attempt: 2, tries: 3 }), 'Step train failed after 3 attempts'],
    [
      { what: 'TIMED_OUT', where: thrice, error: 'no answer' },
      'Step train timed out after 3 attempts: no answer',
    ],
    [{ what: 'TIMED_OUT', where, error: null }, 'Step train timed out'],
    [failed(python), 'Step train failed: ValueError: no data'],
    [failed(chained), 'Step train failed: RuntimeError: no row x'],
    [failed('Traceback (most recent call last):'), 'Step train failed: Traceback (most recent call last):'],
    [failed(node), 'Step train failed: TypeError: fetch failed'],
    [failed(java), 'Step train failed: java.lang.IllegalStateException: queue is closed'],
    [failed(go), 'Step train failed: panic: runtime error: index out of range [5] with length 3'],
    [failed('\n\n  a\t b\u0000c\u001b[31m d  \nrest'), 'Step train failed: a b c [31m d'],
    [failed('half \ud83d of a pair'), 'Step train failed: half \ufffd of a pair'],
    [failed('磁盘已满'), 'Step train failed: 磁盘已满'],
    [silent(), 'Last heartbeat 14 min ago, in step train, attempt 1'],
    [
      silent({ where: { ...where, attempt: 2, tries: 2 } }),
      'Last heartbeat 14 min ago, in step train, attempt 2',
    ],
    [silent({ isOver: true }), 'Last heartbeat 14 min ago, after step train, attempt 1'],
    [silent({ where: null }), 'Last heartbeat 14 min ago'],
    [silent({ where: { ...where, step: null } }), 'Last heartbeat 14 min ago, in flow Train, attempt 1'],
    [silent({ heartbeatAt: null }), 'No heartbeat since the start 3 h ago, in step train, attempt 1'],
    [silent({ heartbeatAt: null, startedAt: null, where: null }), 'No heartbeat'],
    [silent({ heartbeatAt: 100 * day - 59 * second }), 'Last heartbeat 59 s ago, in step train, attempt 1'],
    [silent({ heartbeatAt: 100 * day - 47 * hour }), 'Last heartbeat 47 h ago, in step train, attempt 1'],
    [silent({ heartbeatAt: 97 * day + hour }), 'Last heartbeat 2 d ago, in step train, attempt 1'],
    // A clock that is ahead.
    [silent({ heartbeatAt: 100 * day + hour }), 'Last heartbeat 0 s ago, in step train, attempt 1'],
    [cancelled(0, 14 * minute), 'Called off after 14 min, in step train, attempt 1'],
    [cancelled(0, 0, thrice), 'Called off after 0 s, in step train, attempt 3'],
    [cancelled(0, null), 'Called off, in step train, attempt 1'],
    [cancelled(null, 5), 'Called off before it started, in step train'],
    [cancelled(null, 5, { ...where, step: null }), 'Called off before it started'],
    [{ what: 'RUN' }, 'The run failed, and no failed execution of it is recorded'],
  ])('of %j', (facts, expected) => {
    expect(summaryOf(facts)).toBe(expected)
  })

  it.each([
    ['words', 'word '.repeat(100), `Step train failed: ${'word '.repeat(36).trimEnd()}…`],
    ['a text that just fits', 'x'.repeat(181), `Step train failed: ${'x'.repeat(181)}`],
    ['a text that is one too long', 'x'.repeat(182), `Step train failed: ${'x'.repeat(180)}…`],
    ['pairs of surrogates', '😀'.repeat(100), `Step train failed: ${'😀'.repeat(90)}…`],
    ['pairs at an odd place', `x${'😀'.repeat(100)}`, `Step train failed: x${'😀'.repeat(89)}…`],
    // One character of eleven units.
    ['a family', '👨‍👩‍👧‍👦'.repeat(30), `Step train failed: ${'👨‍👩‍👧‍👦'.repeat(16)}…`],
    ['letters with marks', 'e\u0301'.repeat(200), `Step train failed: ${'e\u0301'.repeat(90)}…`],
    ['one letter with very many marks', `e${'\u0301'.repeat(1_000)}`, `Step train failed:…`],
  ])('cuts %s where a character ends', (_, error, expected) => {
    expect(summaryOf(failed(error))).toBe(expected)
  })

  it('cuts long names, so that the error is still read', () => {
    const long = { ...where, step: 's'.repeat(255), node: '😀'.repeat(120) }
    expect(summaryOf(failed('boom', long))).toBe(
      `Node ${'😀'.repeat(29)}… of step ${'s'.repeat(59)}… failed: boom`,
    )
  })

  it('is well-formed, one line and short for any text', () => {
    const text = fc.string({ unit: codePoint, maxLength: 600 })
    const units = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((codes) => String.fromCharCode(...codes))
    fc.assert(
      fc.property(fc.oneof(text, units), fc.oneof(text, units), (error, name) => {
        const summary = summaryOf(failed(error, { ...where, step: name, node: name }))
        expect(summary.length).toBeLessThanOrEqual(longestSummary)
        expect(summary.isWellFormed()).toBe(true)
        expect(summary).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: fewCases(30) },
    )
  })
})

describe('the beginning of a text', () => {
  it('is the text if that is short enough', () => {
    expect([clipped('', 3), clipped('abc', 3), clipped('abcd', 3)]).toEqual(['', 'abc', 'ab…'])
  })

  it('is cut between two units of one character only if nothing else is left', () => {
    expect(clipped('😀😀', 3)).toBe('😀…')
    expect(clipped('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 4)).toBe('👨‍…')
  })
})

describe('the line of an error that says what went wrong', () => {
  it('is found in a text of 100,000 lines', () => {
    const frames = '  File "a.py", line 1, in f\n'.repeat(100_000)
    expect(headline(`Traceback (most recent call last):\n${frames}OSError: full`)).toBe('OSError: full')
  })
})
