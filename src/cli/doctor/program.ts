import { type Finding, fine, problem } from '../../db/inspection.ts'

/** As `engines` of package.json says. */
const oldest = [22, 15] as const

/** Whether this version of Node runs the program. */
export function inspectProgram(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const text = `Node ${version} on ${process.platform}.`
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return fine('program', text)
  return problem('program', text, `Use Node ${oldest.join('.')} or later.`)
}
