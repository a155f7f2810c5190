import type { LongText } from '../../db/executions/longtexts.ts'
import { leftOut } from '../../db/sql/select.ts'
import type { Answer } from './answer.ts'

/** Shorter texts are bounded by the answer's limit of values. */
const short = 1_024

/** Counts a text for one of the places where it is printed. */
export function shownText<Text extends string | null>(answer: Answer, text: Text): Text {
  if (text !== null && text.length > short) answer.print(text.length)
  return text
}

/** The same for a text that a list left out. */
export const lateText = async (answer: Answer, read: Promise<LongText | null>): Promise<string | null> =>
  shownText(answer, (await read)?.text ?? null)

/** Counts the texts that came with the rows of a list. */
export function countTexts<Row>(
  answer: Answer,
  rows: Row[],
  textOf: (row: Row) => string | null | undefined,
): Row[] {
  let bytes = 0
  for (const row of rows) {
    const text = textOf(row)
    if (text && text !== leftOut) bytes += text.length
  }
  if (bytes > 0) answer.read(bytes)
  return rows
}
