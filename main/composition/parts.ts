import { join } from 'node:path'
import { app, Menu, nativeImage, net, shell, systemPreferences, type Tray } from 'electron'
import { choiceOf } from '../../shared/devices'
import type { BackendId } from '../../shared/grant'
import { t } from '../../shared/i18n'
import type { MoneyFact } from '../../shared/ledger'
import { type AppStateStore, createAppState } from '../app/app-state'
import { createAudioService } from '../app/audio-service'
import { createAutostart } from '../app/autostart'
import { type CommandLine, overridesOf } from '../app/command-line'
import { createMicrophoneAccess } from '../app/microphone-access'
import { createPanic } from '../app/panic'
import { createQuit } from '../app/quit'
import type { SettingsStore } from '../app/settings-store'
import { updateSource } from '../app/update-source'
import { createUpdates } from '../app/updates'
import { createWindowPlaces } from '../app/window-places'
import { createWindows } from '../app/windows'
import { createBackends } from '../backends/backends'
import { createVocabulary } from '../backends/vocabulary'
import { createTradeLook } from '../chain/trade-look'
import { createAppHearing } from '../diagnosis/app-hearing'
import { createSelfDiagnosis } from '../diagnosis/self-diagnosis'
import { createHotkey } from '../hotkey/hotkey'
import type { Account } from '../identity/account'
import { accountKey } from '../identity/account-key'
import { createWallets } from '../identity/wallets'
import { createConversation } from '../journal/conversation'
import { createDayUsage } from '../journal/day-usage'
import { keepLimitsOnRecord } from '../journal/limits-on-record'
import { createSessionJournal } from '../journal/session-journal'
import { createSpeechKeeper } from '../journal/speech-keeper'
import { createTradeHistory } from '../journal/trade-history'
import { createTradeLedger } from '../journal/trade-ledger'
import { PLATFORM } from '../platform'
import { createTray } from '../tray/tray'
import { createAlertParts } from './alerts'
import { createFacts } from './facts'
import { createIdentity } from './identity'

/** What the first moments have made; see main/index.ts. */
export interface Begun {
  /** The folder of settings, logs and ledger. */
  profile: string
  /** Why nothing can be written there, as a code of the system; null when it can. */
  unwritable: string | null
  icon: Tray
  iconDir: string
  /** Hands over the command lines of later starts, those that have come already too. */
  onLaterStart(take: (argv: string[]) => void): void
}

/** Everything that exists, once. */
export type Parts = ReturnType<typeof createParts>

type Windows = ReturnType<typeof createWindows>

const after = (ms: number, callback: () => void) => void setTimeout(callback, ms)
const fetch = (url: string, init: RequestInit) => net.fetch(url, init)

/** Makes everything, each part after those that it needs. Nothing begins yet. */
export function createParts(begun: Begun, settings: SettingsStore, commandLine: CommandLine, out: string) {
  const { profile } = begun
  const facts = createFacts()
  settings.override(overridesOf(commandLine, app.isPackaged))
  const state = createAppState({ backend: settings.current().backend, after })
  /** Where nothing can be written, one notice says so for all of it. */
  const tellUnsaved = (code: 'journal' | 'conversation') => (text: string) => {
    if (begun.unwritable === null) state.notice('warning', code, text)
  }
  const journals = createJournals(profile, {
    notice: state.notice,
    onUnsavedLog: tellUnsaved('journal'),
    backend: () => settings.current().backend,
    onTrade: () => facts.tell({ type: 'trade-recorded' }),
  })
  const conversation = createConversation({
    folder: join(profile, 'conversation'),
    startedAt: new Date(),
    keep: () => settings.current().keepConversation,
    onlyReads: ({ server, name }) =>
      state.current.status.tools.some((tool) => tool.server === server && tool.name === name && tool.readOnly),
    now: Date.now,
    onProblem: tellUnsaved('conversation'),
    thread: new URL('./conversation-thread.js', import.meta.url),
  })
  const limitsKept = keepLimitsOnRecord({
    ledger: journals.ledger,
    settings,
    now: Date.now,
    notice: (text) => state.notice('warning', 'limits', text),
  })
  const windows = createWindows({
    onPanel: conversation.prepare,
    onVoiceGone: (crash) => facts.tell({ type: 'voice-gone', crash }),
    onViewGone: (window, reason) => facts.tell({ type: 'view-gone', window, reason }),
    places: createWindowPlaces(join(profile, 'windows.json'), after),
  })
  const lookAtTrade = createTradeLook({
    ...journals,
    fetch,
    rpcUrl: () => settings.current().rpcUrl,
    backend: () => settings.current().backend,
    askSession: (trade) => windows.push('command', { type: 'look', trade }),
    now: Date.now,
  })
  const microphoneAccess = createMicrophoneAccess({
    system: systemPreferences,
    platform: PLATFORM,
    open: (pane) => void shell.openExternal(pane),
    onChange: () => facts.tell({ type: 'microphone-access-told' }),
  })
  const identity = createIdentity({ settings, state, facts, fetch })
  const { secrets, account } = identity
  const vocabulary = createVocabulary()
  const backends = createBackends({
    fetch,
    settings: settings.current,
    release: secrets.release,
    account,
    practiceData: join(out, 'practice-data'),
    practiceMoney: join(profile, 'practice.json'),
    notice: state.notice,
    vocabulary: vocabulary.words,
    onShutdowns: (shutdowns) => state.set({ shutdowns }),
    onChange: () => facts.tell({ type: 'backend-told' }),
    onPracticeReady: () => facts.tell({ type: 'practice-ready' }),
  })
  const wallets = createWallets({
    backend: backends.current,
    accountKey: () => accountKey(settings.current(), account.subject()),
    settings: settings.current,
    change: settings.change,
    cacheFile: join(profile, 'wallets.json'),
    now: Date.now,
    notice: state.notice,
    onChange: () => facts.tell({ type: 'wallets-told' }),
  })
  const alerts = createAlertParts({ profile, settings, state, windows, backends, secrets, fetch })
  const autostart = createAutostart({ app, onProblem: (text) => state.notice('warning', 'autostart', text) })
  const audioService = createAudioService({
    metrics: () => app.getAppMetrics(),
    kill: (pid) => process.kill(pid),
    now: () => performance.now(),
  })
  const updates = createUpdates({
    ...updateSource(process.resourcesPath),
    version: app.getVersion(),
    settings: settings.current,
    quiet: () => state.current.status.state === 'idle',
    after,
    file: join(profile, 'update.json'),
    notice: state.notice,
    onReady: (updateReady) => state.set({ updateReady }),
  })
  const quit = createQuit(app)
  const panic = createPanic({
    muteVoice: windows.muteVoice,
    restartVoice: () => windows.restartVoice(t('app.lost.panic')),
    after,
  })
  const hotkey = createTalkKey({ settings, state, windows, microphoneAccess, panic })
  const hearing = createAppHearing({
    state,
    command: (command) => windows.push('command', command),
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
  })
  const tray = createTrayIcon(begun, { windows, settings, state, account, wallets, quit, hotkey })
  return {
    facts,
    settings,
    state,
    journals,
    conversation,
    limitsKept,
    lookAtTrade,
    windows,
    microphoneAccess,
    ...identity,
    vocabulary,
    backends,
    wallets,
    alerts,
    autostart,
    audioService,
    updates,
    quit,
    tray,
    panic,
    hotkey,
    hearing,
    diagnose: createSelfDiagnosis(profile, settings.current, hearing),
  }
}

