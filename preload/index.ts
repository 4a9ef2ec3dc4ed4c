import { contextBridge, ipcRenderer } from 'electron'
import type {
  Pushes,
  Replies,
  ReportInput,
  ReportName,
  RequestInput,
  RequestName,
  ViewBridge,
  VoiceBridge,
} from '../shared/ipc'

/** The narrow bridge: one function per action; `ipcRenderer` itself is never handed out. Main parses every argument. */

// Spelt here and not imported: the contract's schemas have no business in a preload.
const CHANNEL = 'dexter:'

const ask = <N extends RequestName>(name: N, input?: RequestInput<N>): Promise<Replies[N]> =>
  ipcRenderer.invoke(CHANNEL + name, input)
const tell = <N extends ReportName>(name: N, input?: ReportInput<N>) => ipcRenderer.send(CHANNEL + name, input)

const listen =
  <N extends keyof Pushes>(name: N) =>
  (listener: (payload: Pushes[N]) => void) => {
    const relay = (_event: unknown, payload: Pushes[N]) => listener(payload)
    ipcRenderer.on(CHANNEL + name, relay)
    return () => {
      ipcRenderer.off(CHANNEL + name, relay)
    }
  }

const view: ViewBridge = {
  snapshot: () => ask('snapshot'),
  settings: () => ask('settings.get'),
  setSettings: (patch) => ask('settings.set', patch),
  readLog: (from, limit) => ask('log.read', { from, limit }),
  listTrades: (query) => ask('trades.list', query),
  getTrade: (seq) => ask('trades.get', { seq }),
  verifyTrades: () => ask('trades.verify'),
  exportTrades: (format) => ask('trades.export', { format }),
  lookAtTrade: (of) => ask('trades.look', of),
  readConversation: (query) => ask('conversation.read', query),
  searchConversation: (query) => ask('conversation.search', query),
  clearConversation: (olderThanDays) => ask('conversation.clear', { olderThanDays }),
  exportConversation: (format) => ask('conversation.export', { format }),
  talk: (action) => ask('talk.button', action),
  say: (text) => ask('say', { text }),
  interrupt: () => ask('interrupt'),
  resend: (turnId) => ask('resend', { turnId }),
  discard: (turnId) => ask('discard', { turnId }),
  decide: (decision) => ask('decide', decision),
  acknowledge: (alarmId) => ask('alarm.acknowledge', { id: alarmId }),
  hudSight: (sight) => tell('hud.sight', sight),
  panelSight: (sight) => tell('panel.sight', sight),
  hudDrawn: (surface) => tell('hud.drawn', surface),
  hudPointed: (over) => tell('hud.pointed', over),
  hudDragged: (by) => tell('hud.dragged', by),
  hudClicked: (entryId) => tell('hud.clicked', { entryId }),
  openLink: (url) => ask('link.open', { url }),
  setSecret: (name, secret, untilQuit) => ask('secret.set', { name, secret, untilQuit }),
  forgetSecret: (name) => ask('secret.forget', { name }),
  answerSecretQuestion: (answer) => ask('secret.answer', answer),
  signIn: (untilQuit) => ask('account.signIn', { untilQuit }),
  cancelSignIn: () => ask('account.cancel'),
  signOut: () => ask('account.signOut'),
  forgetEverything: () => ask('account.forget'),
  resetPractice: () => ask('practice.reset'),
  pickWallet: (address) => ask('wallets.pick', { address }),
  refreshWallets: () => ask('wallets.refresh'),
  listAlerts: () => ask('alerts.list'),
  setAlert: (wish) => ask('alerts.set', wish),
  cancelAlert: (id) => ask('alerts.cancel', { id }),
  watchToken: (wish) => ask('alerts.watch', wish),
  unwatchToken: (id) => ask('alerts.unwatch', { id }),
  checkForUpdates: () => ask('updates.check'),
  restartToUpdate: () => ask('updates.restart'),
  /** Shows which keys are pressed, for a few seconds or until told otherwise. */
  captureKeys: (on) => ask('hotkey.capture', { on }),
  /** Lets the system ask the trader whether the app may see the talk key. */
  allowTalkKey: () => ask('hotkey.allow'),
  allowMicrophone: () => ask('microphone.allow'),
  testDevice: (test) => ask('devices.test', { test }),
  lookForDevices: () => ask('devices.look'),
  diagnose: () => ask('diagnosis.run'),
  close: () => tell('window.close'),
  onUpdate: listen('update'),
  onLog: listen('log'),
  onLevel: listen('level'),
  onKeySeen: listen('key-seen'),
  onSettings: listen('settings'),
}

const voice: VoiceBridge = {
  settings: () => ask('settings.get'),
  grant: () => ask('grant'),
  ready: () => tell('voice.ready'),
  failed: (reason) => tell('voice.failed', reason),
  update: (update) => tell('voice.update', update),
  log: (events) => tell('voice.log', events),
  record: (fact) => ask('record', fact),
  answerAlertFunction: (call) => ask('alerts.answer', call),
  restartAudioService: () => ask('audio.restart'),
  restore: () => ask('restore'),
  speech: (note) => tell('voice.speech', note),
  level: (level) => tell('voice.level', level),
  devices: (devices) => tell('voice.devices', devices),
  deviceTest: (state) => tell('voice.deviceTest', state),
  stopped: () => tell('voice.stopped'),
  left: () => tell('voice.left'),
  onLeave: listen('leave'),
  onTalk: listen('talk'),
  onCommand: listen('command'),
  onSettings: listen('settings'),
}

// Main enforces who may do what; this only keeps from each window what it has no use for.
if (process.argv.includes('--dexter-window=voice')) contextBridge.exposeInMainWorld('dexterVoice', voice)
else contextBridge.exposeInMainWorld('dexter', view)
