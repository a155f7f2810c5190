import { useState } from 'react'
import { saveView } from '../frame/views.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import styles from './filter.module.css'

/** Gives the address a name, kept in this browser. */
export function SaveView() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      name="Save view"
      align="end"
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={
        <button type="button" className={styles['save']}>
          Save view
        </button>
      }
    >
      <form
        className={styles['spans']}
        onSubmit={(event) => {
          event.preventDefault()
          const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
          if (name === '') return
          saveView({ name: name.slice(0, 60), address: addressHere() })
          setOpen(false)
        }}
      >
        <label>
          Name
          <input name="name" maxLength={60} autoComplete="off" />
        </label>
        <Button look="filled" type="submit">
          Save
        </Button>
      </form>
    </Popover>
  )
}

/** Without the open row and the place in the list. */
function addressHere() {
  const { pathname, search } = location
  const left = search.replace(/[?&](sel|at)=[^&]*/g, '')
  return `${pathname}${left.replace(/^&/, '?')}`
}
