import { z } from 'zod'
import { type SecretAnswer, SecretAnswerSchema, type SecretName, SecretNameSchema } from './account'
import { type AlertsState, type AlertWish, AlertWishSchema, type WatchWish, WatchWishSchema } from './alerts'
import {
  DEVICE_TEST_STATES,
  DEVICE_TESTS,
  type Devices,
  DevicesSchema,
  type DeviceTest,
  type DeviceTestState,
} from './devices'
import type { Diagnosis } from './diagnosis'
import { LONGEST_QUESTION, LONGEST_SECRET } from './field-limits'
import type { GrantReplySchema, Wallet } from './grant'
import type { System } from './hotkeys'
import type { Sentence } from './i18n'
import {
  ConversationClearSchema,
  ConversationExportSchema,
  type ConversationFormat,
  type ConversationMatches,
  type ConversationPage,
  type ConversationRead,
  ConversationReadSchema,
  type ConversationSearch,
  ConversationSearchSchema,
} from './kept-conversation'
import { type KeptSpeech, type SpeechNote, SpeechNoteSchema } from './kept-speech'
import { type MoneyFact, MoneyFactSchema } from './ledger'
import type { PastTrades } from './limits'
import { type LogEvent, LogEventSchema } from './log'
import { ALERT_FUNCTION_NAMES } from './session-functions'
import type { Settings } from './settings'
import { type DayUsage, EngineUpdateSchema, type Snapshot, type SnapshotUpdate } from './snapshot'
import type { SeenInput, TalkEvent } from './talk'
import type { TradeCard } from './trade'
import {
  type ChainProof,
  EXPORT_FORMATS,
  type ExportFormat,
  type TradeDetail,
  type TradeList,
  type TradeListQuery,
  TradeListQuerySchema,
} from './trade-list'

/**
 * The one contract of the bridge. A channel names who may use it, what goes in (parsed by the gate in main) and what
 * comes out. Nothing else crosses. `voice` is the hidden window with the audio graph and the engine; `panel` and `hud`
 * are what the trader sees.
 */
export type WindowName = 'voice' | 'panel' | 'hud'

const none = z.undefined()
const id = z.string().min(1).max(200)
/** Of the small window, in whole device-independent pixels. */
const pixel = z.number().int().min(0).max(2_000)
const distance = z.number().min(-100_000).max(100_000)
/** What a model writes about an alert is far shorter. */
const LONGEST_ARGUMENTS = 10_000
/** Number of a line in the trade ledger. */
const seq = z.number().int().min(1)

/** The trader's word on a request; `binding` is that of the card it was given on. */
export const DecisionSchema = z.object({ requestId: id, binding: z.string().max(200), approve: z.boolean() })
export type Decision = z.infer<typeof DecisionSchema>

/** How much of a request is on screen: `whole` when all that is approved can be read there, as the card with this binding. */
export const SightSchema = z.object({ requestId: id, binding: z.string().max(200), whole: z.boolean() })
export type Sight = z.infer<typeof SightSchema>

