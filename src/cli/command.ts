import type { Option } from './options/kinds.ts'

/** The options of a command by their names. */
export type Options = Readonly<Record<string, Option<unknown>>>

/** Where a command writes: `say` what a program may read, to standard output, `tell` what is for people, to standard error. */
export interface Out {
  readonly say: (line: string) => void
  readonly tell: (line: string) => void
}

/** Throws a sentence that says what is wrong: a `Usage` if it is the command line. */
export type Run = (args: readonly string[], environment: NodeJS.ProcessEnv, out: Out) => Promise<void>

/** All that is known of a command. Its help and the completion of shells are made from it. */
export interface Command {
  /** What follows its name, a line for each way to call it. */
  readonly forms: readonly string[]
  /** Lines of text, as they are shown. */
  readonly about: readonly string[]
  readonly options: Options
  /** The variables that give its options follow from their names. Otherwise an option has one only if it names it. */
  readonly allFromEnvironment?: true
  /** What may stand where no option does: one of these words, or a file. */
  readonly words?: readonly string[] | 'files'
  /** What follows `execgraph`, and what it is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[]
  readonly run: Run
}

/** A line of the table of commands. Commands are loaded when they are called. */
export interface Listed {
  readonly name: string
  readonly purpose: string
  readonly load: () => Promise<Command>
}
