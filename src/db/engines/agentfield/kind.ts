import { statSync } from 'node:fs'
import type { Kind, Store } from '../../kind.ts'
import { identifier, refuseUnknown, serverUrl, whole } from '../../urls/options.ts'
import { whyNotServer } from '../../urls/server.ts'

/** The database of an AgentField server, as it is. */
export const agentfield: Kind = {
  kind: 'agentfield',
  schemes: ['agentfield+postgres', 'agentfield+postgresql', 'agentfield+sqlite'],
  usage:
    'agentfield+postgres://user@host/database or agentfield+sqlite:./agentfield.db for the one of AgentField',
  parse: (name, rest) => (rest.startsWith('//') ? server(name, rest) : file(name, rest)),
}
