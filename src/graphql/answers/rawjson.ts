import { parseJson } from '../../db/json/longjson.ts'
import type { Answer } from './answer.ts'

/** Stored JSON. It is printed as the text it is, without being parsed. Several may share a part of their texts. */
export class RawJson {
  readonly parts: readonly string[]

  constructor(parts: readonly string[]) {
    this.parts = parts
  }

  /** For printers that do not know this class. */
  toJSON(): unknown {
    return parseJson(this.parts.join(''))
  }
}

/** The text, counted for one of the places where it is printed. */
export function printed(answer: Answer, ...parts: readonly string[]): RawJson {
  answer.print(parts.reduce((sum, { length }) => sum + length, 0))
  return new RawJson(parts)
}
