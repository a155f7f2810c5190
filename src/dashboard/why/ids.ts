/** The parts of `Run.id`: `backend:flow/number`. */
export function partsOfRunId(id: string): { backend: string; flow: string; number: number } {
  const [colon, slash] = [id.indexOf(':'), id.lastIndexOf('/')]
  return {
    backend: id.slice(0, colon),
    flow: id.slice(colon + 1, slash),
    number: Number(id.slice(slash + 1)),
  }
}
