import { join } from 'node:path'
import { app, dialog, Menu, session } from 'electron'
import { setLanguage, t } from '../../shared/i18n'
import { applicationMenu } from '../app/application-menu'
import { offerApplicationsFolder } from '../app/applications-folder'
import { type CommandLine, readCommandLine } from '../app/command-line'
import { pruneCrashDumps } from '../app/crash-dumps'
import { startsQuietly } from '../app/quiet-start'
import { serveApp } from '../app/scheme'
import { lockDown } from '../app/security'
import { createSettingsStore } from '../app/settings-store'
import { isConversationKept } from '../journal/conversation'
import { PLATFORM } from '../platform'
import { isTrayMissing } from '../tray/tray-host'
import { tellInBackground } from './background-news'
import { openBridge } from './bridge'
import { followAlerts } from './follow-alerts'
import { followFacts } from './follow-facts'
import { followSettings, voiceSources } from './follow-settings'
import { followComputer, followEnd, followLostParts, followOpening } from './follow-system'
import { type Begun, createParts, type Parts } from './parts'
import { showState } from './show-state'

/** The composition root: what exists, and who is told what. It decides nothing. To be called once; settles when all runs. */
export async function compose(begun: Begun): Promise<void> {
  const commandLine = readCommandLine(process.argv)
  const out = join(import.meta.dirname, '..')
  const newcomer = !isConversationKept(join(begun.profile, 'conversation'))
  const settings = createSettingsStore(join(begun.profile, 'settings.json'), { newcomer })
  // Before anything has something to say.
  await setLanguage(settings.current().uiLanguage, app.getLocale())
  const parts = createParts(begun, settings, commandLine, out)

  holdDemoKey(parts)
  setMenu(parts)
  showState(parts)
  tellInBackground(parts)
  followFacts(parts)
  followSettings(parts)
  followLanguage(parts)
  followAlerts(parts)
  guardPages(parts, out)
  openBridge(parts)
  start(parts, begun)
  openWindows(parts, begun, commandLine)
  followComputer(parts)
  followOpening(parts, begun)
  followLostParts(parts)
  followEnd(parts)
}

/** For the demo of a checkout: a key that was never entered. No child process inherits it. */
function holdDemoKey({ secrets }: Parts): void {
  const key = process.env.DEXTER_DEMO_OPENAI_KEY
  if (key && !app.isPackaged) secrets.hold('openai-key', key)
  delete process.env.DEXTER_DEMO_OPENAI_KEY
}

function setMenu({ windows }: Parts): void {
  const menu = applicationMenu(PLATFORM, app.name, () => windows.showPanel('settings'))
  if (menu !== null) Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}

/** The windows follow the setting themselves; menu, tray and the sentences of the state are made anew here. */
function followLanguage(parts: Parts): void {
  const { settings, facts, state, hotkey, tray } = parts
  settings.follow(
    ({ uiLanguage }) => uiLanguage,
    async (choice) => {
      await setLanguage(choice, app.getLocale())
      setMenu(parts)
      facts.tell({ type: 'backend-told' })
      state.set({ hotkey: hotkey.state() })
      tray.show(state.current)
    },
  )
}

function guardPages({ windows, settings, microphoneAccess }: Parts, out: string): void {
  lockDown(session.defaultSession, windows.nameOf, () => microphoneAccess.access === 'granted')
  serveApp(join(out, 'renderer'), () => voiceSources(settings.current()))
}

/** Each part looks at how things are, and tells. */
function start(parts: Parts, { unwritable }: Begun): void {
  const { facts, settings, state, hotkey, account, updates, secrets, autostart, microphoneAccess } = parts
  state.set({ hotkey: hotkey.state(), microphoneAccess: microphoneAccess.access })
  facts.tell({ type: 'backend-told' })
  void account.start().then(() => facts.tell({ type: 'account-told' }))
  updates.start()
  void secrets.look()
  autostart.follow(settings.current())
  void isTrayMissing().then((missing) => missing && state.trayMissing())
  void pruneCrashDumps()
  if (settings.damage !== null) state.notice('warning', 'settings_damaged', settings.damage)
  if (unwritable !== null)
    state.notice('warning', 'profile_unwritable', t('app.start.profileUnwritable', { code: unwritable }))
}

function openWindows({ windows, settings, state }: Parts, { profile }: Begun, commandLine: CommandLine): void {
  const current = settings.current()
  windows.theme(current.theme)
  windows.openVoice(voiceSources(current))
  const quietly = startsQuietly(commandLine, current, openedAtLogin())
  if (commandLine.showPanel || !quietly) windows.showPanel()
  if (quietly) return
  void offerApplicationsFolder({
    app,
    platform: PLATFORM,
    place: process.execPath,
    file: join(profile, 'applications-folder.json'),
    ask: async (question) => (await dialog.showMessageBox(question)).response,
    onProblem: (text) => state.notice('warning', 'not_moved', text),
  })
}

/** macOS takes no arguments for what it opens at log-in, and tells it by this. */
const openedAtLogin = () => PLATFORM === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
