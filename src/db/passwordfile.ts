import { readFileSync } from 'node:fs'

/** Gives a URL the password that a file holds, so that no command line and no environment has to. */
export function addPassword(name: string, url: URL, file: string): void {
  if (url.password !== '')
    throw new Error(`Backend "${name}" has a password in its URL and one in a file. Leave one of them out.`)
  // A line end is what editors add. The driver decodes what stands in a URL.
  const password = read(name, file).replace(/\r?\n$/, '')
  if (password === '') throw new Error(`Backend "${name}": the file that password-file= names is empty.`)
  url.password = encodeURIComponent(password)
}

/** What the option says is not repeated: somebody may have written the password itself. */
function read(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`Backend "${name}": the file that password-file= names cannot be read (${code}).`, {
      cause: error,
    })
  }
}