/** Asked by a window, answered by main. */
export const REQUESTS = {
  /** Everything on screen, for a window that has just opened. */
  'snapshot': { from: ['panel', 'hud'], input: none },
  'settings.get': { from: ['panel', 'hud', 'voice'], input: none },
  'settings.set': { from: ['panel'], input: z.record(z.string(), z.unknown()) },
  /** Rows of the session log with `seq >= from`, at most `limit`; null: the newest. */
  'log.read': {
    from: ['panel'],
    input: z.object({ from: z.number().int().nullable(), limit: z.number().int().min(1).max(20_000) }),
  },
  /** A page of the trades in the ledger, newest first. */
  'trades.list': { from: ['panel'], input: TradeListQuerySchema },
  /** One of them whole, by the number of its first line; null when there is none. */
  'trades.get': { from: ['panel'], input: z.object({ seq }) },
  /** Reads all of the ledger again, and answers how far it is sound. */
  'trades.verify': { from: ['panel'], input: none },
  /** Asks the trader for a file, and writes all trades to it; null when they chose none. */
  'trades.export': { from: ['panel'], input: z.object({ format: z.enum(EXPORT_FORMATS) }) },
  /** Looks once, read-only, at what became of a trade whose outcome is unknown. */
  'trades.look': { from: ['panel'], input: z.union([z.strictObject({ seq }), z.strictObject({ requestId: id })]) },
  /** A page of the conversation as it is kept on disk. */
  'conversation.read': { from: ['panel'], input: ConversationReadSchema },
  /** Finds a text in it, from the newest back. */
  'conversation.search': { from: ['panel'], input: ConversationSearchSchema },
  /** Removes it from disk, and from every window, or only what is older. */
  'conversation.clear': { from: ['panel'], input: ConversationClearSchema },
  /** Asks the trader for a file, and writes all of it there; null when they chose none. */
  'conversation.export': { from: ['panel'], input: ConversationExportSchema },
  /** A button, or Esc: it counts as a program's word, and never approves. */
  'talk.button': { from: ['panel'], input: z.enum(['toggle', 'cancel', 'hands-free', 'panic']) },
  'say': { from: ['panel'], input: z.object({ text: z.string().min(1).max(LONGEST_QUESTION) }) },
  'interrupt': { from: ['panel'], input: none },
  'resend': { from: ['panel'], input: z.object({ turnId: id }) },
  'discard': { from: ['panel'], input: z.object({ turnId: id }) },
  'decide': { from: ['panel'], input: DecisionSchema },
  /** The trader has read a warning that stays until he has. */
  'alarm.acknowledge': { from: ['panel'], input: z.object({ id }) },
  /** Opens an https address of an allowed host in the system browser; false when it is not allowed. */
  'link.open': { from: ['panel'], input: z.object({ url: z.string().max(2000) }) },
  /** A secret goes in and never comes out. `untilQuit` is the trader's choice where there is no keychain. */
  'secret.set': {
    from: ['panel'],
    input: z.object({ name: SecretNameSchema, secret: z.string().min(1).max(LONGEST_SECRET), untilQuit: z.boolean() }),
  },
  'secret.forget': { from: ['panel'], input: z.object({ name: SecretNameSchema }) },
  /** Whether a secret may go where settings lead it, which is not where it was given for. */
  'secret.answer': { from: ['panel'], input: SecretAnswerSchema },
  /** Opens the system browser; what becomes of it is told by the account's state. `untilQuit` as above. */
  'account.signIn': { from: ['panel'], input: z.object({ untilQuit: z.boolean() }) },
  'account.cancel': { from: ['panel'], input: none },
  'account.signOut': { from: ['panel'], input: none },
  /** Signs out and removes everything that this app has in the keychain. */
  'account.forget': { from: ['panel'], input: none },
  /** Gives every paper wallet of the practice backend its first balance again. */
  'practice.reset': { from: ['panel'], input: none },
  /** Picks one of the account's wallets; null leaves the choice to the service. */
  'wallets.pick': { from: ['panel'], input: z.object({ address: z.string().max(100).nullable() }) },
  'wallets.refresh': { from: ['panel'], input: none },
  /** Price alerts and the watchlist, as the state has them. */
  'alerts.list': { from: ['panel'], input: none },
  /** Looks at the price once, then sets an alert. */
  'alerts.set': { from: ['panel'], input: AlertWishSchema },
  'alerts.cancel': { from: ['panel'], input: z.object({ id }) },
  'alerts.watch': { from: ['panel'], input: WatchWishSchema },
  'alerts.unwatch': { from: ['panel'], input: z.object({ id }) },
  /** The session's model has called a function about price alerts; `arguments` as it wrote them. */
  'alerts.answer': {
    from: ['voice'],
    input: z.object({ name: z.enum(ALERT_FUNCTION_NAMES), arguments: z.string().max(LONGEST_ARGUMENTS) }),
  },
  /** Looks for an update and takes it; answers what came of it in one sentence. */
  'updates.check': { from: ['panel'], input: none },
  /** Quits, installs the update that is ready, and starts again. */
  'updates.restart': { from: ['panel'], input: none },
  /** The trader wants to let the app see the talk key; the system asks, or its settings open. */
  'hotkey.allow': { from: ['panel'], input: none },
  /** Shows which keys are pressed, told again every few seconds while the trader chooses one; nothing else is done by them. */
  'hotkey.capture': { from: ['panel'], input: z.object({ on: z.boolean() }) },
  /** The trader wants to let the app record; the system asks, or its settings open. */
  'microphone.allow': { from: ['panel'], input: none },
  /** Tries out a device, instead of what is being tried; null ends it. How it stands is told by the state. */
  'devices.test': { from: ['panel'], input: z.object({ test: z.enum(DEVICE_TESTS).nullable() }) },
  /** Lists devices anew: not every system tells of a change (PulseAudio's and PipeWire's own, as Bluetooth is there). */
  'devices.look': { from: ['panel'], input: none },
  /** Looks for what keeps the trader from being heard: opens the microphone for a moment, and settles within seconds. */
  'diagnosis.run': { from: ['panel'], input: none },
  'grant': { from: ['voice'], input: none },
  /** Something happened about money: it goes to the ledger. What has to be on disk before it counts waits for the answer. */
  'record': { from: ['voice'], input: MoneyFactSchema },
  /** Ends Chromium's audio service, which begins anew: it is blind to a sound system that was started again. */
  'audio.restart': { from: ['voice'], input: none },
  /** What a voice window that starts has to know of the one before, once. */
  'restore': { from: ['voice'], input: none },
} as const satisfies Record<string, { from: readonly WindowName[]; input: z.ZodType }>

