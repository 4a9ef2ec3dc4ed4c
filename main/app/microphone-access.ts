import type { SystemPreferences } from 'electron'
import { t } from '../../shared/i18n'
import type { MicrophoneAccess } from '../../shared/microphone'

/** Where the trader decides who may record. */
const PANES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
  win32: 'ms-settings:privacy-microphone',
}

/** Soon enough for somebody who has just switched it on in the system's settings, which lie beside. */
const LOOK_MS = 1_000

interface MicrophoneAccessDeps {
  system: Pick<SystemPreferences, 'getMediaAccessStatus' | 'askForMediaAccess'>
  platform: NodeJS.Platform
  open(pane: string): void
  /** `granted` is news when it was not so before, in this run. */
  onChange(access: MicrophoneAccess): void
}

interface Watch {
  /** Calls back again and again; returns its undo. */
  every(ms: number, callback: () => void): () => void
  /** Whether the trader sees that it is missing. */
  inSight(): boolean
}

/**
 * Whether the system lets the app record. It is asked here, and never by opening a device: the question of macOS would come in
 * the middle of a sentence, and after a no a device may open and give nothing but silence (electron/electron#29861). Nobody
 * tells of a change, so it is looked at again whenever the trader comes back or presses the key, and each second while he sees
 * that it is missing. Linux asks nobody.
 */
export function createMicrophoneAccess({ system, platform, open, onChange }: MicrophoneAccessDeps) {
  const read = (): MicrophoneAccess => {
    if (platform !== 'darwin' && platform !== 'win32') return 'granted'
    const status = system.getMediaAccessStatus('microphone')
    // Windows asks nobody: what it has not decided, a device may be opened without.
    if (status === 'not-determined' && platform === 'win32') return 'granted'
    return status === 'unknown' ? 'granted' : status
  }
  let access = read()
  let asking = false
  let watch: Watch | null = null
  let stopWatching = () => {}

  const look = () => {
    const now = read()
    if (now === access) return
    access = now
    watchIfMissing()
    onChange(now)
  }

  const watchIfMissing = () => {
    stopWatching()
    stopWatching = () => {}
    if (watch === null || access === 'granted') return
    const { every, inSight } = watch
    stopWatching = every(LOOK_MS, () => inSight() && look())
  }

  /** The trader wants to allow it, by the button or by his first press. Settles when he has answered, where he is asked. */
  const ask = async () => {
    look()
    const pane = PANES[platform]
    // Windows says `restricted` of the computer's own switch, which stands in the same pane (DeviceAccessStatus_DeniedBySystem).
    if (pane && (access === 'denied' || (access === 'restricted' && platform === 'win32'))) return open(pane)
    if (access !== 'not-determined' || platform !== 'darwin' || asking) return
    asking = true
    await system.askForMediaAccess('microphone').catch(() => false)
    asking = false
    look()
  }

  return {
    get access() {
      return access
    },
    look,
    ask,
    /** From here on it is looked at every second while it is missing and the trader sees that. */
    watch(how: Watch) {
      watch = how
      watchIfMissing()
    },
    /** The talk key went down. The first one asks; no other one opens anything. */
    pressed() {
      look()
      if (access === 'not-determined') void ask()
    },
  }
}

/** Said when the trader has allowed it: macOS may go on giving zeros to an app that was running then. */
export const microphoneAllowed = (platform: NodeJS.Platform): string =>
  t(platform === 'darwin' ? 'app.microphoneAllowedMac' : 'app.microphoneAllowed')
