import { expect, it } from 'vitest'
import { capitalOf, flowsFound } from '../../src/dashboard/frame/flowsfound.ts'

const flows = (names: string) => names.split(' ').map((name) => ({ id: `main:${name}`, name }))
const namesOf = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name).join(' ')

it('finds names anywhere and in any case, those that begin as typed first, each once', () => {
  const known = flows('ReTrain TrainRecommender train-b Other retrain trainA')
  expect(namesOf(flowsFound('train', [flows('train-b'), [], known]))).toBe(
    'train-b trainA TrainRecommender ReTrain retrain',
  )
  expect(namesOf(flowsFound('TRAIN', [known]))).toBe('TrainRecommender train-b trainA ReTrain retrain')
  expect(namesOf(flowsFound('missing', [known]))).toBe('')
})

it('shows a few', () => {
  const many = flows(Array.from({ length: 100 }, (_, index) => `flow-${index}`).join(' '))
  expect(flowsFound('flow', [many])).toEqual(many.slice(0, 8))
})

it('asks for the name with a capital letter, too', () => {
  expect(['train', 'Train', 'élan', '42', ''].map(capitalOf)).toEqual(['Train', 'Train', 'Élan', '42', ''])
})