/** It was done, or one sentence why not. */
export type Done = { ok: true } | { ok: false; message: string }

export interface Replies {
  'snapshot': Snapshot
  'settings.get': Settings
  /** The settings as they now stand, or one sentence about what was wrong. */
  'settings.set': { ok: true; settings: Settings } | { ok: false; message: string }
  'log.read': LogEvent[]
  'trades.list': TradeList
  'trades.get': TradeDetail | null
  'trades.verify': ChainProof
  /** One sentence on what was written, or why it was not. */
  'trades.export': { ok: boolean; message: string } | null
  'trades.look': { ok: boolean; message: string }
  'conversation.read': ConversationPage
  'conversation.search': ConversationMatches
  'conversation.clear': Done
  'conversation.export': { ok: boolean; message: string } | null
  'talk.button': void
  'say': void
  'interrupt': void
  'resend': void
  'discard': void
  'decide': void
  'alarm.acknowledge': void
  /** Whether it is in the ledger, on disk. */
  'record': boolean
  'link.open': boolean
  /** `noKeychain`: it can be kept until the app quits, if the trader wants that. */
  'secret.set': { ok: true; stored: 'keychain' | 'session' } | { ok: false; noKeychain: boolean; message: string }
  'secret.forget': Done
  'secret.answer': Done
  'account.signIn': void
  'account.cancel': void
  'account.signOut': void
  /** One sentence on what was removed. */
  'account.forget': { ok: boolean; message: string }
  'practice.reset': Done
  'wallets.pick': Done
  'wallets.refresh': void
  'alerts.list': AlertsState
  'alerts.set': Done
  'alerts.cancel': Done
  'alerts.watch': Done
  'alerts.unwatch': Done
  /** What the model is told, as JSON; `ok`: it was done. */
  'alerts.answer': { ok: boolean; output: string; problem: string | null }
  'updates.check': string
  'updates.restart': void
  'hotkey.allow': void
  'hotkey.capture': void
  'microphone.allow': void
  'devices.test': void
  'devices.look': void
  'diagnosis.run': Diagnosis
  'grant': z.infer<typeof GrantReplySchema>
  'audio.restart': void
  'restore': Restored
}

export interface Restored {
  /** What was used today; null when nothing is known. */
  today: DayUsage | null
  /** Questions that were not answered, oldest first. */
  speech: KeptSpeech[]
  /** The wallet that the trader picked; null: the service's own choice holds. */
  wallet: Wallet | null
  /** null while the ledger is being read: nothing is approved before it is told. Missing in logs of older versions. */
  past?: PastTrades | null
  /** For sentences that differ by system. */
  system?: System
}

