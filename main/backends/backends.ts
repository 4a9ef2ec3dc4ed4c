import type { BackendId, GrantReply } from '../../shared/grant'
import { t } from '../../shared/i18n'
import type { ToldShutdowns } from '../../shared/models/shutdowns'
import type { Settings } from '../../shared/settings'
import type { Notice, Withdraw } from '../notice'
import type { AccountAccess, Backend, ReleaseSecret } from './backend'
import { createDexterBackend } from './dexter'
import type { Fetch } from './http-json'
import { createModelWatch } from './model-watch'
import { createOpenaiBackend } from './openai'
import { createPracticeBackend } from './practice'

interface BackendsDeps {
  fetch: Fetch
  settings(): Settings
  release: ReleaseSecret
  /** Who is signed in at Dexter. */
  account: AccountAccess
  /** Folder of the practice backend's models. */
  practiceData: string
  /** Where it keeps the paper money. */
  practiceMoney: string
  notice: Notice
  /** Names and tickers that the trader may say. */
  vocabulary(): readonly string[]
  /** A server has told which of its models end, and when. */
  onShutdowns(told: ToldShutdowns): void
  /** What `note` or `loading` say has changed. */
  onChange(): void
  /** The practice backend can be asked for its wallets. */
  onPracticeReady(): void
}

/** The three backends and which of them is in use. */
export function createBackends(deps: BackendsDeps) {
  const {
    fetch,
    settings,
    release,
    account,
    practiceData,
    practiceMoney,
    notice,
    vocabulary,
    onChange,
    onPracticeReady,
  } = deps
  const models = createModelWatch({ fetch, settings, release, now: Date.now, notice, onTold: deps.onShutdowns })
  let practiceLoading = false
  let withdrawSpeech: Withdraw = () => {}
  const practice = createPracticeBackend({
    fetch,
    dataDir: practiceData,
    moneyFile: practiceMoney,
    recentTrades: () => settings().shareTrades,
    priceAlerts: () => settings().voiceAlerts,
    onMoney: (text) => notice('warning', 'practice_money', text),
    onSpeech(speech, message) {
      practiceLoading = speech === 'loading'
      onChange()
      withdrawSpeech()
      if (speech === 'failed')
        withdrawSpeech = notice('error', 'practice_speech', t('backends.practice.noVoice', { why: message ?? '' }))
    },
    onReady: onPracticeReady,
    onExit: () => notice('warning', 'practice_ended', t('backends.practice.stopped')),
  })
  const all: Record<BackendId, Backend> = {
    practice,
    openai: createOpenaiBackend({ fetch, settings, release, notice, vocabulary }),
    dexter: createDexterBackend({ fetch, settings, account, notice, vocabulary }),
  }

  return {
    current: () => all[settings().backend],
    /** A session of the backend in use. Never rejects. */
    async mint(): Promise<GrantReply> {
      models.warn()
      const reply = models.explain(await all[settings().backend].mint())
      // Not before the session: the trader waits for that one.
      if (reply.ok) void models.look()
      return reply
    },
    loading: () => settings().backend === 'practice' && practiceLoading,
    /** Another backend is in use: what this one runs on this computer ends, and what it has told no longer matters. */
    left: (before: BackendId) => void all[before].stop?.(),
    /** Where the practice market answers by MCP, and what opens it; null while it does not run. */
    practiceMarket: practice.market,
    /** Every paper wallet as it was at first. Never rejects. */
    resetPractice: practice.reset,
    async stop() {
      await Promise.allSettled(Object.values(all).map((backend) => backend.stop?.()))
    },
  }
}
