import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { type ReactNode, useEffect, useState } from 'react'
import { executionAddress, flowAddress, runAddress } from '../address/addresses.ts'
import { useAsk } from '../data/ask.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { nextTheme, switchZone } from './choices.tsx'
import { overlay } from './overlay.ts'
import { FindDocument } from './palette.gen.ts'
import { places } from './places.ts'
import { recent, visit } from './recent.ts'
import styles from './palette.module.css'

const waitMs = 120

/** One input for runs, executions, flows, pages and actions. `>` finds actions only. */
export function Palette() {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const text = useSettled(typed.trim())
  const isAction = typed.startsWith('>')
  const { data, error, isLoading } = useAsk(
    FindDocument,
    text === '' || isAction ? undefined : { ids: [text], prefix: text, text, hasId: !/\s/.test(text) },
  )
  const close = () => overlay.set('none')
  const go = (to: string, name: string) => {
    close()
    visit({ address: to, name })
    void navigate({ to })
  }
  const found = text === '' || isAction ? undefined : data
  const matches = (name: string) => name.toLowerCase().includes(typed.replace('>', '').trim().toLowerCase())
  return (
    <Dialog title="Find" onClose={close}>
      <Command shouldFilter={false} label="Find" className={styles['palette']}>
        <Command.Input
          autoFocus
          value={typed}
          onValueChange={setTyped}
          placeholder="A run, an id, a flow, a page; > for actions"
        />
        <Command.List>
          {error && <p className={styles['none']}>{error.message}</p>}
          {!isLoading && text !== '' && !error && (
            <Command.Empty className={styles['none']}>Nothing is called “{text}”.</Command.Empty>
          )}
          <Section name="Executions">
            {(found?.executions ?? []).map(
              (one) =>
                one && (
                  <Item key={one.key} value={one.key} onSelect={() => go(executionAddress(one.key), one.id)}>
                    <StatusIcon status={one.status} /> {one.id} <span className="muted">{one.flow}</span>
                  </Item>
                ),
            )}
          </Section>
          <Section name="Runs">
            {(found?.runs?.nodes ?? []).map((run) => (
              <Item
                key={run.id}
                value={run.id}
                onSelect={() => go(runAddress(run), `${run.flow} ${run.number}`)}
              >
                <StatusIcon status={run.status} /> {run.flow} {run.number}{' '}
                <span className="muted">{run.name}</span>
              </Item>
            ))}
          </Section>
          <Section name="Flows">
            {(found?.flows?.nodes ?? []).map((flow) => (
              <Item key={flow.id} value={`flow ${flow.id}`} onSelect={() => go(flowAddress(flow), flow.name)}>
                <Icon of="flows" size={14} /> {flow.name} <span className="muted">{flow.backend}</span>
              </Item>
            ))}
          </Section>
          {typed === '' && (
            <Section name="Recent">
              {recent().map(({ address, name }) => (
                <Item key={address} value={`recent ${address}`} onSelect={() => go(address, name)}>
                  <Icon of="clock" size={14} /> {name}
                </Item>
              ))}
            </Section>
          )}
          {!isAction && (
            <Section name="Pages">
              {places
                .filter(({ name }) => matches(name))
                .map(({ to, name, icon, press }) => (
                  <Item key={to} value={`page ${to}`} onSelect={() => go(to, name)}>
                    <Icon of={icon} size={14} /> {name} <Kbd of={press} />
                  </Item>
                ))}
            </Section>
          )}
          <Section name="Actions">
            {actions
              .filter(({ name }) => matches(name))
              .map(({ name, run }) => (
                <Item
                  key={name}
                  value={`action ${name}`}
                  onSelect={() => {
                    close()
                    run()
                  }}
                >
                  {name}
                </Item>
              ))}
          </Section>
        </Command.List>
      </Command>
    </Dialog>
  )
}

const actions = [
  { name: 'Copy the link to this page', run: () => void navigator.clipboard.writeText(location.href) },
  { name: 'Next theme', run: nextTheme },
  { name: 'Local time or UTC', run: switchZone },
  { name: 'Show keys and settings', run: () => overlay.set('help') },
  { name: 'Show what this page asked', run: () => overlay.set('cost') },
  { name: 'Open GraphiQL', run: () => void window.open('/graphql', '_blank', 'noreferrer') },
]

function Section({ name, children }: { name: string; children: ReactNode }) {
  const isEmpty = Array.isArray(children) && children.length === 0
  return isEmpty ? null : <Command.Group heading={name}>{children}</Command.Group>
}

const Item = Command.Item

/** The text, once typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
