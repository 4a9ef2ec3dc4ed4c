import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  net,
  powerMonitor,
  screen,
  session,
  shell,
  systemPreferences,
  type Tray,
} from 'electron'
import type { AccountState } from '../shared/account'
import { systemOf } from '../shared/hotkeys'
import { createAppState } from './app/app-state'
import { applicationMenu } from './app/application-menu'
import { offerApplicationsFolder } from './app/applications-folder'
import { AUDIO_SERVICE, createAudioService } from './app/audio-service'
import { createAutostart } from './app/autostart'
import { overridesOf, readCommandLine } from './app/command-line'
import { connectSources } from './app/content-policy'
import { pruneCrashDumps } from './app/crash-dumps'
import { followDeepLinks } from './app/deep-link'
import { sayFarewell } from './app/farewell'
import { lostPart } from './app/lost-parts'
import { createMicrophoneAccess, microphoneAllowed } from './app/microphone-access'
import { serveApp } from './app/scheme'
import { lockDown, openLink } from './app/security'
import { followSessionEnd } from './app/session-end'
import { createSettingsStore } from './app/settings-store'
import { updateSource } from './app/update-source'
import { createUpdates } from './app/updates'
import { createWindows } from './app/windows'
import { createBackends } from './backends/backends'
import { createVocabulary } from './backends/vocabulary'
import { openGate } from './bridge/gate'
import { createHotkey } from './hotkey/hotkey'
import { createAccount } from './identity/account'
import { createKeychain } from './identity/keychain'
import { createSecretQuestions } from './identity/secret-questions'
import { createSecrets } from './identity/secrets'
import { createWallets } from './identity/wallets'
import { createDayUsage } from './journal/day-usage'
import { createSessionJournal } from './journal/session-journal'
import { createSpeechKeeper } from './journal/speech-keeper'
import { createTradeLedger } from './journal/trade-ledger'
import { PLATFORM } from './platform'
import { createTray } from './tray/tray'
import { isTrayMissing } from './tray/tray-host'

/** What the first moments have made; see index.ts. */
interface Begun {
  /** The folder of settings, logs and ledger. */
  profile: string
  /** Why nothing can be written there, as a code of the system; null when it can. */
  unwritable: string | null
  icon: Tray
  iconDir: string
  /** Hands over the command lines of later starts, those that have come already too. */
  onLaterStart(take: (argv: string[]) => void): void
}

