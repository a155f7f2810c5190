/** What a frame of a stack trace names. */
export interface Frame {
  /** Of the function, or empty. */
  readonly name: string
  /** The path of the file, or its name, or empty. */
  readonly file: string
}

const folders = [
  // Python
  '/site-packages/',
  '/dist-packages/',
  '/lib/python',
  '/lib64/python',
  '<frozen ',
  // JavaScript
  'node_modules/',
  'node:',
  'internal/',
  'bun:',
  'ext:',
  'chrome-extension:',
  '(webpack)',
  'webpack/bootstrap',
  'webpack/runtime',
  // Go
  '/usr/local/go/src/',
  '/usr/lib/go',
  '/hostedtoolcache/go/',
  '/libexec/src/',
  '/pkg/mod/',
  '/vendor/',
]

const packages = [
  // Java
  'java.',
  'javax.',
  'jakarta.',
  'jdk.',
  'sun.',
  'com.sun.',
  'kotlin.',
  'kotlinx.',
  'scala.',
  'akka.',
  'groovy.',
  'clojure.',
  'android.',
  'androidx.',
  'org.springframework.',
  'org.apache.',
  'org.hibernate.',
  'org.eclipse.',
  'org.jboss.',
  'org.junit.',
  'org.postgresql.',
  'org.slf4j.',
  'ch.qos.logback.',
  'io.netty.',
  'io.grpc.',
  'io.micronaut.',
  'io.quarkus.',
  'io.reactivex.',
  'reactor.',
  'com.google.common.',
  'com.fasterxml.',
  'com.zaxxer.',
  'com.mysql.',
  'com.amazonaws.',
  'software.amazon.awssdk.',
  'okhttp3.',
  'retrofit2.',
  // Go
  'runtime.',
  'runtime/',
  'panic(',
  'testing.',
  'reflect.',
  'sync.',
  'net/http.',
]

/** Whether a frame is of a library or of the language itself, not of the user's own code. */
export function isOfLibrary({ name, file }: Frame): boolean {
  const path = file.replaceAll('\\', '/')
  if (file === 'native' || (name === '' && (file === '' || file === '<anonymous>'))) return true
  return folders.some((folder) => path.includes(folder)) || packages.some((begin) => name.startsWith(begin))
}
