import { useState } from 'react'
import { parseSearch, stringifySearch } from '../address/query.ts'
import { type Kept, mostViews, saveViews } from '../frame/views.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/notice.tsx'
import { Popover } from '../ui/popover.tsx'
import styles from './filter.module.css'

/** Keeps the address of the page under a name. */
export function SaveView() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      name="Save this view"
      align="end"
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={
        <Button look="plain" icon="bookmark">
          <span className={styles['saveWord']}>Save view</span>
        </Button>
      }
    >
      <form
        className={styles['save']}
        onSubmit={(event) => {
          event.preventDefault()
          const name = new FormData(event.currentTarget).get('name')
          const { pathname, search, hash } = location
          if (typeof name === 'string' && name.trim() !== '')
            say(
              keptText[
                saveViews([
                  {
                    name: name.trim().slice(0, 100),
                    address: `${pathname}${withoutPlace(search)}${hash}`,
                  },
                ])
              ],
            )
          setOpen(false)
        }}
      >
        <input
          className={styles['typed']}
          name="name"
          aria-label="Name of the view"
          placeholder="Name"
          required
          maxLength={100}
        />
        <Button look="filled" type="submit">
          Save
        </Button>
      </form>
    </Popover>
  )
}

/** A view is no place within it: neither the open row nor the one that was scrolled to. */
function withoutPlace(text: string): string {
  const { sel: _, at: __, ...search } = parseSearch(text)
  return stringifySearch(search)
}

const keptText: Readonly<Record<Kept, string>> = {
  kept: 'View saved',
  page: 'Saved until this page is closed: the browser keeps nothing more',
  full: `There are ${mostViews} saved views. Delete one first`,
}
