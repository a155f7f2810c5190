/** What is wrong with the command line or the environment. The program ends with 2. */
export class Usage extends Error {
  readonly exitCode = 2
}

/** What `read` throws is wrong with the command line. */
export function asUsage<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Usage ? error : new Usage((error as Error).message, { cause: error })
  }
}
