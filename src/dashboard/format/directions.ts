/** Not those that texts from right to left hold for themselves, and that turn nothing round. */
const marks = /[\u202A-\u202E\u2066-\u2069]/g

/** A text that others have named, with characters that change the direction as marks: they make `gnp.exe` look like `exe.png`. */
export const directionsShown = (text: string) =>
  text.replace(marks, (mark) => `‹U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`)

/** What was shown so, as it was. */
export const directionsRead = (shown: string) =>
  shown.replace(/‹U\+(202[A-E]|206[6-9])›/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
