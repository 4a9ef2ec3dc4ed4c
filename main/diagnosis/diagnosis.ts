import { CHECK_NAMES, CHECKS, type Check } from '../../shared/diagnosis'
import type { BackendId } from '../../shared/grant'
import { numberFormat, t } from '../../shared/i18n'
import type { MicrophoneAccess } from '../../shared/microphone'
import type { HotkeyState } from '../../shared/talk'
import type { DisplayServer } from '../app/display-server'
import type { KeychainProblem } from '../identity/keychain-unavailable'

/** What one look at this computer has found; see findings.ts. */
export interface Findings {
  access: MicrophoneAccess
  display: DisplayServer
  /** Whether the desktop has a GlobalShortcuts portal; null where none is needed. */
  portal: boolean | null
  key: Pick<HotkeyState, 'source' | 'key' | 'problem' | 'permission'>
  microphone: MicrophoneFindings
  backend: BackendFindings
  /** Why nothing can be written into the profile, as a code of the system; and what is free there. */
  disk: { problem: string | null; freeBytes: number }
  /** null when it keeps and gives back. */
  keychain: KeychainProblem | null
}

/**
 * `rate`: samples a second that it gives; null where it does not tell. `peak`: the loudest sample of a moment, 0 to 1; 0 is no
 * sound at all, not even noise. `dead`: it was opened, and not a sample came.
 */
export type MicrophoneFindings =
  | { state: 'open'; label: string; rate: number | null; peak: number }
  | { state: 'denied' | 'missing' | 'busy' | 'dead' }

/** `skewMs`: how far this computer's clock is ahead of the service's; null where it tells no time. */
export type BackendFindings =
  | { id: BackendId; host: string | null; reached: true; skewMs: number | null }
  | { id: BackendId; host: string; reached: false; why: string }

/** A telephone's quality and less: what a Bluetooth headset falls to. */
const LEAST_RATE = 16_000
/** A session's secret lives for a minute at some services. */
const MOST_SKEW_MS = 30_000
/** A day of logs and speech. */
const LEAST_FREE_BYTES = 200e6

type Answer = { detail: string; fix?: string }

/** What is right and what is not, in the order in which it keeps somebody from being heard. Each in a sentence, with what to do. */
export function diagnose(found: Findings): Check[] {
  return CHECKS.map((check) => {
    const { detail, fix } = ANSWERS[check](found)
    return { check, ok: fix === undefined, detail, fix: fix ?? null }
  })
}

