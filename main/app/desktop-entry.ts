interface Program {
  name: string
  /** Absolute path. */
  executable: string
  args: string[]
}

/**
 * A file of the Desktop Entry Specification (1.5) that starts a program, for the autostart folder. TryExec makes it void
 * once the program is gone: an app that was uninstalled leaves no live entry behind.
 * @throws when the path can't be written in such a file
 */
export function desktopEntry({ name, executable, args }: Program): string {
  // Section "The Exec key": the path may not contain an equal sign, and there is no way to escape one.
  if (executable.includes('=')) throw new Error('a path with "=" can not be started by the desktop')
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${escaped(name)}`,
    `TryExec=${escaped(executable)}`,
    `Exec=${escaped([executable, ...args].map(quoted).join(' '))}`,
    'Terminal=false',
    '',
  ].join('\n')
}

/** Characters that make quoting necessary, of the same section. */
const RESERVED = /[\s"'\\><~|&;$*?#()`]/

/** One argument of Exec: quoted where it must be, and without field codes. */
function quoted(argument: string): string {
  const plain = argument.replaceAll('%', '%%')
  if (argument !== '' && !RESERVED.test(argument)) return plain
  return `"${plain.replace(/["`$\\]/g, '\\$&')}"`
}

/** Escapes of every value of type string: they are undone before Exec's own. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replace(/^ +/, (spaces) => '\\s'.repeat(spaces.length))
}
