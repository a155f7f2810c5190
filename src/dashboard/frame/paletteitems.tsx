import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import { directionsShown } from '../format/directions.ts'
import { isSignedIn, signOut } from '../signin/signedout.ts'
import { Icon } from '../ui/icon.tsx'
import { copy } from '../ui/notice.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { nextTheme, switchZone } from './choices.tsx'
import { overlay } from './overlay.ts'
import { furtherPlaces, places } from './places.ts'
import { recent } from './recent.ts'

export type Go = (address: string, name: string) => void

export const Section = ({ name, size, children }: { name: string; size: number; children: ReactNode }) =>
  size === 0 ? null : <Command.Group heading={name}>{children}</Command.Group>

interface Matching {
  readonly isMatch: (name: string) => boolean
}

export function PageItems({ isMatch, go }: Matching & { go: Go }) {
  const found = [...places, ...furtherPlaces].filter(({ name }) => isMatch(name))
  return (
    <Section name="Pages" size={found.length}>
      {found.map(({ to, name, icon, press }) => (
        <Command.Item key={to} value={`page ${to}`} onSelect={() => go(to, name)}>
          <Icon of={icon} size={14} /> {name} <Kbd of={press} />
        </Command.Item>
      ))}
    </Section>
  )
}

export function RecentItems({ go }: { go: Go }) {
  const views = recent()
  return (
    <Section name="Recent" size={views.length}>
      {views.map(({ address, name }) => (
        <Command.Item key={address} value={`recent ${address}`} onSelect={() => go(address, name)}>
          <Icon of="clock" size={14} /> {directionsShown(name)}
        </Command.Item>
      ))}
    </Section>
  )
}

const actions: readonly { readonly name: string; readonly run: () => void }[] = [
  { name: 'Copy the link to this page', run: () => void copy(location.href, 'Link') },
  { name: 'Next theme', run: nextTheme },
  { name: 'Local time or UTC', run: switchZone },
  { name: 'Show keys and settings', run: () => overlay.set('help') },
  { name: 'Show what this page asked', run: () => overlay.set('cost') },
  { name: 'Open GraphiQL', run: () => void window.open('/graphql', '_blank', 'noreferrer') },
]

export function ActionItems({ isMatch, close }: Matching & { close: () => void }) {
  const all = isSignedIn() ? [...actions, { name: 'Sign out', run: () => void signOut() }] : actions
  const found = all.filter(({ name }) => isMatch(name))
  return (
    <Section name="Actions" size={found.length}>
      {found.map(({ name, run }) => (
        <Command.Item
          key={name}
          value={`action ${name}`}
          onSelect={() => {
            close()
            run()
          }}
        >
          {name}
        </Command.Item>
      ))}
    </Section>
  )
}
