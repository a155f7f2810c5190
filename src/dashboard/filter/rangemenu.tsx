import { type Range, presets } from '../address/range.ts'
import { useAddress } from '../address/usesearch.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'

/** Which time a page is about. It is in the address. */
export function RangeMenu({ range }: { range: Range }) {
  const [, change] = useAddress()
  const { zone } = useSignal(settings)
  const text = (time: number) => timeText(time, now(), zone)
  const name = range.name ?? `${text(range.from)} to ${range.to === undefined ? 'now' : text(range.to)}`
  return (
    <Menu
      align="end"
      trigger={
        <Button icon="clock">
          {name}
          <Icon of="down" size={12} />
        </Button>
      }
      items={presets.map((preset) => ({
        text: preset.name,
        isOn: preset.name === range.name,
        onSelect: () => change({ from: preset.from === '-24h' ? undefined : preset.from, to: undefined }),
      }))}
    />
  )
}
