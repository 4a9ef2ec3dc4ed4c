/** The talk key: names of keys, and why one cannot be used. */
export default {
  key: {
    rightControl: 'Right Control',
    rightCtrl: 'Right Ctrl',
    rightOption: 'Right Option',
    rightAlt: 'Right Alt',
    rightCommand: 'Right Command',
    rightShift: 'Right Shift',
    scrollLock: 'Scroll Lock',
  },
  note: {
    mediaKey: 'On a Mac keyboard, hold Fn with it, or use F1, F2, etc. as standard function keys (Keyboard settings).',
    altGr: 'On many keyboards this key is AltGr, which types characters together with other keys.',
    altGrMenu:
      'On many keyboards this key is AltGr, which types characters together with other keys. On its own it can open the menu of the window in front.',
    noRightControl: 'Apple’s laptop keyboards have no Right Control.',
    copilot: 'If your keyboard has a Copilot key instead of Right Ctrl, choose another key.',
    filterKeys:
      'Windows offers Filter Keys when you hold this key for eight seconds. Turn that shortcut off in Windows Settings, Accessibility, Keyboard.',
    scrollLock: 'Each press also switches Scroll Lock, which changes what the arrow keys do in Excel.',
  },
  hint: {
    pending: 'Getting the talk key ready…',
    desktopAsks: 'Your desktop may ask which key to hold',
    hold: 'Hold {key} to talk',
    holdGiven: 'Hold the key you chose in your desktop’s settings',
    toggle: 'Press {keys} to talk, and again to send',
    instead: 'Type your question in the panel, or bind a key in your system’s settings to “dexter-voice --talk=toggle”',
  },
  talkKey: 'the talk key',
  /** What a desktop calls the shortcut when it asks for its key. */
  shortcut: 'Hold to talk',
  problem: {
    instead:
      'Type your question in the panel, or bind a key in your system’s settings to “dexter-voice --talk=toggle”.',
    notAllowed: 'macOS doesn’t let Dexter Voice see the talk key yet.',
    inputMonitoring:
      'macOS didn’t let Dexter Voice see the talk key. In System Settings, Privacy & Security, turn on Dexter Voice under Input Monitoring too, then quit and start it again.',
    armLinux: 'Holding a key isn’t supported on ARM Linux.',
    wayland: 'Wayland hides held keys from apps.',
    noDisplay: 'There’s no display, so no key can be seen.',
    cantListen: 'Dexter Voice can’t see keys on this computer.',
    hiddenKey:
      'macOS hides {key} while you’re in a password field or another app guards the keyboard. Leave that field, or choose Right Option as your talk key.',
    taken: 'Another app already uses the shortcut {keys}.',
    notSet: 'Your system didn’t let Dexter Voice use the shortcut {keys}.',
    desktopNoKeys: 'Your desktop gives apps no keys.',
    desktopRefused: 'Your desktop was told not to give Dexter Voice a key.',
    desktopGaveNone: 'Your desktop gave Dexter Voice no key.',
    desktopTookBack: 'Your desktop took the key back.',
  },
  restarted: 'The part that watches the talk key stopped and was restarted. Hold the key again.',
  /** Why a hold ended, or can’t approve. */
  ended: {
    otherProgram: 'Another app used the talk key while you held it.',
    missedRelease: 'Dexter Voice didn’t see you let go of the key before you pressed it again.',
    tooLong: 'You held the key for two minutes, so the recording stopped.',
    tooBusy: 'Your computer was too busy to measure how long you held the key.',
    hidden: 'macOS hid other keys while you held this one.',
    unseen: 'Dexter Voice could no longer see the key, so the recording stopped.',
    over: 'The recording has ended.',
    listenerRestarted: 'Dexter Voice had to restart its key listener while you held the key.',
    listenerStopped: 'The key listener stopped while you held the key.',
    desktopTookBack: 'Your desktop took the key back while you held it.',
    allowed: 'macOS now lets Dexter Voice see the key.',
    disallowed: 'macOS stopped letting Dexter Voice see the key while you held it.',
    slept: 'Your computer slept while you held the key.',
    locked: 'Your screen was locked while you held the key.',
    otherUser: 'Another user took over while you held the key.',
    asleep: 'Your computer went to sleep while you held the key.',
    closing: 'Dexter Voice is closing.',
    shuttingDown: 'Your computer is shutting down.',
    audioStopped: 'The audio part of Dexter Voice stopped while you held the key.',
  },
} as const
