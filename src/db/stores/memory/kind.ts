import type { Kind } from '../../kind.ts'
import { refuseUnknown, thresholdNames, thresholds, whole } from '../../urls/options.ts'
import { fine } from '../../inspection.ts'
import { openMemory } from './open.ts'

export const memory: Kind = {
  kind: 'memory',
  schemes: ['memory'],
  parse(name, rest) {
    const [place, query] = rest.split('?', 2)
    if (place !== '')
      throw new Error(
        `Backend "${name}" names a place, and memory has none. Use memory: or memory:?max=1000, and sqlite:./file.db for a file.`,
      )
    const params = new URLSearchParams(query)
    refuseUnknown(name, params, [...thresholdNames, 'max'])
    const max = whole(name, params, 'max', { otherwise: 1_000, most: 1_000_000 })
    const limits = thresholds(name, params)
    return {
      open: (report) => openMemory(name, max, limits, report),
      inspect: async () => [fine('memory', 'The store begins empty with each process.')],
      backup: 'A memory: store ends with its server, and nothing else can read it.',
      snapshot: 'A memory: store ends with its server, and nothing else can read or write it.',
      whyNot: (reason) => reason,
      whyNotRetain: () => `Backend "${name}" is in the memory of a server: start that with --retain instead.`,
    }
  },
}
