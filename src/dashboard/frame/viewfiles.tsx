import { useSignal } from '../data/signal.ts'
import { counted } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/notice.tsx'
import { type Kept, mostViews, saveViews, views, viewsIn } from './views.ts'

const name = 'execgraph-views.json'

/** Takes the saved views of this browser to another one. */
export function ViewFiles() {
  const saved = useSignal(views)
  const keep = () => {
    const address = URL.createObjectURL(
      new Blob([JSON.stringify(saved, null, 2)], { type: 'application/json' }),
    )
    const link = Object.assign(document.createElement('a'), { href: address, download: name })
    link.click()
    // Some browsers read it only after the click.
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    const found = viewsIn(
      await file
        .text()
        .then(JSON.parse)
        .catch(() => undefined),
    )
    say(
      found.length === 0 ? 'There is no saved view in that file' : takenText(found.length, saveViews(found)),
    )
  }
  return (
    <>
      <Button disabled={saved.length === 0} onClick={keep}>
        Save views to a file
      </Button>
      <label>
        Take views from a file{' '}
        <input
          type="file"
          accept="application/json"
          onChange={({ target }) => void take(target.files?.[0])}
        />
      </label>
    </>
  )
}

function takenText(count: number, kept: Kept): string {
  if (kept === 'full') return `Nothing was taken: there may be ${mostViews} saved views`
  return `${counted(count, 'saved view')} taken${kept === 'page' ? ' until this page is closed' : ''}`
}
