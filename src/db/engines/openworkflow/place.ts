import { type EnginePlace, engineFile, engineServer } from '../store.ts'

/** Where an OpenWorkflow keeps its tables. */
export interface OpenWorkflowPlace {
  readonly at: EnginePlace
  /** The workflows of one namespace are read. */
  readonly namespace: string
}

/** Of what is behind the scheme and its colon. */
export const placeOnServer = (name: string, rest: string): OpenWorkflowPlace =>
  placeOf(name, engineServer(name, rest, 'openworkflow', ['namespace']))

export const placeInFile = (name: string, rest: string): OpenWorkflowPlace =>
  placeOf(name, engineFile(name, rest, 'openworkflow+sqlite:./openworkflow.db', ['namespace']))

interface Parsed {
  readonly place: EnginePlace
  readonly params: URLSearchParams
}

const placeOf = (name: string, { place, params }: Parsed): OpenWorkflowPlace => ({
  at: place,
  namespace: namespaceOf(name, params),
})

/** It is written into statements. */
function namespaceOf(name: string, params: URLSearchParams): string {
  const text = params.get('namespace') ?? 'default'
  if (/^[\w.:@/ -]{1,255}$/.test(text)) return text
  throw new Error(
    `Backend "${name}": namespace= is not up to 255 letters, digits, spaces and any of "_", "-", ".", ":", "@" and "/".`,
  )
}
