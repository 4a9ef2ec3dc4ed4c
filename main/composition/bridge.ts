import { ipcMain } from 'electron'
import { systemOf } from '../../shared/hotkeys'
import type { Command } from '../../shared/ipc'
import { createAlertFunctions } from '../alerts/functions'
import { openLink } from '../app/security'
import { openGate, type ReportHandlers, type RequestHandlers } from '../bridge/gate'
import { PLATFORM } from '../platform'
import { conversationRequests } from './conversation'
import type { Parts } from './parts'
import { tradeRequests } from './trades'

/** Lets the windows in: which part answers what they ask, and hears what they report. */
export function openBridge(parts: Parts): void {
  openGate(
    {
      ipc: ipcMain,
      windowName: parts.windows.nameOf,
      onRefused: (channel, why) => console.error(`refused ${channel}: ${why}`),
    },
    requestsTo(parts),
    reportsTo(parts),
  )
}

function requestsTo(parts: Parts): RequestHandlers {
  const { state, settings, journals, windows, questions, secrets, account, wallets, backends, updates, alerts } = parts
  const alertFunction = createAlertFunctions(alerts)
  const command = (value: Command) => windows.push('command', value)
  return {
    'snapshot': state.snapshot,
    'settings.get': settings.current,
    'settings.set': settings.change,
    'log.read': ({ from, limit }) => journals.log.read(from, limit),
    ...tradeRequests(parts),
    ...conversationRequests(parts),
    'talk.button': parts.hotkey.talk,
    'say': ({ text }) => command({ type: 'say', text }),
    'interrupt': () => command({ type: 'interrupt' }),
    'resend': ({ turnId }) => command({ type: 'resend', turnId }),
    'discard': ({ turnId }) => command({ type: 'discard', turnId }),
    'decide': (decision) => command({ type: 'decide', ...decision }),
    'alarm.acknowledge': ({ id }) => command({ type: 'acknowledge', alarmId: id }),
    'record': (fact) => journals.ledger.append([fact]),
    'link.open': ({ url }) => openLink(url),
    'secret.set': ({ name, secret, untilQuit }) => secrets.set(name, secret, untilQuit),
    'secret.forget': ({ name }) => secrets.forget(name),
    'secret.answer': questions.answer,
    'account.signIn': ({ untilQuit }) => void account.signIn({ untilQuit }),
    'account.cancel': account.cancel,
    'account.signOut': account.signOut,
    async 'account.forget'() {
      const forgotten = await account.forgetAll()
      parts.facts.tell({ type: 'everything-forgotten' })
      return forgotten
    },
    async 'practice.reset'() {
      const done = await backends.resetPractice()
      // Tried or not, what ran has ended.
      parts.facts.tell({ type: 'practice-reset' })
      return done
    },
    'wallets.pick': ({ address }) => wallets.pick(address),
    'wallets.refresh': wallets.refresh,
    'alerts.list': alerts.state,
    async 'alerts.set'(wish) {
      const reply = await alerts.set(wish)
      return reply.ok ? { ok: true } : { ok: false, message: reply.message.shown }
    },
    'alerts.cancel': ({ id }) => alerts.cancel(id),
    'alerts.watch': alerts.watch,
    'alerts.unwatch': ({ id }) => alerts.unwatch(id),
    'alerts.answer': ({ name, arguments: args }) => alertFunction(name, args),
    'updates.check': updates.check,
    'updates.restart': parts.quit.restart,
    'hotkey.allow': parts.hotkey.allow,
    'hotkey.capture': ({ on }) => parts.hotkey.capture(on),
    'microphone.allow': () => void parts.microphoneAccess.ask(),
    'devices.test': ({ test }) => command({ type: 'device-test', test }),
    'devices.look': () => command({ type: 'device-look' }),
    'diagnosis.run': parts.diagnose,
    'audio.restart': parts.audioService.restart,
    'grant': backends.mint,
    'restore'() {
      // A press must not wait for a long ledger: what was traded follows, and nothing is approved before.
      void parts.limitsKept.then(() => parts.facts.tell({ type: 'trade-recorded' }))
      return {
        today: journals.usage.today(),
        speech: journals.speech.take(),
        wallet: wallets.picked(),
        // Read meanwhile: until it is told, nothing is approved.
        past: null,
        system: systemOf(PLATFORM),
      }
    },
  }
}

function reportsTo({ state, windows, hotkey, hearing, panic, journals, vocabulary }: Parts): ReportHandlers {
  return {
    'voice.ready': windows.voiceReady,
    'voice.failed': windows.restartVoice,
    'voice.update': (update) => {
      state.engine(update)
      vocabulary.note(update.entries, update.status.backend)
      hotkey.ended(update.turns)
      journals.usage.note(update.status.spending.today)
    },
    'voice.log': (events) => windows.push('log', journals.log.append(events)),
    'voice.speech': journals.speech.note,
    'voice.stopped': panic.stopped,
    'voice.left': windows.voiceLeft,
    'hud.sight': (sight) => windows.sight('hud', sight),
    'panel.sight': (sight) => windows.sight('panel', sight),
    'hud.drawn': windows.hudDrawn,
    'hud.pointed': windows.hudPointed,
    'hud.dragged': windows.hudDragged,
    'hud.clicked': ({ entryId }) => windows.showPanel('conversation', entryId ?? undefined),
    'voice.devices': (devices) => state.set({ devices }),
    'voice.deviceTest': (deviceTest) => state.set({ deviceTest }),
    'voice.level'(level) {
      hearing.level(level)
      windows.push('level', level)
    },
    'window.close': windows.closePanel,
  }
}
