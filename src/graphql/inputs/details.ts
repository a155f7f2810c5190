import { type CutPayload, type PayloadLimits, cutPayload, cutText } from '../../db/recording/payload.ts'
import { badInput } from '../errors.ts'
import { checkJson } from './json.ts'
import { atMost, checkedId, checkedMoment, checkedText, checkedWhole, inOrder, longText } from './checks.ts'
import type { MetadataInput, NodeResultInput, NodeStatus } from '../types.gen.ts'
import { jsonInTurns } from '../../db/json/jsontext.ts'
import { turn } from '../../db/turn.ts'
import { whole } from './whole.ts'
import { facts } from '../../db/status/facts.ts'
import type { FactRecord, NodeRecord } from '../../db/recording/records.ts'

const mostFacts = 10_000
const mostNodeResults = 10_000
const mostTags = 100

/** A value that holds so many values, or so many characters of text, takes several turns. */
const manyValues = 10_000
const manyCharacters = 1_000_000

/** A JSON value as it is stored, or `null`. */
export function payloadIn(
  value: unknown,
  field: string,
  limits: PayloadLimits,
): CutPayload | null | Promise<CutPayload> {
  if (value == null) return null
  const { values, characters } = checkJson(value, field)
  return values > manyValues || characters > manyCharacters
    ? cutInTurns(value, limits)
    : cutPayload(value, limits)
}

async function cutInTurns(value: unknown, limits: PayloadLimits): Promise<CutPayload> {
  await turn()
  const json = await jsonInTurns(value)
  await turn()
  return cutText(json, limits)
}

export function tagList(tags: readonly string[] | null | undefined, field: string): string[] {
  if (tags == null) return []
  atMost(mostTags, tags.length, field)
  return [...new Set(tags.map((tag, index) => checkedId(tag, `${field}[${index}]`)))]
}

export function factRecords(
  inputs: readonly MetadataInput[] | null | undefined,
  field: string,
  now: number,
): FactRecord[] {
  if (inputs == null) return []
  atMost(mostFacts, inputs.length, field)
  return inputs.map((input, index) => {
    const path = `${field}[${index}]`
    if ((Object.values(facts) as string[]).includes(input.field)) {
      throw badInput(`"${input.field}" is written by attempts. Report an attempt instead.`, {
        field: `${path}.field`,
      })
    }
    return {
      attempt: checkedWhole(input.attempt ?? 0, `${path}.attempt`, 0, 1_000_000),
      field: checkedId(input.field, `${path}.field`),
      value: checkedText(input.value, `${path}.value`, longText)!,
      ts: checkedMoment(input.ts, `${path}.ts`, now) ?? now,
    }
  })
}

export function nodeRecords(
  inputs: readonly NodeResultInput[] | null | undefined,
  field: string,
  now: number,
  limits: PayloadLimits,
): NodeRecord[] | Promise<NodeRecord[]> {
  if (inputs == null) return []
  atMost(mostNodeResults, inputs.length, field)
  const seen = new Set<string>()
  const records = inputs.map((input, index) => {
    const record = nodeRecord(input, `${field}[${index}]`, now, limits)
    const key = `${record.attempt}/${record.nodeId}`
    if (seen.has(key)) {
      throw badInput(`Attempt ${record.attempt} of node ${JSON.stringify(record.nodeId)} is given twice.`, {
        field: `${field}[${index}]`,
      })
    }
    seen.add(key)
    return whole(record)
  })
  return whole(records)
}

function nodeRecord(input: NodeResultInput, field: string, now: number, limits: PayloadLimits) {
  const startedAt = checkedMoment(input.startedAt, `${field}.startedAt`, now)
  const finishedAt = inOrder(
    startedAt,
    checkedMoment(input.finishedAt, `${field}.finishedAt`, now),
    `${field}.finishedAt`,
  )
  return {
    nodeId: checkedId(input.nodeId, `${field}.nodeId`),
    attempt: checkedWhole(input.attempt ?? 1, `${field}.attempt`, 1, 1_000_000),
    status: recordedStatus(input.status, `${field}.status`),
    startedAt,
    finishedAt,
    durationMs: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
    error: checkedText(input.error, `${field}.error`, longText),
    value: payloadIn(input.value, `${field}.value`, limits),
  }
}

/** Whoever records a result knows its status. */
function recordedStatus(status: NodeStatus, field: string): Exclude<NodeStatus, 'UNKNOWN'> {
  if (status !== 'UNKNOWN') return status
  throw badInput(`"${field}" cannot be UNKNOWN, which stands for a status that only an engine knows.`, {
    field,
  })
}