interface JournalDeps extends Pick<AppStateStore, 'notice'> {
  onUnsavedLog(sentence: string): void
  backend(): BackendId
  /** A trade was approved, or has ended. */
  onTrade(): void
}

/** After these it is another sum that limits count, or another trade that was the last one. */
const TELLING: ReadonlySet<MoneyFact['step']> = new Set([
  'approved',
  'denied',
  'expired',
  'succeeded',
  'failed',
  'unknown',
  'looked',
])

/** What is written down: logs, trades and usage on disk, speech in memory. */
function createJournals(profile: string, { notice, onUnsavedLog, backend, onTrade }: JournalDeps) {
  const ledgerFile = join(profile, 'ledger.jsonl')
  const history = createTradeHistory(ledgerFile, new URL('./ledger-thread.js', import.meta.url))
  return {
    log: createSessionJournal(join(profile, 'sessions'), new Date(), onUnsavedLog),
    ledger: createTradeLedger(ledgerFile, (text) => notice('error', 'ledger', text), {
      read: () => history.ask('start', undefined),
      tellUnsaved: (text) => notice('error', 'ledger', text),
      onWritten: ({ step }) => TELLING.has(step) && onTrade(),
    }),
    history,
    past: () => history.ask('past', { now: Date.now(), backend: backend() }),
    usage: createDayUsage(join(profile, 'usage.json'), (text) => notice('warning', 'usage', text)),
    speech: createSpeechKeeper((text) => notice('warning', 'speech', text)),
  }
}

interface InReachOfMenu {
  windows: Windows
  settings: SettingsStore
  state: AppStateStore
  account: Account
  wallets: ReturnType<typeof createWallets>
  quit: ReturnType<typeof createQuit>
  hotkey: ReturnType<typeof createTalkKey>
}

function createTrayIcon(
  { icon, iconDir }: Begun,
  { windows, settings, state, account, wallets, quit, hotkey }: InReachOfMenu,
) {
  return createTray({
    icon,
    Menu,
    nativeImage,
    iconDir,
    platform: PLATFORM,
    after,
    actions: {
      show: windows.showPanel,
      help: windows.showHelp,
      chooseBackend: (backend) => void settings.change({ backend }),
      signIn: (untilQuit) => void account.signIn({ untilQuit }),
      cancelSignIn: account.cancel,
      signOut: () => void account.signOut(),
      pickWallet: (address) => void wallets.pick(address),
      chooseDevice(kind, id) {
        const device = state.current.devices[kind].devices.find((it) => it.id === id) ?? null
        void settings.change(choiceOf(kind, device))
      },
      talk: hotkey.talk,
      update: quit.restart,
      quit: () => app.quit(),
    },
  })
}

interface InReachOfKey {
  windows: Windows
  settings: SettingsStore
  state: AppStateStore
  microphoneAccess: ReturnType<typeof createMicrophoneAccess>
  panic: ReturnType<typeof createPanic>
}

function createTalkKey({ windows, settings, state, microphoneAccess, panic }: InReachOfKey) {
  return createHotkey({
    keys: settings.current(),
    tailMs: () => settings.current().tailMs,
    mode: () => settings.current().talkMode,
    doubleTap: () => settings.current().doubleTapHandsFree,
    handsFree: () => state.current.status.handsFree === true,
    approvalWaits: () => state.current.approvalWaits,
    onTalk(event) {
      if (event.type === 'press') microphoneAccess.pressed()
      windows.push('talk', event)
      if (event.type === 'panic') panic.begin()
    },
    onState: (hotkey) => state.set({ hotkey }),
    onRestart: (text) => state.notice('warning', 'hotkey_restarted', text),
    showPanel: windows.showPanel,
    // What is typed into another window is nobody's business.
    onSeen: (input) => windows.isPanelInFront() && windows.push('key-seen', input),
  })
}
