import { listText } from '../address/lists.ts'
import { always } from '../runs/view.ts'

/** What the list of executions asks for, to show those of a flow from any time. */
export const ofFlow = ({ backend, name }: { readonly backend: string; readonly name: string }) => ({
  backend: listText([backend]),
  flow: listText([name]),
  from: always,
})