/** Told by a window, not answered. */
export const REPORTS = {
  'voice.ready': { from: ['voice'], input: none },
  /** The engine has failed: what failed, in a few words. */
  'voice.failed': { from: ['voice'], input: z.string().max(10_000) },
  'voice.update': { from: ['voice'], input: EngineUpdateSchema },
  'voice.log': { from: ['voice'], input: z.array(LogEventSchema) },
  /** What is spoken, kept until it was answered. */
  'voice.speech': { from: ['voice'], input: SpeechNoteSchema },
  /** Everything has stopped, as the panic key wanted. */
  'voice.stopped': { from: ['voice'], input: none },
  /** The session is ended and the microphone closed: this was its last word. */
  'voice.left': { from: ['voice'], input: none },
  /** Microphones and speakers, as they are now. */
  'voice.devices': { from: ['voice'], input: DevicesSchema },
  'voice.deviceTest': { from: ['voice'], input: z.enum(DEVICE_TEST_STATES) },
  /** Microphone level 0..1 while a key is held, or a test shows it. */
  'voice.level': { from: ['voice'], input: z.number() },
  /** What the small window shows of a request; it counts while that window is seen. */
  'hud.sight': { from: ['hud'], input: SightSchema },
  /** The same of the panel: its button approves what is wholly in sight there. */
  'panel.sight': { from: ['panel'], input: SightSchema },
  /** The part of the small window that it draws on: only that is there to be clicked, and seen. */
  'hud.drawn': {
    from: ['hud'],
    input: z.object({ x: pixel, y: pixel, width: pixel, height: pixel }),
  },
  /** The pointer came over that part, or left it. */
  'hud.pointed': { from: ['hud'], input: z.boolean() },
  /** It is dragged by so much since it was taken hold of. */
  'hud.dragged': { from: ['hud'], input: z.object({ dx: distance, dy: distance, done: z.boolean() }) },
  /** It was clicked: the panel opens at what it showed. */
  'hud.clicked': { from: ['hud'], input: z.object({ entryId: id.nullable() }) },
  'window.close': { from: ['panel'], input: none },
} as const satisfies Record<string, { from: readonly WindowName[]; input: z.ZodType }>

/** A trade whose end nobody saw, as the ledger has it. */
export type TradeToLookAt = Pick<
  MoneyFact,
  'backend' | 'turnId' | 'requestId' | 'server' | 'tool' | 'arguments' | 'wallet'
> & { card: TradeCard | null }

/** What the trader does on screen, passed on to the engine. */
export type Command =
  | { type: 'say'; text: string }
  | { type: 'interrupt' }
  | { type: 'resend'; turnId: string }
  | { type: 'discard'; turnId: string }
  | ({ type: 'decide' } & Decision)
  | ({ type: 'sight'; where: 'hud' | 'panel' } & Sight)
  /** To look, once and read-only, at what became of a trade. */
  | { type: 'look'; trade: TradeToLookAt }
  /** What the ledger knows has changed. */
  | { type: 'past'; past: PastTrades }
  | { type: 'acknowledge'; alarmId: string }
  /** Main knows of something that concerns the link: the system slept, the network is back, the backend changed. */
  | { type: 'network'; online: boolean }
  | { type: 'suspend' }
  | { type: 'resume' }
  /** Another session is needed; `reason` is what the trader reads at whatever the old one leaves undone. */
  | { type: 'reset'; reason: Sentence }
  /** The system lets the app record, which it did not before. */
  | { type: 'microphone-allowed' }
  /** The trader tries out a device, or ends that. */
  | { type: 'device-test'; test: DeviceTest | null }
  /** He looks at the list of devices. */
  | { type: 'device-look' }
  /** The trader picked another wallet, or left the choice to the service. */
  | { type: 'wallet'; wallet: Wallet | null }
  /** To be said aloud as soon as nobody speaks: a price alert has fired. It stands in the conversation already. */
  | { type: 'announce'; text: string }
  /** What a function of the app came to, for the call with this id: `output` for the model, `problem` for the trader. */
  | { type: 'function-answered'; itemId: string; ok: boolean; output: string; problem: string | null }

/** Told by main to a window. */
export interface Pushes {
  talk: TalkEvent
  command: Command
  settings: Settings
  update: SnapshotUpdate
  log: LogEvent[]
  level: number
  /** What the key source sees while the trader chooses a key. */
  'key-seen': SeenInput
  /** The app is about to quit: end the session, close the microphone, tell what is still untold. */
  leave: undefined
}

/** Which window is told what. */
export const PUSHES = {
  talk: ['voice'],
  command: ['voice'],
  settings: ['voice', 'panel', 'hud'],
  update: ['panel', 'hud'],
  log: ['panel'],
  level: ['hud', 'panel'],
  'key-seen': ['panel'],
  leave: ['voice'],
} as const satisfies Record<keyof Pushes, readonly WindowName[]>

export type RequestName = keyof typeof REQUESTS
export type RequestInput<N extends RequestName> = z.infer<(typeof REQUESTS)[N]['input']>
export type ReportName = keyof typeof REPORTS
export type ReportInput<N extends ReportName> = z.infer<(typeof REPORTS)[N]['input']>

