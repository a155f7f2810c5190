import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useAsk } from '../data/ask.ts'
import { useSettled } from '../data/usesettled.ts'
import { Dialog } from '../ui/dialog.tsx'
import { overlay } from './overlay.ts'
import { ActionItems, PageItems, RecentItems } from './paletteitems.tsx'
import { Found } from './palettefound.tsx'
import { FindDocument } from './palette.gen.ts'
import { visit } from './recent.ts'
import styles from './palette.module.css'

/** One input for runs, executions, flows, pages and actions. `>` finds actions only. */
export function Palette() {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
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
    <Dialog title="Find" onClose={close}>
      <Command shouldFilter={false} label="Find" className={styles['palette']}>
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder="A run, an id, a flow, a page; > for actions"
        />
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
    </Dialog>
  )
}

/** What holds a space is no id. */
const variablesOf = (text: string) => ({ ids: [text], prefix: text, text, hasId: !/\s/.test(text) })
