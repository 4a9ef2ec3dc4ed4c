import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type BackendId, BackendIdSchema } from '../../shared/grant'
import { type Settings, SettingsSchema } from '../../shared/settings'
import { DETECTION_PRESETS } from '../../shared/turn-detection'
import { parseWav, WavProblem } from '../desktop/wav'
import { Problem } from '../setup/problem.mjs'
import { type Approving, ApprovingSchema } from './approvals'
import { type DemoMode, ModeSchema } from './mode'

/** What the demo's person does, one after the other: speaks a recording, speaks a sentence, or types one. */
export type Utterance =
  | { kind: 'recording'; path: string }
  | { kind: 'spoken'; words: string }
  | { kind: 'typed'; words: string }

export interface DemoPlan {
  backend: BackendId
  /** How the microphone is used. */
  mode: DemoMode
  /** How the server finds the turns of an open microphone; null takes the app's own choice. */
  vad: { name: string; settings: Partial<Settings['handsFree']> } | null
  /** Base address of the backend; null takes the app's own. */
  url: string | null
  realtimeUrl: string | null
  /** Press the key before any session exists. */
  cold: boolean
  /** What is done about a request that waits. */
  approve: Approving
  /** Film the panel. */
  film: boolean
  /** Folder for the results. */
  out: string
  utterances: Utterance[]
}

export const USAGE = `npm run demo -- [options]

  --say FILE.wav       speak a recording, holding the key (repeatable)
  --text "words"       type a sentence (repeatable, in order with --say)
  --backend NAME       practice (default), openai or dexter
  --url BASE           the backend's address
  --realtime-url WS    the address of its realtime service
  --cold               press the key before any session exists
  --mode HOW           hold (default), tap, auto or hands-free: how recordings are spoken
  --vad WHICH          snappy, balanced, patient, dexter, semantic or THRESHOLD/PREFIX/SILENCE, for hands-free
  --approve HOW        key, button or none (default): how what waits is approved
  --film               film the panel (turns.webp)
  --out DIR            where the results go (default demo-out)`

// The second only makes sense after the first.
const DEFAULT_CONVERSATION: Utterance[] = [
  { kind: 'spoken', words: "What's trending on pump fun right now?" },
  { kind: 'spoken', words: 'And what is the market cap of the second one?' },
]

/** Throws a {@link Problem} with one sentence for the first thing that is wrong. */
export function readArguments(args: string[], env: NodeJS.ProcessEnv): DemoPlan {
  const { values, utterances } = parse(args)
  const backend = BackendIdSchema.safeParse(values.backend ?? 'practice')
  if (!backend.success) {
    throw new Problem(`--backend ${values.backend} is unknown: it is one of ${BackendIdSchema.options.join(', ')}.`)
  }
  const approve = ApprovingSchema.safeParse(values.approve ?? 'none')
  if (!approve.success)
    throw new Problem(`--approve ${values.approve} is unknown: it is one of ${ApprovingSchema.options.join(', ')}.`)
  const mode = ModeSchema.safeParse(values.mode ?? 'hold')
  if (!mode.success)
    throw new Problem(`--mode ${values.mode} is unknown: it is one of ${ModeSchema.options.join(', ')}.`)
  if (values.vad !== undefined && mode.data !== 'hands-free')
    throw new Problem('--vad says how an open microphone finds turns: add --mode hands-free.')
  const url = address('--url', values.url, ['http:', 'https:'])
  const realtimeUrl = address('--realtime-url', values['realtime-url'], ['ws:', 'wss:'])
  if (backend.data === 'practice' && (url !== null || realtimeUrl !== null)) {
    throw new Problem('The practice backend runs inside the app and takes no address: add --backend openai or dexter.')
  }
  if (backend.data === 'openai' && !env.DEXTER_DEMO_OPENAI_KEY) {
    throw new Problem('--backend openai needs a key: put it into the environment as DEXTER_DEMO_OPENAI_KEY.')
  }
  return {
    backend: backend.data,
    url,
    realtimeUrl,
    cold: values.cold ?? false,
    approve: approve.data,
    mode: mode.data,
    vad: values.vad === undefined ? null : vadOf(values.vad),
    film: values.film ?? false,
    out: outputFolder(values.out ?? 'demo-out'),
    utterances: utterances.length > 0 ? utterances : DEFAULT_CONVERSATION,
  }
}

/** A preset by name, or three figures: how sure a voice must be, and milliseconds before it and after it. */
function vadOf(text: string): NonNullable<DemoPlan['vad']> {
  const preset = DETECTION_PRESETS.find((name) => name === text)
  if (preset !== undefined) return { name: text, settings: { detection: preset } }
  if (text === 'semantic') return { name: text, settings: { detection: 'semantic' } }
  const [threshold, prefixMs, silenceMs, more] = text.split('/').map(Number)
  const own = SettingsSchema.shape.handsFree.safeParse({ detection: 'own', threshold, prefixMs, silenceMs })
  if (own.success && more === undefined && silenceMs !== undefined) return { name: text, settings: own.data }
  throw new Problem(
    `--vad ${text} is unknown: it is one of ${[...DETECTION_PRESETS, 'semantic'].join(', ')}, or like 0.9/300/500.`,
  )
}

function parse(args: string[]) {
  try {
    const { values, tokens } = parseArgs({
      args,
      tokens: true,
      allowPositionals: false,
      options: {
        'say': { type: 'string', multiple: true },
        'text': { type: 'string', multiple: true },
        'backend': { type: 'string' },
        'url': { type: 'string' },
        'realtime-url': { type: 'string' },
        'cold': { type: 'boolean' },
        'approve': { type: 'string' },
        'mode': { type: 'string' },
        'vad': { type: 'string' },
        'film': { type: 'boolean' },
        'out': { type: 'string' },
      },
    })
    // The values are grouped by option; only the tokens know the order in which they were written.
    const utterances = tokens.flatMap((token): Utterance[] => {
      if (token.kind !== 'option') return []
      if (token.name === 'say') return [recording(token.value ?? '')]
      if (token.name === 'text') return [typed(token.value ?? '')]
      return []
    })
    return { values, utterances }
  } catch (error) {
    if (error instanceof Problem) throw error
    // Node's message names the option; its second sentence explains how to escape dashes.
    const [first = 'The arguments are wrong'] = error instanceof Error ? error.message.split('. ') : []
    throw new Problem(`${first}.\n\n${USAGE}`)
  }
}

function recording(path: string): Utterance {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) throw new Problem(`--say ${path}: there is no such file.`)
  if (!stats.isFile()) throw new Problem(`--say ${path}: that is not a file.`)
  if (stats.size === 0) throw new Problem(`--say ${path}: the file is empty.`)
  try {
    parseWav(readFileSync(path))
  } catch (error) {
    if (error instanceof WavProblem) throw new Problem(`--say ${path}: the file ${error.message}.`)
    throw new Problem(`--say ${path}: the file can't be read.`, { cause: error })
  }
  return { kind: 'recording', path: resolve(path) }
}

function typed(words: string): Utterance {
  if (words.trim() === '') throw new Problem('--text "" says nothing: give it some words.')
  return { kind: 'typed', words }
}

function address(option: string, text: string | undefined, protocols: string[]): string | null {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !protocols.includes(url.protocol)) {
    throw new Problem(
      `${option} ${text} is not an address that starts with ${protocols.map((it) => `${it}//`).join(' or ')}.`,
    )
  }
  return text
}

function outputFolder(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats && !stats.isDirectory()) throw new Problem(`--out ${path}: that is a file, not a folder.`)
  return resolve(path)
}
