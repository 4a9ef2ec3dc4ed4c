import { type BackendId, BackendIdSchema } from '../../shared/grant'
import { type Settings, SettingsSchema } from '../../shared/settings'
import { carriesDeepLink } from './deep-link'

/** What a program can say of the talk key, and of what else has a key. */
export const TALK_ACTIONS = ['down', 'up', 'toggle', 'hands-free', 'panic'] as const
export type TalkAction = (typeof TALK_ACTIONS)[number]

/** The app's own switches, of its first start or handed over by a second instance. */
export interface CommandLine {
  talk: TalkAction | null
  showPanel: boolean
  /** Ends the app that runs, as its menu does. */
  quit: boolean
  /** Started at log-in: no window opens. */
  hidden: boolean
  /** For this run alone; the stored settings are left as they are. */
  backend: BackendId | null
  backendUrl: string | null
  realtimeUrl: string | null
  /** `press` opens the session at the first press instead of at start. */
  connect: 'start' | 'press' | null
}

const SHOW_PANEL: CommandLine = {
  talk: null,
  showPanel: true,
  quit: false,
  hidden: false,
  backend: null,
  backendUrl: null,
  realtimeUrl: null,
  connect: null,
}

/**
 * Reads `--name` and `--name=value`; what is not ours (Chromium's switches, paths) is left alone. A command line that
 * carries a deep link was put together by whoever wrote the link, and says no more than "show the panel".
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  if (carriesDeepLink(argv)) return SHOW_PANEL
  const value = (name: string): string | null => {
    const found = argv.find((argument) => argument.startsWith(`--${name}=`))
    return found === undefined ? null : found.slice(name.length + 3)
  }
  const backend = BackendIdSchema.safeParse(value('backend'))
  const connect = value('connect')
  return {
    talk: TALK_ACTIONS.find((action) => action === value('talk')) ?? null,
    showPanel: argv.includes('--show-panel'),
    quit: argv.includes('--quit'),
    hidden: argv.includes('--hidden'),
    backend: backend.success ? backend.data : null,
    backendUrl: value('backend-url'),
    realtimeUrl: value('realtime-url'),
    connect: connect === 'start' || connect === 'press' ? connect : null,
  }
}

/**
 * What a command line says of the settings, for one run alone. Addresses are for try-outs: any program can start the
 * installed app, which therefore takes none. What is left out is printed.
 */
export function overridesOf(
  { backend, backendUrl, realtimeUrl, connect }: CommandLine,
  packaged: boolean,
): Partial<Settings> {
  const given = { ...(backendUrl ? { url: backendUrl } : {}), ...(realtimeUrl ? { realtimeUrl } : {}) }
  const address = packaged ? {} : given
  if (packaged && Object.keys(given).length > 0)
    console.error('The installed app ignores addresses on the command line and uses those in Settings.')
  const addressed = (backend === 'openai' || backend === 'dexter') && Object.keys(address).length > 0
  const wanted = SettingsSchema.safeParse(addressed ? { [backend]: address } : {})
  if (!wanted.success) console.error('The address on the command line is not valid, so the one in Settings is used.')
  return {
    ...(backend ? { backend } : {}),
    ...(addressed && wanted.success ? { [backend]: wanted.data[backend] } : {}),
    ...(connect ? { connectAtStart: connect === 'start' } : {}),
  }
}
