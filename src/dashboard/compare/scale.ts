interface StepSide {
  readonly status: string | null
  readonly startedAt: string | null
  readonly durationMs: number | null
}

/** How long a step took, or has taken so far. */
export function tookMs(side: StepSide | null, now: number): number | undefined {
  if (!side) return undefined
  if (side.durationMs !== null) return side.durationMs
  return side.status === 'RUNNING' && side.startedAt !== null
    ? Math.max(0, now - Date.parse(side.startedAt))
    : undefined
}

/** The widths of paired bars, on one scale: shares of the longest of all of them. */
export const shareOf = (ms: number | undefined, longest: number): number =>
  ms === undefined || longest <= 0 ? 0 : Math.min(1, Math.max(0.005, ms / longest))

interface Paired {
  readonly left: StepSide | null
  readonly right: StepSide | null
}

/** The steps of B as they started, then those that only A has, as they started there. */
export const inOrder = <Step extends Paired>(steps: readonly Step[]): readonly Step[] => [
  ...steps.filter(({ right }) => right),
  ...steps.filter(({ right }) => !right).toSorted((a, b) => startOf(a) - startOf(b)),
]

const startOf = ({ left }: Paired) => Date.parse(left?.startedAt ?? '') || Infinity
