import { expect, test } from 'vitest'
import type { HookEvents } from '../../main/hotkey/key-hook'
import { createMacKeys } from '../../main/hotkey/mac/mac-keys'
import { EVENT, type TapEvent } from '../../main/hotkey/mac/quartz'
import { type KeychainProblem, unavailable } from '../../main/identity/keychain-unavailable'
import type { SecretServiceState } from '../../main/identity/secret-service'
import { headsetOf } from '../../renderer/audio/bluetooth'
import { whyNoRelease } from '../../tools/package/release-tag.mjs'

/*
 * What the systems say, by their own documentation: labels of microphones (Chromium, media/audio), messages of keychains
 * (SecErrorMessages.strings, FormatMessage, GDBus), events of a tap (CGEventTypes.h, IOLLEvent.h), versions (semver, electron-updater).
 */

type Device = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>
const device =
  (kind: MediaDeviceKind) =>
  (deviceId: string, groupId: string, label: string): Device => ({ kind, deviceId, groupId, label })
const mic = device('audioinput')
const speaker = device('audiooutput')

const macBook = mic('mac', 'g-mac', 'MacBook Pro Microphone (Built-in)')
const airPods = mic('pods', 'g-pods', 'AirPods Pro (Bluetooth)')
const array = mic('array', 'g-array', 'Microphone Array (Realtek(R) Audio)')

interface HeadsetCase {
  name: string
  devices: readonly Device[]
  chosen?: string
  /** The headset's name and the built-in microphone's id. */
  truth: { named: string; builtIn: string | null } | null
}

