/** A fenced block of a page. `mark` is what a comment on the line before says of it. */
export interface Block {
  readonly language: string
  readonly text: string
  /** The line of the opening fence, from 1. */
  readonly line: number
  readonly mark?: Mark
}

export interface Mark {
  readonly name: 'file' | 'from' | 'not run' | 'variables'
  readonly value: string
}

/** The lines of a page, each with the language of the block it stands in, or without one. */
interface Line {
  readonly text: string
  readonly isCode: boolean
}

const fence = /^( *)```(\S*)/

export function blocksOf(page: string): Block[] {
  const lines = page.split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const [opening, indent, language] = fence.exec(lines[at]!) ?? []
    if (opening === undefined) continue
    const end = lines.findIndex((line, index) => index > at && line.trimEnd() === `${indent}\`\`\``)
    if (end < 0) throw new Error(`The block of line ${at + 1} has no end.`)
    const text = lines
      .slice(at + 1, end)
      .map((line) => line.slice(indent!.length))
      .join('\n')
    const mark = markIn(lines[at - 1] ?? '')
    blocks.push({ language: language!, text, line: at + 1, ...(mark && { mark }) })
    at = end
  }
  return blocks
}

function markIn(line: string): Mark | undefined {
  const [, name, value = ''] = /^\s*<!-- (file|from|not run|variables)(?:: (.+))? -->$/.exec(line) ?? []
  return name === undefined ? undefined : { name: name as Mark['name'], value }
}

/** The page with other texts in some of its blocks. */
export function withTexts(page: string, texts: ReadonlyMap<Block, string>): string {
  const lines = page.split('\n')
  for (const [block, text] of [...texts].toSorted(([a], [b]) => b.line - a.line))
    lines.splice(block.line, block.text.split('\n').length, ...text.split('\n'))
  return lines.join('\n')
}

function linesOf(page: string): Line[] {
  let isCode = false
  return page.split('\n').map((text) => {
    const isFence = /^ *```/.test(text)
    const line = { text, isCode: isCode || isFence }
    if (isFence) isCode = !isCode
    return line
  })
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>()
  for (const { text, isCode } of linesOf(page)) {
    const [, heading] = /^#{1,6} (.+)$/.exec(text) ?? []
    if (isCode || heading === undefined) continue
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')
    let anchor = slug
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`
    anchors.add(anchor)
  }
  return anchors
}

/** The targets of a page's links and pictures. */
export function linksOf(page: string): string[] {
  return linesOf(page)
    .filter(({ isCode }) => !isCode)
    .flatMap(({ text }) => {
      const prose = text.replaceAll(/(?<!\[)`[^`]*`/g, '')
      const inline = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
      return [...inline, ...[...prose.matchAll(/<(https?:[^>]+)>/g)].map(([, target]) => target!)]
    })
}
