import { readFileSync } from 'node:fs'

/** Adds the password in a file to a URL, so that no command line and no environment holds it. */
export function addPassword(name: string, url: URL, file: string): void {
  if (url.password !== '')
    throw new Error(`Backend "${name}" has a password in its URL and one in a file. Remove one of them.`)
  // Drops the line end that editors add. The driver decodes the parts of a URL.
  const password = read(name, file).replace(/\r?\n$/, '')
  if (password === '') throw new Error(`Backend "${name}": the file named by password-file= is empty.`)
  url.password = encodeURIComponent(password)
}

/** The value of the option is not repeated: it may be the password itself by mistake. */
function read(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`Backend "${name}": the file named by password-file= cannot be read (${code}).`, {
      cause: error,
    })
  }
}
