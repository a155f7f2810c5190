import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRetainRule } from '../../src/db/retention/rule.ts'

it('reads statuses with ages, any, and a count', () => {
  expect(parseRetainRule(' completed:30d, failed : 2w,any:90s,count:100000')).toEqual({
    ages: [
      { text: 'completed:30d', statuses: ['COMPLETED'], ms: 30 * 86_400_000 },
      { text: 'failed:2w', statuses: ['FAILED'], ms: 14 * 86_400_000 },
      { text: 'any:90s', statuses: ['CANCELLED', 'TIMED_OUT'], ms: 90_000 },
    ],
    count: { text: 'count:100000', keep: 100_000 },
    parts: ['completed:30d', 'failed:2w', 'any:90s', 'count:100000'],
  })
  expect(parseRetainRule('audit:30d')).toEqual({ ages: [], parts: [], auditMs: 30 * 86_400_000 })
  expect(parseRetainRule('failed:1d, audit:1h')).toMatchObject({ parts: ['failed:1d'], auditMs: 3_600_000 })
  expect(parseRetainRule('timed_out:36500d').ages[0]!.ms).toBe(36_500 * 86_400_000)
})

const whole =
  'must be a whole number of executions to keep of each flow, from 1 to 10000000, such as count:100000.'
const age = 'needs an age: a whole number followed by s, m, h, d or w, such as 30d.'
const most = 'must be an age greater than zero and at most 100 years, such as 30d.'
const example = 'such as "completed:30d,failed:90d,count:100000"'

it.each([
  ['', `A part of the rule is empty. Separate parts by commas, ${example}.`],
  ['completed:30d,', `A part of the rule is empty. Separate parts by commas, ${example}.`],
  [
    'success:30d',
    `A rule cannot contain "success". Use completed, failed, cancelled, timed_out, any, count or audit, ${example}.`,
  ],
  [
    'running:30d',
    `A rule cannot contain "running". Use completed, failed, cancelled, timed_out, any, count or audit, ${example}.`,
  ],
  [
    'COMPLETED:30d',
    `A rule cannot contain "COMPLETED". Use completed, failed, cancelled, timed_out, any, count or audit, ${example}.`,
  ],
  ['completed', `"completed" must have the form word:amount, ${example}.`],
  ['completed:', `"completed:" must have the form word:amount, ${example}.`],
  ['completed:30d:40d', `"completed:30d:40d" must have the form word:amount, ${example}.`],
  ['completed:30', `"completed:30" ${age}`],
  ['completed:1.5d', `"completed:1.5d" ${age}`],
  ['completed:-1d', `"completed:-1d" ${age}`],
  ['completed:30y', `"completed:30y" ${age}`],
  ['failed:0d', `"failed:0d" ${most}`],
  ['failed:36501d', `"failed:36501d" ${most}`],
  [`failed:${'9'.repeat(400)}d`, `"failed:${'9'.repeat(33)}…" ${most}`],
  ['count:0', `"count:0" ${whole}`],
  ['count:10000001', `"count:10000001" ${whole}`],
  ['count:1e3', `"count:1e3" ${whole}`],
  ['count:30d', `"count:30d" ${whole}`],
  ['failed:1d,failed:2d', 'The rule contains "failed" twice. Give it once.'],
  ['audit:0d', `"audit:0d" ${most}`],
  ['audit:1d,audit:2d', 'The rule contains "audit" twice. Give it once.'],
  ['count:1,count:2', 'The rule contains "count" twice. Give it once.'],
  [
    'completed:1d,failed:1d,cancelled:1d,timed_out:1d,any:2d',
    '"any" has no effect, because every status has its own age. Remove it.',
  ],
])('refuses %j in a sentence', (rule, sentence) => {
  expect(() => parseRetainRule(rule)).toThrow(new Error(sentence))
})

it('reads or refuses any text, and reads what it made of it as the same', () => {
  const part = fc
    .tuple(
      fc.constantFrom('completed', 'failed', 'cancelled', 'timed_out', 'any', 'count', 'x'),
      fc.string({ maxLength: 4, unit: fc.constantFrom('0', '1', '9', 'd', 's', ':', ' ') }),
    )
    .map(([word, amount]) => `${word}:${amount}`)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join()),
      ),
      (text) => {
        let rule
        try {
          rule = parseRetainRule(text)
        } catch (error) {
          expect((error as Error).message).toMatch(/^[A-Z"].*\.$/s)
          return
        }
        expect(parseRetainRule(rule.parts.join())).toEqual(rule)
        const statuses = rule.ages.flatMap((one) => one.statuses)
        expect(new Set(statuses).size).toBe(statuses.length)
        expect(rule.ages.every(({ ms, statuses }) => ms > 0 && statuses.length > 0)).toBe(true)
      },
    ),
    { numRuns: 2_000 },
  )
})
