import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useAsk } from '../data/ask.ts'
import { useSettled } from '../data/usesettled.ts'
import { overlay } from './overlay.ts'
import { ActionItems, PageItems, RecentItems } from './paletteitems.tsx'
import { Found } from './palettefound.tsx'
import { FindDocument } from './palette.gen.ts'
import { visit } from './recent.ts'
import styles from './palette.module.css'

interface PaletteProps {
  readonly hint: string
  readonly typed: string
  readonly onType: (typed: string) => void
}

/** One input for runs, executions, flows, pages and actions. `>` finds actions only. */
export function Palette({ hint, typed, onType }: PaletteProps) {
  const navigate = useNavigate()
  const isAction = typed.startsWith('>')
  const text = useSettled(isAction ? '' : typed.trim())
  const { data, error, isLoading, isOld } = useAsk(FindDocument, text === '' ? undefined : variablesOf(text))
  const close = () => overlay.set('none')
  const go = (address: string, name: string) => {
    close()
    visit({ address, name })
    void navigate({ to: address })
  }
  const words = typed.replace('>', '').trim().toLowerCase()
  const isMatch = (name: string) => name.toLowerCase().includes(words)
  return (
    <Command shouldFilter={false} label="Find" className={styles['palette']}>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- It takes over from the box that had the focus. */}
      <Command.Input autoFocus value={typed} onValueChange={onType} placeholder={hint} />
      <Command.List>
        {error && <p className={styles['none']}>{error.message}</p>}
        {!isLoading && text !== '' && !error && (
          <Command.Empty className={styles['none']}>Nothing is called “{text}”.</Command.Empty>
        )}
        {text !== '' && data && !isOld && <Found data={data} go={go} />}
        {typed === '' && <RecentItems go={go} />}
        {!isAction && <PageItems isMatch={isMatch} go={go} />}
        <ActionItems isMatch={isMatch} close={close} />
      </Command.List>
    </Command>
  )
}

/** What holds a space is no id. */
const variablesOf = (text: string) => ({ ids: [text], prefix: text, text, hasId: !/\s/.test(text) })
