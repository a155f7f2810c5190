/** Whether an id may be that of a run: `backend:flow/number`. An execution may be called so too. */
export const mayBeRun = (id: string) => /^[^:]+:.+\/\d+$/s.test(id)

/** The parts of the id of a run. */
export function runOf(id: string): { backend: string; flow: string; number: number } | undefined {
  const [, backend, flow, number] = /^([^:]+):(.+)\/(\d+)$/s.exec(id) ?? []
  return backend === undefined || flow === undefined ? undefined : { backend, flow, number: Number(number) }
}
