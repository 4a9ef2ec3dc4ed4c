import { parseArgs } from 'node:util'
import type { Behaviour } from './behaviour'
import { FAULTS, type FaultName, isFaultName } from './faults'

/** What the practice backend is started with on its own. */
export interface Options {
  /** 0: any free one. */
  port: number
  behaviour: Pick<Behaviour, 'dialect' | 'disguised' | 'asRecorded'>
  faults: Partial<Record<FaultName, number>>
  /** Userinfo endpoint of an identity provider on this computer; null without one. */
  userinfo: string | null
}

export type OptionsRead = { ok: true; options: Options } | { ok: false; message: string }

const NAMES = '--dialect, --disguised, --as-recorded, --userinfo and --fault'

const EXAMPLES: Record<string, string> = { '--fault': 'cut-audio', '--userinfo': 'http://127.0.0.1:8080/me' }

/** Reads `[PORT] [--dialect ga|beta] [--disguised] [--as-recorded] [--userinfo URL] [--fault NAME[:COUNT|:always]]...`; `message` is one sentence. */
export function readOptions(args: string[]): OptionsRead {
  const given = parsed(args)
  if (typeof given === 'string') return wrong(given)
  const { values, positionals } = given

  const [portText = '0', ...more] = positionals
  if (more.length) return wrong(`One port is enough, but "${positionals.join('" and "')}" were given.`)
  const port = Number(portText)
  if (!/^\d+$/.test(portText) || port > 65_535)
    return wrong(`"${portText}" is not a port: give a number from 1 to 65535, or none for a free one.`)

  const { dialect = 'ga' } = values
  if (dialect !== 'ga' && dialect !== 'beta') return wrong(`"${dialect}" is not a dialect: choose ga or beta.`)

  const { userinfo = null } = values
  if (userinfo !== null && !isHere(userinfo))
    return wrong(`"${userinfo}" is not a userinfo endpoint on this computer: give one like http://127.0.0.1:PORT/me.`)

  const faults: Options['faults'] = {}
  for (const text of values.fault ?? []) {
    const [name = '', count] = text.split(':', 2)
    if (!isFaultName(name)) return wrong(`"${name}" is not a fault: choose from ${Object.keys(FAULTS).join(', ')}.`)
    const times =
      count === undefined ? FAULTS[name].times : count === 'always' ? Number.POSITIVE_INFINITY : Number(count)
    if (!(times >= 1) || (times !== Number.POSITIVE_INFINITY && !Number.isInteger(times)))
      return wrong(`"${count}" is not how often ${name} can happen: give a number from 1, or always.`)
    faults[name] = times
  }
  const behaviour: Options['behaviour'] = {
    dialect,
    disguised: values.disguised ?? false,
    asRecorded: values['as-recorded'] ?? false,
  }
  return { ok: true, options: { port, behaviour, faults, userinfo } }
}

/** Tokens are sent there: nowhere else than to this computer. */
function isHere(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  return protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname) && username + password === ''
}

const wrong = (message: string): OptionsRead => ({ ok: false, message })

/** Node's parse, or one sentence about what it did not understand. */
function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        dialect: { type: 'string' },
        disguised: { type: 'boolean' },
        'as-recorded': { type: 'boolean' },
        userinfo: { type: 'string' },
        fault: { type: 'string', multiple: true },
      },
    })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const option = /'(-[\w-]+)/.exec(said)?.[1] ?? 'That'
    if (said.startsWith('Unknown option')) return `"${option}" is not an option: there are ${NAMES}.`
    return said.includes('does not take')
      ? `${option} takes no value.`
      : `${option} needs a value, as in "${option} ${EXAMPLES[option] ?? 'beta'}".`
  }
}
