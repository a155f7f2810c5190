const setOf = (words: string) => new Set(words.split(' '))

/** What follows a number and says what it counts. */
export const units = setOf(
  'b kb kib mb mib gb gib tb tib byte bytes ns us µs ms s sec secs second seconds m min mins minute minutes ' +
    'h hr hrs hour hours d day days am pm utc gmt',
)

export const months = setOf(
  'jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september ' +
    'october november december',
)

export const weekdays = setOf(
  'mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday',
)

/** Of JSON: the values of these keys say what happened, and those of others to whom. */
export const tellingKeys = setOf(
  'code type error errors name message msg reason status detail title exception kind cause',
)

/** The number that follows a word with one of these endings says what happened: `exit code 137`, `HTTP 502`. */
const telling = ['code', 'status', 'errno', 'http', 'sqlstate', 'signal', 'exit']

export const isTelling = (word: string): boolean => telling.some((ending) => word.endsWith(ending))
