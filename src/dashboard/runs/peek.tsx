import type { RunList } from './userunlist.ts'

export function Peek({ id }: { id: string; list: RunList }) {
  return <aside>{id}</aside>
}