test.each<HeadsetCase>([
  {
    name: 'macOS, English: AirPods are the default',
    devices: [mic('default', 'g-pods', 'Default - AirPods Pro (Bluetooth)'), airPods, macBook],
    truth: { named: 'AirPods Pro', builtIn: 'mac' },
  },
  {
    name: 'macOS, German: AirPods named by their owner',
    devices: [
      mic('default', 'g-pods', 'Standard - AirPods Pro von Jürgen (Bluetooth)'),
      mic('pods', 'g-pods', 'AirPods Pro von Jürgen (Bluetooth)'),
      mic('mac', 'g-mac', 'MacBook Air-Mikrofon (Built-in)'),
    ],
    truth: { named: 'AirPods Pro von Jürgen', builtIn: 'mac' },
  },
  {
    name: 'macOS, French: Sony headset',
    devices: [
      mic('default', 'g-sony', 'Par défaut - WH-1000XM5 (Bluetooth)'),
      mic('mac', 'g-mac', 'Micro MacBook Pro (Built-in)'),
      mic('sony', 'g-sony', 'WH-1000XM5 (Bluetooth)'),
    ],
    truth: { named: 'WH-1000XM5', builtIn: 'mac' },
  },
  {
    name: 'macOS, Japanese: Bose headset',
    devices: [
      mic('default', 'g-bose', '既定 - Bose QC45 (Bluetooth)'),
      mic('bose', 'g-bose', 'Bose QC45 (Bluetooth)'),
      mic('mac', 'g-mac', 'MacBook Proのマイク (Built-in)'),
    ],
    truth: { named: 'Bose QC45', builtIn: 'mac' },
  },
  {
    name: 'macOS: the built-in one is the default, AirPods are near',
    devices: [mic('default', 'g-mac', 'Default - MacBook Pro Microphone (Built-in)'), macBook, airPods],
    truth: null,
  },
  {
    name: 'macOS: AirPods only play',
    devices: [
      mic('default', 'g-mac', 'Default - MacBook Pro Microphone (Built-in)'),
      macBook,
      speaker('default', 'g-pods', 'Default - AirPods Pro (Bluetooth)'),
      speaker('pods', 'g-pods', 'AirPods Pro (Bluetooth)'),
    ],
    truth: null,
  },
  {
    name: 'macOS: AirPods are chosen, the default is another',
    devices: [mic('default', 'g-mac', 'Default - MacBook Pro Microphone (Built-in)'), macBook, airPods],
    chosen: 'pods',
    truth: { named: 'AirPods Pro', builtIn: 'mac' },
  },
  {
    name: 'macOS: the built-in one is chosen, the default are AirPods',
    devices: [mic('default', 'g-pods', 'Default - AirPods Pro (Bluetooth)'), airPods, macBook],
    chosen: 'mac',
    truth: null,
  },
  {
    name: 'macOS: the chosen one is gone, the default are AirPods',
    devices: [mic('default', 'g-pods', 'Default - AirPods Pro (Bluetooth)'), airPods, macBook],
    chosen: 'gone',
    truth: { named: 'AirPods Pro', builtIn: 'mac' },
  },
  {
    name: 'macOS: a Mac mini has no microphone of its own',
    devices: [
      mic('default', 'g-pods', 'Default - AirPods (Bluetooth)'),
      mic('pods', 'g-pods', 'AirPods (Bluetooth)'),
      mic('cam', 'g-cam', 'HD Pro Webcam C920 (046d:08e5)'),
      mic('hole', 'g-hole', 'BlackHole 2ch (Virtual)'),
    ],
    truth: { named: 'AirPods', builtIn: null },
  },
  {
    name: 'macOS: an iPhone, a program’s and a dongle’s microphone are no headset',
    devices: [
      mic('default', 'g-jabra', 'Default - Jabra Link 380 (0b0e:24c8)'),
      mic('jabra', 'g-jabra', 'Jabra Link 380 (0b0e:24c8)'),
      mic('phone', 'g-phone', 'iPhone von Ana Microphone'),
      mic('teams', 'g-teams', 'Microsoft Teams Audio Device (Virtual)'),
      macBook,
    ],
    truth: null,
  },
  {
    name: 'macOS: a cable’s AirPods Max are no Bluetooth',
    devices: [
      mic('default', 'g-max', 'Default - AirPods Max (05ac:110c)'),
      mic('max', 'g-max', 'AirPods Max (05ac:110c)'),
      macBook,
    ],
    truth: null,
  },
  {
    name: 'Windows, English: Hands-Free profile',
    devices: [
      mic('default', 'g-sony', 'Default - Headset (WH-1000XM4 Hands-Free AG Audio) (Bluetooth)'),
      mic('communications', 'g-sony', 'Communications - Headset (WH-1000XM4 Hands-Free AG Audio) (Bluetooth)'),
      mic('sony', 'g-sony', 'Headset (WH-1000XM4 Hands-Free AG Audio) (Bluetooth)'),
      array,
    ],
    truth: { named: 'WH-1000XM4', builtIn: 'array' },
  },
  {
    name: 'Windows 11, German: AirPods',
    devices: [
      mic('default', 'g-pods', 'Standard - Headset (AirPods Pro) (Bluetooth)'),
      mic('communications', 'g-pods', 'Kommunikation - Headset (AirPods Pro) (Bluetooth)'),
      mic('pods', 'g-pods', 'Headset (AirPods Pro) (Bluetooth)'),
      mic('array', 'g-array', 'Mikrofonarray (Intel® Smart Sound Technologie für digitale Mikrofone)'),
    ],
    truth: { named: 'AirPods Pro', builtIn: 'array' },
  },
  {
    name: 'Windows, French: an older driver without a suffix',
    devices: [
      mic('default', 'g-jbl', 'Par défaut - Casque (JBL TUNE 510BT Hands-Free AG Audio)'),
      mic('jbl', 'g-jbl', 'Casque (JBL TUNE 510BT Hands-Free AG Audio)'),
      mic('array', 'g-array', 'Réseau de microphones (Technologie Intel® Smart Sound pour microphones numériques)'),
    ],
    truth: { named: 'JBL TUNE 510BT', builtIn: 'array' },
  },
  {
    name: 'Windows: only the default of calls is a headset',
    devices: [
      mic('default', 'g-array', 'Default - Microphone Array (Realtek(R) Audio)'),
      mic('communications', 'g-sony', 'Communications - Headset (WH-1000XM4) (Bluetooth)'),
      mic('sony', 'g-sony', 'Headset (WH-1000XM4) (Bluetooth)'),
      array,
    ],
    truth: null,
  },
  {
    name: 'Windows, Japanese: USB headset beside a Bluetooth one',
    devices: [
      mic('default', 'g-usb', '既定 - ヘッドセット マイク (Jabra EVOLVE 20) (0b0e:0300)'),
      mic('usb', 'g-usb', 'ヘッドセット マイク (Jabra EVOLVE 20) (0b0e:0300)'),
      mic('sony', 'g-sony', 'ヘッドセット (WH-1000XM4) (Bluetooth)'),
      mic('array', 'g-array', 'マイク配列 (Realtek(R) Audio)'),
    ],
    truth: null,
  },
  {
    name: 'before permission: no labels',
    devices: [mic('', '', '')],
    truth: null,
  },
])('microphones, $name', ({ devices, chosen = null, truth }) => {
  const found = headsetOf(devices, chosen)
  expect(found && { named: found.label, builtIn: found.builtIn?.deviceId ?? null }).toEqual(
    truth && { named: expect.stringContaining(truth.named), builtIn: truth.builtIn },
  )
})

