/** An option of the command line. Its text comes from `--name` or from an environment variable. */
export interface Option<Value> {
  /** The text that is read if none is given. Without it the value is `absent`. */
  readonly default?: string
  readonly absent?: Value
  /** Follows its name in the usage text: an example, or its default. */
  readonly shown: string
  readonly help: readonly string[]
  /** Its environment variable, if that does not follow from its name. */
  readonly environment?: string
  /** The texts that it takes, if they are few. */
  readonly values?: readonly string[]
  readonly parsed: { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }
  /** Reads one text, or those of a list. `source` names the option or the variable. */
  readonly read: (texts: readonly string[], source: string) => Value
}

interface Described {
  readonly help: readonly string[]
  readonly environment?: string
}

interface Whole extends Described {
  readonly default: number
  readonly least?: number
  readonly most: number
}

type Text<Given, Value> = Described & {
  readonly values?: readonly string[]
  readonly read: (given: Given, source: string) => Value
} & (
    | { readonly default: string; readonly shown?: string }
    | { readonly absent: Value; readonly shown: string }
  )

/** A whole number within bounds, which a program may give as it is. */
export interface WholeOption extends Option<number> {
  readonly default: string
  readonly least: number
  readonly most: number
}

/** A whole number within bounds. */
export const whole = ({ default: usual, least = 0, most, ...described }: Whole): WholeOption => ({
  ...described,
  least,
  most,
  default: String(usual),
  shown: String(usual),
  parsed: { type: 'string' },
  read([text = ''], source) {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new Error(`${source} must be a whole number from ${least} to ${most}, not ${quoted(text)}.`)
  },
})

/** Any text. */
export const text = <Value>({ read, ...option }: Text<string, Value>): Option<Value> => ({
  shown: 'default' in option ? option.default : option.shown,
  ...option,
  parsed: { type: 'string' },
  read: ([given = ''], source) => read(given, source),
})

/** May be given several times; in the environment, separated by commas. */
export const list = <Value>(option: Text<readonly string[], Value>): Option<Value> => ({
  shown: 'default' in option ? option.default : option.shown,
  ...option,
  parsed: { type: 'string', multiple: true },
})

/** Off unless given. */
export const flag = (described: Described): Option<boolean> => ({
  ...described,
  default: 'false',
  shown: '',
  parsed: { type: 'boolean' },
  read([text = ''], source) {
    if (/^(true|1)$/.test(text)) return true
    if (/^(false|0)$/.test(text)) return false
    throw new Error(`${source} must be true or false, not ${quoted(text)}.`)
  },
})

const longest = 100
const quoted = (text: string) => `"${text.slice(0, longest)}"`
