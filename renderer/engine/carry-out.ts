import type { GrantReply } from '../../shared/grant'
import type { SpeechNote } from '../../shared/kept-speech'
import type { MoneyFact } from '../../shared/ledger'
import type { LogEvent } from '../../shared/log'
import type { EngineUpdate } from '../../shared/snapshot'
import type { Clock } from './clock'
import type { LocalEffect } from './effects'
import type { Fact } from './facts'
import type { CaptureCommand, DeviceRequest, PlaybackCommand } from './ports'
import type { SessionLog } from './wire/session-log'
import type { OpenSocket, Sockets } from './wire/sockets'

/** The world around the engine. */
export interface EngineDeps {
  clock: Clock
  /** 0 (included) to 1. */
  random(): number
  /** Asks main to mint. Never rejects. */
  requestGrant(): Promise<GrantReply>
  openSocket: OpenSocket
  capture(command: CaptureCommand): void
  playback(command: PlaybackCommand): void
  devices(request: DeviceRequest): void
  publish(update: EngineUpdate): void
  log(events: LogEvent[]): void
  level(peak: number): void
  /** Something happened about money: it belongs into the ledger, at once. `recorded` is told once whether it is on disk. */
  money(fact: MoneyFact, recorded?: (onDisk: boolean) => void): void
  /** A function that main answers, by the command `function-answered`. */
  alertFunction(call: Extract<LocalEffect, { do: 'alert-function' }>): void
  /** What is spoken, for whoever keeps it beyond this engine's life. */
  speech(note: SpeechNote): void
}

/** Does what follows from a fact on this computer; `tell` takes what comes of it, at once or later. */
export function carryOut(
  deps: EngineDeps,
  log: SessionLog,
  sockets: Sockets,
  effect: LocalEffect,
  tell: (fact: Fact) => void,
): void {
  switch (effect.do) {
    case 'capture':
      return deps.capture(effect.command)
    case 'playback':
      return deps.playback(effect.command)
    case 'device':
      return deps.devices(effect.request)
    case 'earcon':
      return deps.devices({ type: 'earcon', name: effect.name })
    case 'level':
      return deps.level(effect.peak)
    case 'speech':
      return deps.speech(effect.note)
    case 'money': {
      const { waits } = effect
      if (waits === null) return deps.money(effect.fact)
      return deps.money(effect.fact, (onDisk) => tell({ is: 'recorded', yes: waits, onDisk }))
    }
    case 'alert-function':
      return deps.alertFunction(effect)
    case 'close-socket':
      return sockets.close(effect.connection)
    case 'log':
      return log.app(effect.name, effect.data, effect.turnId)
    default: {
      const missing: never = effect
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}