const ANSWERS: Record<Check['check'], (found: Findings) => Answer> = {
  'microphone-permission': ({ access }) =>
    access === 'granted'
      ? { detail: t('diagnosis.permission.granted') }
      : access === 'not-determined'
        ? { detail: t('diagnosis.permission.notAsked'), fix: t('diagnosis.permission.ask') }
        : { detail: t('diagnosis.permission.denied'), fix: t('diagnosis.permission.allow') },
  'session-type': ({ display }) =>
    display === 'none'
      ? { detail: t('diagnosis.session.none'), fix: t('diagnosis.session.fix') }
      : { detail: t(`diagnosis.session.${display}`) },
  'portal': ({ portal }) =>
    portal === false
      ? { detail: t('diagnosis.portal.missing'), fix: t('diagnosis.portal.fix') }
      : { detail: t(portal === null ? 'diagnosis.portal.notNeeded' : 'diagnosis.portal.there') },
  'talk-key': ({ key }) => {
    const heard = (key.source === 'hook' || key.source === 'portal') && key.problem === null
    if (heard) return { detail: t('diagnosis.key.heard', { key: key.key }) }
    const why = key.problem ?? t('diagnosis.key.silent')
    if (key.permission === 'needed') return { detail: why, fix: t('diagnosis.key.allow') }
    // Where no key is seen another one would not be either.
    return { detail: why, fix: t(key.source === 'hook' ? 'diagnosis.key.fix' : 'diagnosis.key.button') }
  },
  'microphone': ({ microphone }) =>
    microphone.state === 'open'
      ? { detail: t('diagnosis.microphone.open', { device: microphone.label }) }
      : {
          detail: t(`diagnosis.microphone.${microphone.state}`),
          fix: t(`diagnosis.microphone.${microphone.state}Fix`),
        },
  'microphone-sound': ({ microphone }) => {
    if (microphone.state !== 'open') return { detail: t('diagnosis.sound.unknown'), fix: t('diagnosis.sound.first') }
    if (microphone.peak > 0) return { detail: t('diagnosis.sound.heard', { level: decibels(microphone.peak) }) }
    return { detail: t('diagnosis.sound.none', { device: microphone.label }), fix: t('diagnosis.sound.unmute') }
  },
  'sample-rate': ({ microphone }) => {
    if (microphone.state !== 'open') return { detail: t('diagnosis.sound.unknown'), fix: t('diagnosis.sound.first') }
    if (microphone.rate === null) return { detail: t('diagnosis.rate.untold') }
    const detail = t('diagnosis.rate.is', { kHz: numberFormat().format(microphone.rate / 1000) })
    return microphone.rate < LEAST_RATE ? { detail, fix: t('diagnosis.rate.fix') } : { detail }
  },
  'service': ({ backend }) => {
    if (backend.host === null) return { detail: t('diagnosis.service.here') }
    if (backend.reached) return { detail: t('diagnosis.service.reached', { host: backend.host }) }
    const { host, why } = backend
    return { detail: t('diagnosis.service.unreached', { host, why }), fix: t('diagnosis.service.fix') }
  },
  'clock': ({ backend }) => {
    if (!backend.reached || backend.skewMs === null) return { detail: t('diagnosis.clock.notNeeded') }
    const seconds = Math.round(Math.abs(backend.skewMs) / 1000)
    if (seconds * 1000 < MOST_SKEW_MS) return { detail: t('diagnosis.clock.right') }
    const detail = t(backend.skewMs > 0 ? 'diagnosis.clock.ahead' : 'diagnosis.clock.behind', { seconds })
    return { detail, fix: t('diagnosis.clock.fix') }
  },
  'disk': ({ disk: { problem, freeBytes } }) => {
    if (problem !== null)
      return { detail: t('diagnosis.disk.unwritable', { code: problem }), fix: t('diagnosis.disk.allow') }
    const [unit, bytes] = freeBytes < 1e9 ? (['megabyte', 1e6] as const) : (['gigabyte', 1e9] as const)
    const free = numberFormat({ style: 'unit', unit, maximumFractionDigits: 0 }).format(freeBytes / bytes)
    const detail = t('diagnosis.disk.free', { free })
    return freeBytes < LEAST_FREE_BYTES ? { detail, fix: t('diagnosis.disk.makeRoom') } : { detail }
  },
  'keychain': ({ keychain }) =>
    keychain === null
      ? { detail: t('diagnosis.keychain.works') }
      : {
          detail: t(`diagnosis.keychain.${KEYCHAIN[keychain]}`),
          fix: t(`diagnosis.keychain.${KEYCHAIN[keychain]}Fix`),
        },
}

const KEYCHAIN = { 'missing': 'missing', 'locked': 'locked', 'denied': 'denied', 'too-large': 'denied' } as const

/** Relative to the loudest that there is. */
const decibels = (peak: number): string =>
  numberFormat({ maximumFractionDigits: 0 }).format(Math.round(20 * Math.log10(peak)))

/** As it is printed and copied: numbered, with what to do below each that is wrong. */
export function reportOf(checks: readonly Check[]): string {
  const lines = checks.flatMap(({ check, ok, detail, fix }, index) => [
    `${ok ? '✓' : '✗'} ${index + 1}. ${t(`diagnosis.name.${CHECK_NAMES[check]}`)}: ${detail}`,
    ...(fix === null ? [] : [`     ${fix}`]),
  ])
  return `${lines.join('\n')}\n`
}