test.each<[NodeJS.Platform, string, string, KeychainProblem, SecretServiceState?]>([
  ['darwin', 'en, errSecInteractionNotAllowed', 'User interaction is not allowed.', 'locked'],
  ['darwin', 'en, errSecAuthFailed', 'The user name or passphrase you entered is not correct.', 'denied'],
  ['darwin', 'en, userCanceledErr', 'User canceled the operation.', 'denied'],
  ['darwin', 'de, userCanceledErr', 'Der Benutzer hat den Vorgang abgebrochen.', 'denied'],
  ['darwin', 'fr, userCanceledErr', 'L’utilisateur a annulé l’opération.', 'denied'],
  // Expected as missing at first, as one of Windows below: `missing` would say that nothing is kept in one out of reach.
  ['darwin', 'en, errSecNoDefaultKeychain', 'A default keychain could not be found.', 'denied'],
  ['darwin', 'en, errSecNotAvailable', 'No keychain is available. You may need to restart your computer.', 'denied'],
  ['darwin', 'en, errSecNoSuchKeychain', 'The specified keychain could not be found.', 'denied'],
  ['win32', 'en, ERROR_ACCESS_DENIED', 'Access is denied.\r\n', 'denied'],
  ['win32', 'de, ERROR_ACCESS_DENIED', 'Zugriff verweigert\r\n', 'denied'],
  ['win32', 'zh, ERROR_ACCESS_DENIED', '拒绝访问。\r\n', 'denied'],
  // Corrected, was `too-large`: long secrets are split before the call, so that length is not what this tells of (long-secrets.ts).
  ['win32', 'en, RPC_X_BAD_STUB_DATA', 'The stub received bad data.\r\n', 'denied'],
  [
    'win32',
    'en, ERROR_NO_SUCH_LOGON_SESSION',
    'A specified logon session does not exist. It may already have been terminated.\r\n',
    'denied',
  ],
  // Corrected, was `missing`: keytar passes on translated words alone (keytar_win.cc, `getErrorMessage`).
  [
    'win32',
    'de, ERROR_NO_SUCH_LOGON_SESSION',
    'Eine angegebene Anmeldesitzung ist nicht vorhanden. Sie wurde gegebenenfalls bereits beendet.\r\n',
    'denied',
  ],
  [
    'linux',
    'no daemon',
    'The name org.freedesktop.secrets was not provided by any .service files',
    'missing',
    'missing',
  ],
  ['linux', 'no session bus', 'Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing', 'missing'],
  ['linux', 'IsLocked', 'Cannot create an item in a locked collection', 'locked', 'locked'],
  ['linux', 'de, unanswered prompt', 'Zeitüberschreitung wurde erreicht', 'locked', 'locked'],
  [
    'linux',
    'confined by AppArmor',
    'GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: An AppArmor policy prevents this sender from sending this message to this recipient',
    'denied',
    'open',
  ],
])('keychain, %s, %s: %s → %s', async (platform, _which, words, reason, service = 'open') => {
  const problem = await unavailable(new Error(words), platform, async () => service)
  expect(problem.reason).toBe(reason)
})

