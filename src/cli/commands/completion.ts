import type { Command, Listed } from '../command.ts'
import { bashCompletion, fishCompletion, zshCompletion } from '../completion/scripts.ts'
import { wordsOf } from '../completion/words.ts'
import { readOptions } from '../options/parsing.ts'
import { Usage } from '../options/usage.ts'

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }
const isShell = (text: string): text is keyof typeof shells => Object.hasOwn(shells, text)

/** `execgraph completion`, which knows the table of commands. */
export const completionCommand = (commands: readonly Listed[]): Command => ({
  forms: ['bash | zsh | fish'],
  about: ['  Prints a script that completes commands, options and their values in a shell.'],
  options: {},
  words: Object.keys(shells),
  examples: [
    ['completion bash > ~/.local/share/bash-completion/completions/execgraph', 'for bash'],
    ['completion zsh > ~/.zfunc/_execgraph', 'for zsh, where ~/.zfunc is in fpath'],
    ['completion fish > ~/.config/fish/completions/execgraph.fish', 'for fish'],
  ],
  async run(args, environment, { say }) {
    const [shell = '', ...more] = readOptions({}, args, { environment, takesWords: true }).words
    if (!isShell(shell) || more.length > 0) throw new Usage('completion takes bash, zsh or fish.')
    say(shells[shell](await wordsOf(commands)))
  },
})
