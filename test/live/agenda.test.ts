import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAgenda } from '../../src/live/agenda.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An agenda whose rounds take 5 ms, and what each did. */
function agendaOf() {
  const rounds: string[] = []
  const agenda = createAgenda<'often' | 'rarely'>({ often: () => 50, rarely: () => 1_000 }, async (due) => {
    rounds.push([...due].join('+'))
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  return { agenda, rounds, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

it('does the first at once, and what comes after it together, a while later', async () => {
  const { agenda, rounds, pass } = agendaOf()
  agenda.at('often', 0)
  await pass(1)
  expect(rounds).toEqual(['often'])
  for (let times = 0; times < 20; times++) agenda.at('often', 0)
  await pass(48)
  expect(rounds).toEqual(['often'])
  await pass(2)
  expect(rounds).toEqual(['often', 'often'])
  await pass(10_000)
  expect(rounds).toEqual(['often', 'often'])
})

it('keeps the earliest of several times', async () => {
  const { agenda, rounds, pass } = agendaOf()
  agenda.at('rarely', 500)
  agenda.at('rarely', 2_000)
  agenda.at('often', 2_000)
  await pass(501)
  expect(rounds).toEqual(['rarely'])
  await pass(1_500)
  expect(rounds).toEqual(['rarely', 'often'])
})

it('does two things that are due in one round', async () => {
  const { agenda, rounds, pass } = agendaOf()
  agenda.at('often', 10)
  agenda.at('rarely', 9)
  await pass(9)
  await pass(60)
  expect(rounds).toEqual(['rarely', 'often'])
  agenda.at('rarely', 2_000)
  agenda.at('often', 2_000)
  await pass(2_000)
  expect(rounds).toEqual(['rarely', 'often', 'rarely+often'])
})

it('answers who asks for now after a round that began later', async () => {
  const { agenda, rounds, pass } = agendaOf()
  agenda.at('often', 0)
  await pass(1)
  const told: string[] = []
  void agenda.now('often').then(() => told.push('asked during the first'))
  await pass(3)
  expect(told).toEqual([])
  await pass(2)
  expect(rounds).toEqual(['often', 'often'])
  expect(told).toEqual([])
  await pass(5)
  expect(told).toEqual(['asked during the first'])
})

it('does nothing more once it is cleared or closed', async () => {
  const { agenda, rounds, pass } = agendaOf()
  agenda.at('often', 100)
  agenda.clear()
  await pass(10_000)
  agenda.at('often', 0)
  await pass(1)
  const closed = agenda.close()
  await pass(5)
  await closed
  agenda.at('often', 0)
  await agenda.now('often')
  await pass(10_000)
  expect(rounds).toEqual(['often'])
})