/** Prefix of every channel name, so that a stray listener can't be reached. */
export const CHANNEL = 'dexter:'

/** What the preload puts on `window.dexter` in panel and HUD: one function per action. Each listener returns its own undo. */
export interface ViewBridge {
  snapshot(): Promise<Snapshot>
  settings(): Promise<Settings>
  setSettings(patch: Record<string, unknown>): Promise<Replies['settings.set']>
  readLog(from: number | null, limit: number): Promise<LogEvent[]>
  listTrades(query: TradeListQuery): Promise<TradeList>
  getTrade(seq: number): Promise<TradeDetail | null>
  verifyTrades(): Promise<ChainProof>
  exportTrades(format: ExportFormat): Promise<Replies['trades.export']>
  lookAtTrade(of: { seq: number } | { requestId: string }): Promise<Replies['trades.look']>
  readConversation(query: ConversationRead): Promise<ConversationPage>
  searchConversation(query: ConversationSearch): Promise<ConversationMatches>
  clearConversation(olderThanDays: number | null): Promise<Done>
  exportConversation(format: ConversationFormat): Promise<Replies['conversation.export']>
  talk(action: RequestInput<'talk.button'>): Promise<void>
  say(text: string): Promise<void>
  interrupt(): Promise<void>
  resend(turnId: string): Promise<void>
  discard(turnId: string): Promise<void>
  decide(decision: Decision): Promise<void>
  acknowledge(alarmId: string): Promise<void>
  hudSight(sight: Sight): void
  panelSight(sight: Sight): void
  hudDrawn(surface: ReportInput<'hud.drawn'>): void
  hudPointed(over: boolean): void
  hudDragged(by: ReportInput<'hud.dragged'>): void
  hudClicked(entryId: string | null): void
  openLink(url: string): Promise<boolean>
  setSecret(name: SecretName, secret: string, untilQuit: boolean): Promise<Replies['secret.set']>
  forgetSecret(name: SecretName): Promise<Done>
  answerSecretQuestion(answer: SecretAnswer): Promise<Done>
  signIn(untilQuit: boolean): Promise<void>
  cancelSignIn(): Promise<void>
  signOut(): Promise<void>
  forgetEverything(): Promise<Replies['account.forget']>
  resetPractice(): Promise<Done>
  pickWallet(address: string | null): Promise<Done>
  refreshWallets(): Promise<void>
  listAlerts(): Promise<AlertsState>
  setAlert(wish: AlertWish): Promise<Done>
  cancelAlert(id: string): Promise<Done>
  watchToken(wish: WatchWish): Promise<Done>
  unwatchToken(id: string): Promise<Done>
  checkForUpdates(): Promise<string>
  restartToUpdate(): Promise<void>
  allowTalkKey(): Promise<void>
  captureKeys(on: boolean): Promise<void>
  allowMicrophone(): Promise<void>
  testDevice(test: DeviceTest | null): Promise<void>
  lookForDevices(): Promise<void>
  diagnose(): Promise<Diagnosis>
  close(): void
  onUpdate(listener: (update: SnapshotUpdate) => void): () => void
  onLog(listener: (events: LogEvent[]) => void): () => void
  onLevel(listener: (level: number) => void): () => void
  onKeySeen(listener: (input: SeenInput) => void): () => void
  onSettings(listener: (settings: Settings) => void): () => void
}

/** What the preload puts on `window.dexterVoice` in the hidden voice window. */
export interface VoiceBridge {
  settings(): Promise<Settings>
  grant(): Promise<Replies['grant']>
  ready(): void
  failed(reason: string): void
  update(update: ReportInput<'voice.update'>): void
  log(events: LogEvent[]): void
  record(fact: MoneyFact): Promise<boolean>
  answerAlertFunction(call: RequestInput<'alerts.answer'>): Promise<Replies['alerts.answer']>
  restartAudioService(): Promise<void>
  restore(): Promise<Restored>
  speech(note: SpeechNote): void
  level(level: number): void
  devices(devices: Devices): void
  deviceTest(state: DeviceTestState): void
  stopped(): void
  left(): void
  onLeave(listener: () => void): () => void
  onTalk(listener: (event: TalkEvent) => void): () => void
  onCommand(listener: (command: Command) => void): () => void
  onSettings(listener: (settings: Settings) => void): () => void
}
