interface NewRun {
  readonly flow: string
  readonly number: number
  readonly startedAt: number
  readonly heartbeatAt: number | null
  readonly name?: string | null
  readonly user?: string | null
  readonly clientKey?: string | null
}

/** The row of a run that is new. Facts of its step `end` fill the registers. */
export const runRow = ({ flow, number, startedAt, heartbeatAt, ...given }: NewRun) => ({
  flow,
  number,
  startedAt,
  heartbeatAt,
  name: given.name ?? null,
  user: given.user ?? null,
  clientKey: given.clientKey ?? null,
  dagHash: null,
  version: 1,
  endOk: null,
  endOkAt: null,
  endOkId: null,
  endAttemptAt: null,
  endAttemptId: null,
})