/** Virtual codes (Events.h) and, of modifiers, the bit of this very key (IOLLEvent.h) and the one that both sides share. */
const KEYS = {
  leftCtrl: { code: 59, bit: 0x1, shared: 0x40000 },
  rightCtrl: { code: 62, bit: 0x2000, shared: 0x40000 },
  leftShift: { code: 56, bit: 0x2, shared: 0x20000 },
  rightShift: { code: 60, bit: 0x4, shared: 0x20000 },
  leftAlt: { code: 58, bit: 0x20, shared: 0x80000 },
  rightAlt: { code: 61, bit: 0x40, shared: 0x80000 },
  leftCmd: { code: 55, bit: 0x8, shared: 0x100000 },
  rightCmd: { code: 54, bit: 0x10, shared: 0x100000 },
} as const
type Modifier = keyof typeof KEYS

const CAPS = 57
const FN = 63
const F18 = 0x4f
const A = 0x00
const UP_ARROW = 0x7e
const NON_COALESCED = 0x100

/** libuiohook's codes; whatever else there is counts as `key`. */
const NAMES: Record<number, string> = {
  0x001d: 'leftCtrl',
  0x0e1d: 'rightCtrl',
  0x002a: 'leftShift',
  0x0036: 'rightShift',
  0x0038: 'leftAlt',
  0x0e38: 'rightAlt',
  0x0e5b: 'leftCmd',
  0x0e5c: 'rightCmd',
}

const flagsOf = (...held: Modifier[]) =>
  held.reduce((flags, name) => flags | KEYS[name].bit | KEYS[name].shared, NON_COALESCED)
/** A modifier moved; `held` are those that are down after it. */
const moved = (name: Modifier, ...held: Modifier[]): TapEvent => ({
  type: EVENT.flagsChanged,
  value: KEYS[name].code,
  flags: flagsOf(...held),
})
const event = (type: number, value = 0, flags = NON_COALESCED): TapEvent => ({ type, value, flags })

/** What the system's own state shows from now on, over many looks. */
interface Look {
  down: readonly number[]
}
const MANY_LOOKS = 50

function heardOf(steps: readonly (TapEvent | Look)[]): string[] {
  const told: string[] = []
  const looks = new Set<() => void>()
  let down = new Set<number>()
  const events: HookEvents = {
    key(key, isDown, unseen = false) {
      const held = [key.ctrlKey && 'ctrl', key.altKey && 'alt', key.shiftKey && 'shift', key.metaKey && 'cmd']
      const state = held.filter(Boolean).join('+')
      told.push(
        `${NAMES[key.keycode] ?? 'key'} ${isDown ? 'down' : 'up'}${state && ` (${state})`}${unseen ? ' unseen' : ''}`,
      )
    },
    button: (_button, isDown) => told.push(`button ${isDown ? 'down' : 'up'}`),
    wheel: () => told.push('touch'),
    touch: () => told.push('touch'),
    hidden: () => told.push('hidden'),
  }
  const keys = createMacKeys({
    events,
    isDown: (code) => down.has(code),
    every(_ms, callback) {
      looks.add(callback)
      return () => looks.delete(callback)
    },
  })
  for (const step of steps) {
    if ('down' in step) {
      down = new Set(step.down)
      for (let count = 0; count < MANY_LOOKS; count++) for (const look of [...looks]) look()
      continue
    }
    const { type, value, flags } = step
    if (type === EVENT.keyDown) down.add(value)
    if (type === EVENT.keyUp) down.delete(value)
    const modifier = Object.values(KEYS).find(({ code }) => code === value)
    if (type === EVENT.flagsChanged && modifier) {
      if (flags & modifier.bit) down.add(value)
      else down.delete(value)
    }
    keys.heard(step)
  }
  return told
}