/** The composition root: what exists, and who is told what. It decides nothing. To be called once. */
export function compose({ profile, unwritable, icon, iconDir, onLaterStart }: Begun): void {
  const commandLine = readCommandLine(process.argv)
  const out = join(import.meta.dirname, '..')

  const settings = createSettingsStore(join(profile, 'settings.json'), (changed) => {
    windows.theme(changed)
    windows.push('settings', changed)
    hotkey.choose(changed.hotkey)
    const other = backends.follow(changed)
    if (other) questions.clear()
    if (!windows.openVoice(sources()) && other)
      windows.push('command', { type: 'reset', reason: 'The backend was changed.' })
    tellBackend()
    void account.follow().then(tellAccount)
    void secrets.follow()
    autostart.follow(changed)
  })
  settings.override(overridesOf(commandLine, app.isPackaged))

  const after = (ms: number, callback: () => void) => void setTimeout(callback, ms)

  const state = createAppState({
    backend: settings.current().backend,
    onChange(update, sight) {
      windows.push('update', update)
      windows.hud(sight)
      tray.show(update)
    },
    onAlarm: () => windows.showPanel(),
    after,
  })

  // A backend that the command line leads elsewhere never sees what is stored.
  const keychain = createKeychain({
    sealed: (name) => settings.isOverridden(name.startsWith('account:') ? 'dexter' : 'openai'),
  })
  const questions = createSecretQuestions({
    onChange: state.secretQuestions,
    allow: (question) =>
      question.secret === 'sign-in' ? account.allow(question) : secrets.allow(question.secret, question),
    onAllowed() {
      windows.push('command', { type: 'reset', reason: 'You allowed a key to be sent to another address.' })
      void wallets.refresh()
    },
  })

  const fetch = (url: string, init: RequestInit) => net.fetch(url, init)
  const secrets = createSecrets({
    keychain,
    settings: settings.current,
    questions,
    onChange: state.secrets,
    onEntered() {
      // The session was minted with what was there before.
      if (settings.current().backend === 'openai')
        windows.push('command', { type: 'reset', reason: 'A key was saved or removed.' })
    },
  })
  const demoKey = process.env.DEXTER_DEMO_OPENAI_KEY
  if (demoKey && !app.isPackaged) secrets.hold('openai-key', demoKey)
  delete process.env.DEXTER_DEMO_OPENAI_KEY
  const account = createAccount({
    keychain,
    questions,
    settings: settings.current,
    fetch,
    openBrowser: (url) => shell.openExternal(url),
    now: Date.now,
    notice: state.notice,
    onChange: () => tellAccount(),
  })
  const tellAccount = () => {
    const before = state.current.account
    state.account(account.state())
    // Another trader's session must not go on, and a guest's neither once somebody is there. Who was there at the start
    // is who the first session is for.
    if (before.state !== 'none' && signedIn(before) !== signedIn(account.state()))
      windows.push('command', { type: 'reset', reason: 'Your sign-in has changed.' })
    wallets.follow()
  }

  const vocabulary = createVocabulary()
  const backends = createBackends({
    fetch,
    settings: settings.current,
    release: secrets.release,
    account,
    practiceData: join(out, 'practice-data'),
    notice: state.notice,
    vocabulary: vocabulary.words,
    onShutdowns: state.shutdowns,
    onChange: () => tellBackend(),
    onPracticeReady: () => void wallets.refresh(),
  })
  const tellBackend = () => state.backend(backends.current().note, backends.loading())

  const windows = createWindows({
    onVoiceGone: (crash) => {
      hotkey.letGo('The audio part of the app stopped while the key was held.')
      ledger.engineGone()
      state.voiceGone(speech.keeps, crash)
    },
    onViewGone(name, reason) {
      const what = name === 'panel' ? 'The panel' : 'The small window'
      state.notice('error', 'view_gone', `${what} stopped (${reason}) and is opened again.`)
    },
  })
  windows.theme(settings.current())
  const menu = applicationMenu(PLATFORM, app.name, () => windows.showPanel('settings'))
  if (menu !== null) Menu.setApplicationMenu(Menu.buildFromTemplate(menu))

  // From here on anything may have something to tell: what is told is shown in windows and tray.
  const tray = createTray({
    icon,
    Menu,
    nativeImage,
    iconDir,
    platform: PLATFORM,
    after,
    actions: {
      show: windows.showPanel,
      chooseBackend: (backend) => void settings.change({ backend }),
      signIn: (untilQuit) => void account.signIn({ untilQuit }),
      cancelSignIn: account.cancel,
      signOut: () => void account.signOut(),
      pickWallet: (address) => void wallets.pick(address),
      update: () => restartToUpdate(),
      quit: () => app.quit(),
    },
  })

  const wallets = createWallets({
    backend: backends.current,
    accountKey: () => {
      const { backend, dexter } = settings.current()
      if (backend === 'practice') return 'practice:trader'
      const subject = backend === 'dexter' ? account.subject() : null
      // The same person has other wallets at another service.
      return subject === null ? null : `dexter:${subject}@${new URL(dexter.url).host}`
    },
    settings: settings.current,
    change: settings.change,
    cacheFile: join(profile, 'wallets.json'),
    now: Date.now,
    notice: state.notice,
    onChange() {
      state.wallets(wallets.state())
      windows.push('command', { type: 'wallet', wallet: wallets.picked() })
    },
  })

  const journal = createSessionJournal(join(profile, 'sessions'), new Date(), (text) =>
    state.notice('warning', 'journal', text),
  )
  const ledger = createTradeLedger(join(profile, 'ledger.jsonl'), (text) => state.notice('error', 'ledger', text))
  const usage = createDayUsage(join(profile, 'usage.json'), (text) => state.notice('warning', 'usage', text))
  const autostart = createAutostart({ app, onProblem: (text) => state.notice('warning', 'autostart', text) })
  const speech = createSpeechKeeper((text) => state.notice('warning', 'speech', text))

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
    onReady: state.updateReady,
  })

  const microphoneAccess = createMicrophoneAccess({
    system: systemPreferences,
    platform: PLATFORM,
    open: (pane) => void shell.openExternal(pane),
    onChange(now) {
      state.microphoneAccess(now)
      if (now !== 'granted') return
      windows.push('command', { type: 'microphone-allowed' })
      state.notice('info', 'microphone_allowed', microphoneAllowed(PLATFORM))
    },
  })
  state.microphoneAccess(microphoneAccess.access)
  app.on('browser-window-focus', microphoneAccess.look)
  lockDown(session.defaultSession, windows.nameOf, () => microphoneAccess.access === 'granted')
  const sources = () => {
    const { openai, dexter } = settings.current()
    return connectSources([openai.url, openai.realtimeUrl, dexter.realtimeUrl])
  }
  serveApp(join(out, 'renderer'), sources)

  openGate(
    {
      ipc: ipcMain,
      windowName: windows.nameOf,
      onRefused: (channel, why) => console.error(`refused ${channel}: ${why}`),
    },
    {
      'snapshot': state.snapshot,
      'settings.get': settings.current,
      'settings.set': settings.change,
      'log.read': ({ from, limit }) => journal.read(from, limit),
      'say': ({ text }) => windows.push('command', { type: 'say', text }),
      'interrupt': () => windows.push('command', { type: 'interrupt' }),
      'resend': ({ turnId }) => windows.push('command', { type: 'resend', turnId }),
      'discard': ({ turnId }) => windows.push('command', { type: 'discard', turnId }),
      'decide': (decision) => windows.push('command', { type: 'decide', ...decision }),
      'alarm.acknowledge': ({ id }) => windows.push('command', { type: 'acknowledge', alarmId: id }),
      'record': (fact) => ledger.append([fact]),
      'link.open': ({ url }) => openLink(url),
      'secret.set': ({ name, secret, untilQuit }) => secrets.set(name, secret, untilQuit),
      'secret.forget': ({ name }) => secrets.forget(name),
      'secret.answer': questions.answer,
      'account.signIn': ({ untilQuit }) => void account.signIn({ untilQuit }),
      'account.cancel': account.cancel,
      'account.signOut': account.signOut,
      async 'account.forget'() {
        const forgotten = await account.forgetAll()
        questions.clear()
        void secrets.look()
        windows.push('command', { type: 'reset', reason: 'Everything was forgotten.' })
        return forgotten
      },
      'wallets.pick': ({ address }) => wallets.pick(address),
      'wallets.refresh': wallets.refresh,
      'updates.check': updates.check,
      'updates.restart': () => restartToUpdate(),
      'hotkey.allow': () => hotkey.allow(),
      'microphone.allow': () => void microphoneAccess.ask(),
      'audio.restart': audioService.restart,
      'grant': backends.mint,
      'restore': () => ({
        today: usage.today(),
        speech: speech.take(),
        wallet: wallets.picked(),
        system: systemOf(PLATFORM),
      }),
    },
    {
      'voice.ready': windows.voiceReady,
      'voice.failed': windows.restartVoice,
      'voice.update': (update) => {
        state.engine(update)
        // The tokens of practice are made up.
        if (update.status.backend !== 'practice') vocabulary.note(update.entries)
        hotkey.ended(update.turns)
        usage.note(update.status.spending.today)
      },
      'voice.log': (events) => windows.push('log', journal.append(events)),
      'voice.speech': speech.note,
      'voice.left': windows.voiceLeft,
      'hud.sight': windows.sight,
      'voice.level': (level) => windows.push('level', level),
      'window.close': windows.closePanel,
    },
  )

  const hotkey = createHotkey({
    keyId: settings.current().hotkey,
    tailMs: () => settings.current().tailMs,
    onTalk(event) {
      if (event.type === 'press') microphoneAccess.pressed()
      windows.push('talk', event)
    },
    onState: state.hotkey,
    onRestart: (text) => state.notice('warning', 'hotkey_restarted', text),
  })

  state.hotkey(hotkey.state())
  tellBackend()
  void account.start().then(tellAccount)
  updates.start()
  void secrets.look()
  if (settings.damage !== null) state.notice('warning', 'settings_damaged', settings.damage)
  if (unwritable !== null)
    state.notice(
      'warning',
      'profile_unwritable',
      `The folder of settings and logs can not be written to (${unwritable}): what you change lasts until you quit.`,
    )
  windows.openVoice(sources())
  const quietly = commandLine.talk !== null || commandLine.hidden || (settings.current().startHidden && openedAtLogin())
  if (commandLine.showPanel || !quietly) windows.showPanel()
  autostart.follow(settings.current())
  if (!quietly)
    void offerApplicationsFolder({
      app,
      platform: PLATFORM,
      place: process.execPath,
      file: join(profile, 'applications-folder.json'),
      ask: async (question) => (await dialog.showMessageBox(question)).response,
      onProblem: (text) => state.notice('warning', 'not_moved', text),
    })
  void isTrayMissing().then((missing) => missing && state.trayMissing())
  void pruneCrashDumps()

  // Linux and macOS tell it; the end takes no longer than the moment that they grant.
  powerMonitor.on('shutdown', () => {
    shuttingDown = true
    app.quit()
  })
  powerMonitor.on('suspend', () => windows.push('command', { type: 'suspend' }))
  powerMonitor.on('resume', () => {
    windows.push('command', { type: 'resume' })
    void wallets.refresh()
  })
  const displaysChanged = () => {
    hotkey.displaysChanged()
    windows.displaysChanged()
  }
  screen.on('display-added', displaysChanged)
  screen.on('display-removed', displaysChanged)
  screen.on('display-metrics-changed', displaysChanged)
  onLaterStart((argv) => {
    const { talk, hidden, quit } = readCommandLine(argv)
    if (quit) app.quit()
    else if (talk) hotkey.talk(talk)
    else if (!hidden) windows.showPanel()
  })
  app.on('child-process-gone', (_event, gone) => {
    const sentence = gone.serviceName === AUDIO_SERVICE && audioService.ended() ? null : lostPart(gone)
    if (sentence !== null && !leaving) state.notice('warning', 'part_gone', sentence)
    void pruneCrashDumps()
  })
  followDeepLinks(app, windows.showPanel)
  app.on('activate', () => windows.showPanel())
  // A tray app lives on without a window.
  app.on('window-all-closed', () => {})
  let leaving = false
  let left = false
  let restarting = false
  let shuttingDown = false
  const restartToUpdate = () => {
    restarting = true
    app.quit()
  }
  followSessionEnd(app, BrowserWindow.getAllWindows(), {
    asked() {
      hotkey.letGo('The computer is shutting down.')
      journal.flushNow()
      usage.flushNow()
    },
    ended() {
      hotkey.stop()
      void windows.leave()
      ledger.close()
      journal.flushNow()
      usage.flushNow()
    },
  })
  app.on('before-quit', (event) => {
    if (left) return
    event.preventDefault()
    // Asked for a second time, by an impatient hand or by the system, it goes on as it goes on: it is bounded.
    if (leaving) return
    leaving = true
    hotkey.stop()
    const farewell = sayFarewell({
      leave: windows.leave,
      close() {
        windows.quit()
        ledger.close()
      },
      flush: () => [journal.close(), usage.close(), backends.stop(), updates.beforeQuit(!shuttingDown)],
    })
    void farewell.then(async () => {
      tray.destroy()
      left = true
      // What is started now must not find this one in its place.
      if (restarting) app.releaseSingleInstanceLock()
      if (restarting && (await updates.installAndRestart())) return
      // An AppImage is started by its own file, not by what it unpacked to.
      if (restarting) app.relaunch(process.env.APPIMAGE ? { execPath: process.env.APPIMAGE } : {})
      app.quit()
    })
  })
}

/** macOS takes no arguments for what it opens at log-in, and tells it by this. */
const openedAtLogin = () => PLATFORM === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin

const signedIn = (account: AccountState) => (account.state === 'signed-in' ? account.label : null)
