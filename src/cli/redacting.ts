/**
 * A text without what only its owner may know: passwords in URLs, tokens, cookies. Nothing of it is meant to be in a log,
 * and this is for what slips in by the message of a driver or a later change.
 */
export function redacted(text: string): string {
  return text
    .replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"'\\]*):[^\s"'\\]*@/gi, '$1:…@')
    .replaceAll(/\begt_[\w-]+/gi, 'egt_…')
    .replaceAll(/\beyJ[\w-]+(?:\.[\w-]*)+/g, 'eyJ…')
    .replaceAll(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 …')
    .replaceAll(
      /\b((?:set-)?cookie|(?:proxy-)?authorization)(\\?["']?\s*[:=]\s*)(\\?["']|(?!\d+[,}]))[^"'\\\r\n]+/gi,
      '$1$2$3…',
    )
}
