import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { lostAt } from '../../src/dashboard/data/lostat.ts'
import { settings, settingsIn } from '../../src/dashboard/frame/settings.ts'
import { dropView, mostViews, saveViews, views, viewsIn } from '../../src/dashboard/frame/views.ts'
import { forgetMoves, noteMoves, pendingMoves, recallMoves } from '../../src/dashboard/queue/pendingmoves.ts'
import { ticksBetween } from '../../src/dashboard/runs/histogramscale.ts'

/** A browser's storage, which may be full. */
function storage() {
  const values = new Map<string, string>()
  let isFull = false
  return {
    values,
    fill: () => void (isFull = true),
    getItem: (name: string) => values.get(name) ?? null,
    setItem(name: string, value: string) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError')
      values.set(name, value)
    },
  }
}

let local: ReturnType<typeof storage>
let session: ReturnType<typeof storage>
beforeEach(() => {
  local = storage()
  session = storage()
  vi.stubGlobal('localStorage', local)
  vi.stubGlobal('sessionStorage', session)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  for (const { name } of views.get()) dropView(name)
})

it('understands what was kept, and nothing else', () => {
  const usual = settings.get()
  for (const garbage of [null, 1, 'dark', [], { theme: 'blue', density: 7, zone: {}, isRailNarrow: 'yes' }])
    expect(settingsIn(garbage)).toEqual(usual)
  expect(settingsIn({ theme: 'dark', density: 'comfortable', later: 1 })).toEqual({
    ...usual,
    theme: 'dark',
    density: 'comfortable',
  })
})

it('takes addresses of this site as views, however others are written', () => {
  const own = ['/', '/?status=failed', '/runs/main/a%2Fb/7#z=1', '/watch?ids=a']
  const others = [
    '//x.example',
    String.raw`/\x.example`,
    '/\t/x.example',
    '/\n\\x.example',
    'https://x.example',
    '',
    'x',
    7,
  ]
  const view = (address: unknown) => ({ name: String(address), address })
  expect(viewsIn([...own, ...others].map(view)).map(({ address }) => address)).toEqual(own)
  expect(viewsIn([null, 1, {}, { name: 'a' }, { name: 'x'.repeat(1_000), address: '/' }])).toEqual([])
  expect(viewsIn({ name: 'a', address: '/' })).toEqual([])
})

it('keeps views by name, up to so many, and says what became of them', () => {
  expect(saveViews([{ name: 'a', address: '/?a' }])).toBe('kept')
  expect(saveViews([{ name: 'b', address: '/' }, { name: 'a', address: '/?b' }])).toBe('kept') // prettier-ignore
  expect(views.get()).toEqual([{ name: 'b', address: '/' }, { name: 'a', address: '/?b' }]) // prettier-ignore
  expect(JSON.parse(local.values.get('execgraph.views')!)).toEqual(views.get())
  const many = Array.from({ length: mostViews }, (_, index) => ({ name: `n${index}`, address: '/' }))
  expect(saveViews(many)).toBe('full')
  expect(views.get()).toHaveLength(2)
  local.fill()
  expect(saveViews([{ name: 'c', address: '/' }])).toBe('page')
  expect(views.get()).toHaveLength(3)
})

it('knows after a reload what was asked for, for a while', () => {
  vi.useFakeTimers()
  noteMoves('cancel', [{ key: 'main:a', version: '1' }, { key: 'main:b', version: '4' }]) // prettier-ignore
  forgetMoves(new Set(['main:b']))
  pendingMoves.set(new Map())
  recallMoves()
  expect([...pendingMoves.get()]).toMatchObject([['main:a', { move: 'cancel', version: '1' }]])
  vi.advanceTimersByTime(21_000)
  expect(pendingMoves.get().size).toBe(0)
  for (const garbage of ['', '{}', '[1]', '[["a",{"move":"delete","version":"1","at":1}]]']) {
    session.values.set('execgraph.moves', garbage)
    recallMoves()
    expect(pendingMoves.get().size).toBe(0)
  }
})

it('knows since when the stream is lost, over all tries to connect', () => {
  const phases = ['connecting', 'open', 'waiting', 'connecting', 'waiting', 'open', 'idle'] as const
  let known: number | undefined
  const told = phases.map((phase, since) => {
    known = lostAt(known, { phase, since, retryAt: undefined, clockAhead: 0 })
    return known
  })
  expect(told).toEqual([0, undefined, 2, 2, 2, undefined, undefined])
})

it('marks the hours that clocks on the wall show, also where they are put forward or back', () => {
  const hour = 3_600_000
  const shifts = { back: Date.parse('2026-10-25T01:00:00Z'), forward: Date.parse('2027-03-28T01:00:00Z') }
  // Central Europe.
  const shiftAt = (time: number) => (time < shifts.back || time >= shifts.forward ? 2 * hour : hour)
  const days = (from: string, to: string) =>
    ticksBetween({ from: Date.parse(from), to: Date.parse(to) }, 9, shiftAt).map((time) =>
      new Date(time + shiftAt(time)).toISOString().slice(0, 16),
    )
  expect(days('2026-10-23T10:00:00Z', '2026-10-28T10:00:00Z')).toEqual(
    ['24', '25', '26', '27', '28'].map((day) => `2026-10-${day}T00:00`),
  )
  expect(days('2027-03-25T10:00:00Z', '2027-03-30T10:00:00Z')).toEqual(
    ['26', '27', '28', '29', '30'].map((day) => `2027-03-${day}T00:00`),
  )
})