test.each<[string, (TapEvent | Look)[], string[]]>([
  [
    'right Ctrl alone',
    [moved('rightCtrl', 'rightCtrl'), moved('rightCtrl')],
    ['rightCtrl down (ctrl)', 'rightCtrl up'],
  ],
  [
    'both Ctrl, the right one up first',
    [
      moved('leftCtrl', 'leftCtrl'),
      moved('rightCtrl', 'leftCtrl', 'rightCtrl'),
      moved('rightCtrl', 'leftCtrl'),
      moved('leftCtrl'),
    ],
    ['leftCtrl down (ctrl)', 'rightCtrl down (ctrl)', 'rightCtrl up (ctrl)', 'leftCtrl up'],
  ],
  [
    'both Option, crossed',
    [
      moved('rightAlt', 'rightAlt'),
      moved('leftAlt', 'rightAlt', 'leftAlt'),
      moved('rightAlt', 'leftAlt'),
      moved('leftAlt'),
    ],
    ['rightAlt down (alt)', 'leftAlt down (alt)', 'rightAlt up (alt)', 'leftAlt up'],
  ],
  [
    'both Shift, both Command',
    [
      moved('rightShift', 'rightShift'),
      moved('leftShift', 'rightShift', 'leftShift'),
      moved('leftShift', 'rightShift'),
      moved('rightCmd', 'rightShift', 'rightCmd'),
      moved('leftCmd', 'rightShift', 'rightCmd', 'leftCmd'),
      moved('rightCmd', 'rightShift', 'leftCmd'),
    ],
    [
      'rightShift down (shift)',
      'leftShift down (shift)',
      'leftShift up (shift)',
      'rightCmd down (shift+cmd)',
      'leftCmd down (shift+cmd)',
      'rightCmd up (shift+cmd)',
    ],
  ],
  [
    'a shortcut with right Command',
    [
      moved('rightCmd', 'rightCmd'),
      event(EVENT.keyDown, A, flagsOf('rightCmd')),
      event(EVENT.keyUp, A, flagsOf('rightCmd')),
      moved('rightCmd'),
    ],
    ['rightCmd down (cmd)', 'key down (cmd)', 'key up (cmd)', 'rightCmd up'],
  ],
  [
    'F18 held, with its repeats',
    [event(EVENT.keyDown, F18), event(EVENT.keyDown, F18), event(EVENT.keyDown, F18), event(EVENT.keyUp, F18)],
    // Corrected, was libuiohook's code of F18: only keys that can be held to talk have theirs.
    ['key down', 'key down', 'key down', 'key up'],
  ],
  [
    'Caps Lock, on and off',
    [event(EVENT.flagsChanged, CAPS, 0x10100), event(EVENT.flagsChanged, CAPS)],
    ['touch', 'touch'],
  ],
  [
    'right Ctrl while Caps Lock is on',
    [event(EVENT.flagsChanged, KEYS.rightCtrl.code, 0x52100), event(EVENT.flagsChanged, KEYS.rightCtrl.code, 0x10100)],
    ['rightCtrl down (ctrl)', 'rightCtrl up'],
  ],
  // Corrected, was a key: Fn makes F8 of a media key, so that it must not count as another key beside it.
  ['Fn alone', [event(EVENT.flagsChanged, FN, 0x800100), event(EVENT.flagsChanged, FN)], []],
  [
    'an arrow carries the bit of Fn',
    [event(EVENT.keyDown, UP_ARROW, 0xa00100), event(EVENT.keyUp, UP_ARROW, 0xa00100)],
    ['key down', 'key up'],
  ],
  [
    'three buttons',
    [
      event(EVENT.leftDown, 0),
      event(EVENT.leftUp, 0),
      event(EVENT.rightDown, 1),
      event(EVENT.rightUp, 1),
      event(EVENT.otherDown, 2),
      event(EVENT.otherUp, 2),
    ],
    ['button down', 'button up', 'button down', 'button up', 'button down', 'button up'],
  ],
  [
    'a wheel, then a scroll that runs on',
    [event(EVENT.scroll), event(EVENT.scroll, 1), event(EVENT.scroll, 2)],
    ['touch'],
  ],
  ['a media key, then another event of the system', [event(EVENT.system, 1), event(EVENT.system, 0)], ['touch']],
  ['the tap was switched off', [event(EVENT.tapTimedOut, 0, 0), event(EVENT.tapDisabled, 0, 0)], []],
  [
    'a wheel and a click in a hold',
    [
      moved('rightAlt', 'rightAlt'),
      event(EVENT.scroll, 0, flagsOf('rightAlt')),
      event(EVENT.leftDown, 0, flagsOf('rightAlt')),
      event(EVENT.leftUp, 0, flagsOf('rightAlt')),
      moved('rightAlt'),
    ],
    ['rightAlt down (alt)', 'touch', 'button down', 'button up', 'rightAlt up'],
  ],
  [
    'F18 comes up behind a password field',
    [event(EVENT.keyDown, F18), { down: [F18] }, { down: [] }],
    // Corrected as above.
    ['key down', 'key up unseen'],
  ],
  [
    'right Ctrl comes up while the tap is off',
    [moved('rightCtrl', 'rightCtrl'), { down: [KEYS.rightCtrl.code] }, event(EVENT.tapTimedOut, 0, 0), { down: [] }],
    ['rightCtrl down (ctrl)', 'rightCtrl up unseen'],
  ],
  [
    'a program plays right Ctrl with the shared bit alone',
    [
      event(EVENT.flagsChanged, KEYS.rightCtrl.code, KEYS.rightCtrl.shared),
      event(EVENT.flagsChanged, KEYS.rightCtrl.code, 0),
    ],
    ['rightCtrl down (ctrl)', 'rightCtrl up'],
  ],
])('events of a macOS tap: %s', (_name, steps, downsAndUps) => {
  expect(heardOf(steps)).toEqual(downsAndUps)
})

