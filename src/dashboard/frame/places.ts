import type { KeyName } from '../keyboard/keys.ts'
import type { IconName } from '../ui/icon.tsx'

/** The pages of the menu. */
export const places = [
  { to: '/', name: 'Runs', icon: 'runs', press: 'runs' },
  { to: '/executions', name: 'Executions', icon: 'executions', press: 'executions' },
  { to: '/failures', name: 'Failures', icon: 'failures', press: 'failures' },
  { to: '/watch', name: 'Watch', icon: 'watch', press: 'watch' },
  { to: '/queue', name: 'Queue', icon: 'queue', press: 'queue' },
  { to: '/flows', name: 'Flows', icon: 'flows', press: 'flows' },
  { to: '/backends', name: 'Backends', icon: 'backends', press: 'backends' },
] as const satisfies readonly { to: string; name: string; icon: IconName; press: KeyName }[]

/** What is reached from another page, by the palette and by its key. */
export const furtherPlaces = [
  { to: '/audit', name: 'Audit', icon: 'audit', press: 'audit' },
] as const satisfies readonly { to: string; name: string; icon: IconName; press: KeyName }[]

export type Place = (typeof places)[number]

/** Those that fit on a narrow screen. The others are behind "More". */
export const narrowPlaces: readonly Place['to'][] = ['/', '/failures', '/watch', '/queue']
