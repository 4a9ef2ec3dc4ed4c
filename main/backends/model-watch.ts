import { z } from 'zod'
import { addressProblem, below, openaiAddresses } from '../../shared/addresses'
import type { GrantReply } from '../../shared/grant'
import {
  isShutDown,
  type Shutdown,
  shutdownOf,
  shutdownSentence,
  type ToldShutdowns,
} from '../../shared/models/shutdowns'
import type { Settings } from '../../shared/settings'
import { type Notice, sayOnce } from '../notice'
import type { ReleaseSecret } from './backend'
import { callJson, type Fetch, problem } from './http-json'
import { LATEST_SECONDS } from './minted'

interface ModelWatchDeps {
  fetch: Fetch
  settings(): Settings
  release: ReleaseSecret
  /** Epoch milliseconds. */
  now(): number
  notice: Notice
  /** The server has told of days that the app did not know. */
  onTold(told: ToldShutdowns): void
}

/** A provider tells of an end months before: once a day is early enough. */
const LOOK_MS = 24 * 3_600_000
/** `GET /v1/models` lists every model there is: some hundred, 200 bytes each. */
const MAX_BYTES = 1024 * 1024
const MAX_MODELS = 2000
/** Models that hear or speak: of the others nothing is chosen here. */
const OURS = /realtime|live|audio|transcri|whisper/
/** Windows are told them with every update. */
const MAX_TOLD = 100

/** `shutdown_date` of `Model` in the `openai` package (7.59.0): a date, null while none is announced. Epoch seconds are read, too, as `created` has them. */
const Listed = z.object({
  id: z.string().min(1).max(100),
  shutdown_date: z.union([z.number().positive().max(LATEST_SECONDS), z.string().max(40)]),
})
const ModelList = z.object({ data: z.array(z.unknown()).transform((all) => all.slice(0, MAX_MODELS)) })

/** Warns of models that are about to be switched off, and says so in plain words once they are. */
export function createModelWatch({ fetch, settings, release, now, notice, onTold }: ModelWatchDeps) {
  const once = sayOnce(notice)
  let told: ToldShutdowns = {}
  let lookedAt: { address: string; at: number } | null = null

  /** What the trader has chosen that has an end. Practice has models of its own. */
  const ending = (): Shutdown[] => {
    const { backend, model, transcriptionModel } = settings()
    const inUse = backend === 'practice' ? [] : [model, transcriptionModel]
    return inUse.flatMap((name) => shutdownOf(name, told) ?? [])
  }

  const causeOf = ({ model, ends }: Shutdown) => `${model} ${ends}`

  const warn = () => {
    const soon = ending().filter((shutdown) => !isShutDown(shutdown, now()))
    once.retain((cause) => soon.some((shutdown) => causeOf(shutdown) === cause))
    for (const shutdown of soon) {
      once.say(causeOf(shutdown), 'model_ends', shutdownSentence(shutdown, now()))
    }
  }

  return {
    /** Says once of each chosen model that it is about to end. */
    warn,
    /** A refusal that a model's end explains is told in plain words instead of the server's. */
    explain(reply: GrantReply): GrantReply {
      if (reply.ok || !/^(?:http_4\d\d|not_found|forbidden)$/.test(reply.problem.code)) return reply
      const ended = ending().find((shutdown) => isShutDown(shutdown, now()))
      return ended ? problem('model_shut_down', shutdownSentence(ended, now()), 'never') : reply
    },
    /**
     * Asks the trader's server which models end, at most once a day. Settles when that is known; never rejects, and says
     * nothing where the key may not read the list: the app's own list holds then.
     */
    async look(): Promise<void> {
      const { backend, openai } = settings()
      if (backend !== 'openai') return
      const { api, realtime } = openaiAddresses(openai)
      if (addressProblem(api) !== null) return
      if (lookedAt?.address === api && now() - lookedAt.at < LOOK_MS) return
      lookedAt = { address: api, at: now() }
      const key = await release('openai-key', [api, realtime]).catch(() => null)
      if (!key?.ok || !key.secret) return
      const reply = await callJson(fetch, {
        method: 'GET',
        url: below(api, '/v1/models'),
        headers: { authorization: `Bearer ${key.secret.trim()}` },
        maxBytes: MAX_BYTES,
      })
      // It could not be reached: the next session looks again.
      if (!reply.ok && reply.problem.retry === 'later') lookedAt = null
      const list = reply.ok ? ModelList.safeParse(reply.body) : null
      if (!list?.success) return
      const days = list.data.data.flatMap((model) => dayOf(Listed.safeParse(model).data))
      told = Object.fromEntries(days.filter(([id]) => OURS.test(id)).slice(0, MAX_TOLD))
      onTold(told)
      warn()
    },
  }
}

function dayOf(listed: z.infer<typeof Listed> | undefined): [string, string][] {
  if (listed === undefined) return []
  const { id, shutdown_date: date } = listed
  const at = new Date(typeof date === 'number' ? date * 1000 : date)
  return Number.isNaN(at.getTime()) ? [] : [[id, at.toISOString().slice(0, 10)]]
}
