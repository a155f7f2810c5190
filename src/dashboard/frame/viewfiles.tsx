import { useSignal } from '../data/signal.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/notice.tsx'
import { importViews, views, viewsIn } from './views.ts'

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
    URL.revokeObjectURL(address)
  }
  const take = async (file: File | undefined) => {
    const found = viewsIn(
      await file
        ?.text()
        .then(JSON.parse)
        .catch(() => undefined),
    )
    importViews(found)
    say(found.length === 0 ? 'There is no saved view in that file' : `${found.length} saved views taken`)
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
