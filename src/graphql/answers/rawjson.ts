import type { Answer } from './answer.ts'

/** Stored JSON. It is printed as the text it is, without being parsed. */
export class RawJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** For printers that do not know this class. */
  toJSON(): unknown {
    return JSON.parse(this.text)
  }
}

/** The text, counted for one of the places where it is printed. */
export function printed(answer: Answer, text: string): RawJson {
  answer.print(text.length)
  return new RawJson(text)
}