test.each<[tag: string, version: string, released: boolean]>([
  ['v0.1.0', '0.1.0', true],
  ['v10.20.30', '10.20.30', true],
  ['v1.2.0-beta.1', '1.2.0-beta.1', true],
  ['v1.2.0-beta.10', '1.2.0-beta.10', true],
  ['v1.2.0', '1.2.1', false],
  ['v1.2.0', '1.2.0-beta.1', false],
  ['v1.2.0-beta.1', '1.2.0', false],
  ['1.2.0', '1.2.0', false],
  ['V1.2.0', '1.2.0', false],
  ['refs/tags/v1.2.0', '1.2.0', false],
  ['v1.2.0-rc.1', '1.2.0-rc.1', false],
  ['v1.2.0-alpha.1', '1.2.0-alpha.1', false],
  ['v1.2.0-beta1', '1.2.0-beta1', false],
  ['v1.2.0-Beta.1', '1.2.0-Beta.1', false],
  ['v1.2.0-beta.01', '1.2.0-beta.01', false],
  ['v01.2.0', '01.2.0', false],
  ['v1.2', '1.2', false],
  ['v1.2.0.4', '1.2.0.4', false],
  ['v1.2.0+build.5', '1.2.0+build.5', false],
  ['', '0.1.0', false],
])('tag %j of version %j: released %s', (tag, version, released) => {
  expect(whyNoRelease(tag, version) === null).toBe(released)
})
