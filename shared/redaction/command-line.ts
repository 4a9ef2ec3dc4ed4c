import { MASKED } from './mask'

/**
 * Passwords that well-known tools take behind a flag which says nothing by itself: `-p` is a password here and a port there. To
 * add a tool, add a line. Long flags (`--password x`) are told by their names, in any tool.
 */
interface Tool {
  tools: string
  /** Up to the password, spaces and all. */
  flag: string
}

const TOOLS: readonly Tool[] = [
  { tools: 'sshpass', flag: '-p ?' },
  { tools: '(?:mysql|mariadb)[\\w-]*', flag: '-p(?=\\S)' },
  { tools: '(?:redis|valkey|keydb)-cli', flag: '-a |--pass ' },
  { tools: 'mongo\\w*|cqlsh|clickhouse-client|rabbitmqadmin|influx|twine|az login|oc login|nexus3', flag: '-p ' },
  { tools: '(?:docker|podman|nerdctl|buildah|skopeo|oras|helm|crane)(?: registry| auth)? login', flag: '-p ' },
  { tools: 'sqlcmd|bcp|isql|mosquitto_[a-z]{2,4}|zip|unzip|zipcloak|ssh-keygen', flag: '-P ?' },
  { tools: 'ssh-keygen', flag: '-N ?' },
  { tools: 'ldap[a-z]+', flag: '-w ?' },
  { tools: 'ipmitool', flag: '-P ?' },
  { tools: '7z[azr]?|rar|unrar', flag: '-p(?=\\S)' },
  { tools: 'smbclient|rpcclient|winexe|net', flag: '-U ?[^\\s%]{1,64}%' },
  { tools: 'lftp', flag: '-u ?[^\\s,]{1,64},' },
  { tools: 'curl|wget', flag: '(?:-u|--user|-U|--proxy-user)[ =]?[^\\s:=]{1,64}:' },
  { tools: 'https?|xh|curlie', flag: '(?:-a|--auth)[ =][^\\s:]{1,64}:' },
  { tools: 'keytool|jarsigner|apksigner', flag: '-{1,2}(?:src|dest|new)?(?:store|key)?-?pass(?:wd)?[ =]' },
  { tools: 'openssl', flag: '-pass(?:in|out)? pass:|-k ' },
  { tools: 'htpasswd', flag: '-\\w*b\\w* (?:\\S{1,200} )?\\S{1,64} ' },
  { tools: 'xfreerdp3?|wfreerdp|rdesktop', flag: '/p:|-p ' },
  { tools: 'wpa_passphrase', flag: '\\S{1,32} ' },
]

const COMMANDS = TOOLS.map(
  ({ tools, flag }) =>
    new RegExp(
      `(?<=^|[\\s/;&|("'\`])((?:${tools})(?:\\.exe)?\\s(?:[^\\n;&|]{0,300}?\\s)?(?:${flag.replace(/ (\??)/g, (_, mayMiss) => (mayMiss ? '\\x20{0,4}' : '\\x20{1,4}'))}))("[^"]*"|'[^']*'|[^\\s"';&|]+)`,
      'gm',
    ),
)
/** Names of the tools, to skip most texts at one look. */
const ANY = new RegExp(`(?<![\\w-])(?:${TOOLS.map(({ tools }) => tools).join('|')})(?:\\.exe)?\\s`)

/** `curl -u user:password`, and what calls its user so. */
const USER_FLAG = /(?<=(?:^|\s)(?:-u|--user|--proxy-user|-U)[ =]{0,4}["']?[^\s:"'=-][^\s:"']{0,63}:)[^\s"']+/g

/** Masks the passwords of a command line. */
export function maskCommands(text: string): string {
  let out = text
  if (ANY.test(out)) for (const command of COMMANDS) out = out.replace(command, `$1${MASKED}`)
  return out.replace(USER_FLAG, MASKED)
}

/** Longer lists are no command lines. */
const MAX_ARGUMENTS = 64

/** Which of a program's arguments are passwords: `['sshpass', '-p', 'x', 'ssh']` has its third. */
export function passwordsIn(command: readonly unknown[]): ReadonlySet<number> {
  const found = new Set<number>()
  if (command.length > MAX_ARGUMENTS || !command.every((it) => typeof it === 'string')) return found
  if (!ANY.test(command.join(' '))) return found
  for (let count = 2; count <= command.length; count++) {
    const line = command.slice(0, count).join(' ')
    if (maskCommands(line).endsWith(MASKED) && !line.endsWith(MASKED)) found.add(count - 1)
  }
  return found
}
