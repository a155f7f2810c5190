import { parseJson } from '../../db/json/longjson.ts'
import type { ExecutionRow } from '../../db/executions/rows.ts'
import type { PayloadRow } from '../../db/executions/largetexts.ts'
import type { RunRow } from '../../db/runs/rows.ts'
import { takeTurnOfBytes } from '../answers/turns.ts'
import { jsonDifferences } from '../comparison/jsondifferences.ts'
import { pathText } from '../comparison/jsonpath.ts'
import type { Context } from '../context.ts'
import { checkedWhole } from '../inputs/checks.ts'
import { loadersOf } from '../lists/nested.ts'
import type { FailureOf } from '../models.ts'
import type { FailureChange } from '../types.gen.ts'
import { beganIn } from './began.ts'
import { clipped } from './summary.ts'
import { type Said, changedMarks, changesSaid } from './saidchanges.ts'

const mostChanges = 20
const longestValue = 200
/** So many facts are looked through, in the order of recording. */
const mostFacts = 50

interface Sides<Row> {
  readonly before: Row
  readonly after: Row
}

/** What is different from the last one that went well: first version marks, then inputs, then other tags. */
export async function changesOf(
  failure: FailureOf,
  { first }: { readonly first?: number | null },
  context: Context,
): Promise<FailureChange[]> {
  const most = checkedWhole(first ?? 2, 'first', 1, mostChanges)
  const [execution, run] = await Promise.all([executionSides(failure, context), runSides(failure, context)])
  const [inputs, ...said] = await Promise.all([
    execution ? inputChanges(execution, most, context) : [],
    execution ? bothOf(execution, (row) => saidOf(row, context)) : undefined,
    run ? bothOf(run, (row) => saidOfRun(row, context)) : undefined,
  ])
  const marks = execution ? changedMarks(execution.before, execution.after) : []
  const found = said.flatMap((both) => (both ? changesSaid(both) : []))
  const isMark = ({ kind }: FailureChange) => kind === 'VERSION'
  const all = [...marks, ...found.filter(isMark), ...inputs, ...found.filter((change) => !isMark(change))]
  // A run's execution often has the tags of the run.
  const once = new Map(all.map((change) => [JSON.stringify(change), change]))
  return [...once.values()].slice(0, most).map(({ kind, path, before, after }) => ({
    kind,
    path: clipped(path, longestValue),
    before: shown(before),
    after: shown(after),
  }))
}

const shown = (text: string | null | undefined) =>
  text == null ? null : clipped(text.toWellFormed(), longestValue)

async function executionSides(failure: FailureOf, context: Context): Promise<Sides<ExecutionRow> | null> {
  const after = await beganIn(failure, context)
  if (!after) return null
  const { executions, goodExecutions } = loadersOf(context, failure.backend)
  const good = await goodExecutions.load(after)
  const before = good && (await executions.load(good.id))
  return before && { before, after }
}

async function runSides({ run: after, backend }: FailureOf, context: Context): Promise<Sides<RunRow> | null> {
  const before = after && (await loadersOf(context, backend).goodRuns.load(after))
  return before && { before, after }
}

async function bothOf<Row, Part>({ before, after }: Sides<Row>, read: (row: Row) => Promise<Part>) {
  const [one, other] = await Promise.all([read(before), read(after)])
  return { before: one, after: other }
}

const factPage = { limit: mostFacts, from: undefined, backward: false }

async function saidOf({ backend, id }: ExecutionRow, context: Context): Promise<Said> {
  const loaders = loadersOf(context, backend)
  const [tags, facts] = await Promise.all([
    loaders.executionTags.load({ id }),
    loaders.metadata(factPage).load({ id }),
  ])
  return { tags: tags.map(({ tag }) => tag), facts }
}

async function saidOfRun({ backend, flow, number }: RunRow, context: Context): Promise<Said> {
  const loaders = loadersOf(context, backend)
  const [tags, facts] = await Promise.all([
    loaders.tags.load({ flow, number }),
    loaders.runMetadata(factPage).load({ flow, number }),
  ])
  return { tags: tags.map(({ tag }) => tag), facts }
}

async function inputChanges(
  sides: Sides<ExecutionRow>,
  most: number,
  context: Context,
): Promise<FailureChange[]> {
  const read = ({ backend, id }: ExecutionRow) => loadersOf(context, backend).smallInputs.load(id)
  const { before, after } = await bothOf(sides, read)
  // Inputs that are too large were not read.
  if ([before, after].some((row) => row && row.json === null) || before?.json === after?.json) return []
  await takeTurnOfBytes((before?.size ?? 0) + (after?.size ?? 0))
  const { differences } = await jsonDifferences(valueOf(before), valueOf(after), most)
  return differences.map(({ path, left, right }) => {
    return { kind: 'INPUT', path: pathText(path), before: jsonText(left), after: jsonText(right) }
  })
}

const valueOf = (row: PayloadRow | null): unknown => (row ? parseJson(row.json!) : undefined)
const jsonText = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
