import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Figure } from '../../bench/common/report.ts'
import { type Results, type Run, storedFigures, withRun } from '../../bench/common/results.ts'
import { pageOf } from '../../bench/report/page.ts'
import { allResults, reportOf } from '../../bench/report/write.ts'
import { type Suite, isKept, suites } from '../../bench/suites.ts'

// Nothing is measured here. After other results: npm run bench -- report

describe('docs/benchmarks.md', () => {
  const report = reportOf(allResults())

  it('is what the results say, and so are its pictures', () => {
    for (const [name, text] of report) expect(readFileSync(`docs/${name}`, 'utf8'), name).toBe(text)
    const pictures = globSync('docs/images/bench-*.svg').map((file) => file.slice('docs/'.length))
    expect(new Set(['benchmarks.md', ...pictures])).toEqual(new Set(report.keys()))
  })

  it('names every suite that there is', () => {
    const folders = globSync('bench/*/suite.ts').map((file) => basename(dirname(file)))
    expect(suites.map(({ name }) => name).toSorted()).toEqual(folders.toSorted())
    const page = report.get('benchmarks.md')!
    for (const { name } of suites) expect(page).toContain(`\n### ${name}\n`)
  })

  it('begins with what is worse than a peer, the worst first, and with the goals that were missed', () => {
    const page = pageOf([suite], [{ suite: 'look', runs: [runOf('', figures)] }])
    const [, worse = '', missed = ''] = page.split('\n## ')
    expect(worse.split('\n').filter((line) => line.startsWith('| look'))).toEqual([
      '| look | ours: rate | 50 rows/s | Peer | 4.00 times | 2026-11-29, 12345678, changed |',
      '| look | ours: time | 3 ms (2 to 4) | Peer | 1.50 times | 2026-11-29, 12345678, changed |',
    ])
    expect(worse).toContain('2 of the 3 figures')
    expect(missed).toContain('1 of 2.')
    expect(missed).toContain('| look | ours: memory | never MB |  | <= 1 MB |')
  })
})

describe('bench/results', () => {
  it('a whole run takes the place of all others, a part of one that of its own figures', () => {
    const before: Results = { suite: 'look', runs: [runOf('', figures)] }
    const part = runOf('--only sqlite', [{ ...figures[0]!, value: 7 }])
    const both = withRun(before, part)
    expect(both.runs.map(({ options, figures: own }) => [options, own.length])).toEqual([
      ['', figures.length - 1],
      ['--only sqlite', 1],
    ])
    expect(withRun(both, runOf('', figures)).runs).toEqual(before.runs)
  })

  it('keeps a whole suite, its shorter size, and parts of both', () => {
    const kept = ['', '--ms 5', '--only a', '--ms 5 --only a', '--only a --ms 5', '--ms 6', '--only a --x']
    expect(kept.map((options) => isKept(suite, options.split(' ').filter(Boolean)))).toEqual([
      ...[true, true, true, true, true, false, false],
    ])
  })
})

const suite: Suite = { name: 'look', what: 'What.', data: 'Data.', short: ['--ms', '5'], peers: ['Peer'] }

const plain = { against: null, ratio: null }
const measured: Figure[] = [
  { name: 'ours: time', value: 3, unit: 'ms', against: 'Peer', ratio: 1.5, spread: [2, 4] },
  { name: 'ours: rate', value: 50, unit: 'rows/s', against: 'Peer', ratio: 0.25 },
  { name: 'ours: other rate', value: 50, unit: 'rows/s', against: 'Peer', ratio: 1.25 },
  { name: 'ours: time', value: 3, unit: 'ms', against: 'the floor', ratio: 9 },
]
const memory = { name: 'ours: memory', value: Number.POSITIVE_INFINITY, unit: 'MB', ...plain }
const figures = storedFigures({
  figures: measured,
  goals: [
    { figure: measured[2]!, should: '>= 1x', isMet: true },
    { figure: memory, should: '<= 1 MB', isMet: false },
  ],
})

function runOf(options: string, own: Run['figures']): Run {
  const place = { commit: '1234567890, changed', date: '2026-11-29T20:00:00.000Z', node: 'v24.0.0', cpus: 2 }
  return { options, ...place, machine: null, load: [0.1, 0.2, 0.3], seconds: 5, figures: own }
}
