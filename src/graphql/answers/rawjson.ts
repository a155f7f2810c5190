import type { Answer } from './answer.ts'

/** Stored JSON: it goes into an answer as the text that it is, not read and written again. */
export class RawJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** For whoever prints without knowing of it. */
  toJSON(): unknown {
    return JSON.parse(this.text)
  }
}

/** The text, counted for one of the places where it is printed. */
export function printed(answer: Answer, text: string): RawJson {
  answer.print(text.length)
  return new RawJson(text)
}
