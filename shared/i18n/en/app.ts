/** What the app itself says in dialogs and on the command line: start, updates, autostart, profile. */
export default {
  start: {
    failed: 'Dexter Voice can’t start',
    /** Said before the app can know its language. */
    refusedSwitch:
      'Dexter Voice doesn’t accept the switch “--{name}”. Only a few are allowed, because others could let programs in. Start it again without that switch.',
    profileUnwritable:
      'Your settings, conversations and logs can’t be saved, so changes last until you quit. Allow Dexter Voice to write to its profile folder. ({code})',
    noTray:
      'Your desktop doesn’t show tray icons. Dexter Voice keeps running when you close this window. To open the window again, start Dexter Voice again.',
    starting: 'Starting…',
    startingAgain: 'Starting again…',
  },
  menu: { settings: 'Settings…' },
  lost: {
    network: 'The part that connects to the internet stopped ({reason}) and was restarted.',
    audio: 'The part that plays and records sound stopped ({reason}) and was restarted.',
    graphics: 'The part that draws the windows stopped ({reason}) and was restarted.',
    panel: 'The panel stopped ({reason}) and was opened again.',
    hud: 'The small window stopped ({reason}) and was opened again.',
    voice: 'The audio part stopped ({why}) and was restarted.',
    panic: 'it didn’t stop in time',
    voiceGone: 'The audio part of Dexter Voice stopped.',
    askAgain: 'The audio part of Dexter Voice stopped. Ask again.',
    mayHaveMoved:
      'The audio part of Dexter Voice stopped. Money may have moved, and the outcome is unknown. Check your wallet.',
  },
  failed: 'That didn’t work. Try again.',
  microphoneAllowed: 'Microphone access is on. You can talk now.',
  microphoneAllowedMac:
    'Microphone access is on. You can talk now. If Dexter Voice hears nothing, quit it and start it again.',
  /** Why the engine’s session had to end: read beside what it left undone. */
  reset: {
    backend: 'You switched to another service or changed its settings.',
    secret: 'You saved or removed a key.',
    allowed: 'You allowed a key to be sent to another address.',
    account: 'Your sign-in changed.',
    forgotten: 'You removed everything that was stored.',
    practice: 'You reset your practice money.',
  },
  autostart: {
    approve:
      'macOS needs your approval to start Dexter Voice when you log in. Turn it on in System Settings, General, Login Items.',
    notOn: 'Launching at log-in couldn’t be turned on. Turn it on in your system’s list of startup apps. ({code})',
    notOff: 'Launching at log-in couldn’t be turned off. Turn it off in your system’s list of startup apps. ({code})',
    refused: 'the system refused',
  },
  applications: {
    question: 'Move Dexter Voice to the Applications folder?',
    why: 'Dexter Voice can only update itself and launch at log-in from there.',
    move: 'Move to Applications',
    dontMove: 'Don’t Move',
    notMoved: 'Dexter Voice wasn’t moved. Quit it, drag it to the Applications folder, and open it from there.',
    couldNotMove:
      'Dexter Voice couldn’t be moved. Quit it, drag it to the Applications folder, and open it from there.',
  },
  update: {
    ready:
      'Version {version} is ready and installs when you quit. To install it now, choose “Restart to install” in the tray menu or in Settings.',
    updated: 'Updated to version {version}.',
    newest: 'Version {version} is the newest.',
    notHere: 'This is version {version}. It can’t be updated here.',
    byHand:
      'This is version {version}. It was installed in a way that can’t update itself. Install new versions by hand.',
    unsigned:
      'This is version {version}. Its updates aren’t signed yet, so it can’t update itself. Install new versions by hand.',
    badKey:
      'This is version {version}. The key that checks its updates can’t be read, so it can’t update itself. Install Dexter Voice again.',
    older: 'The update server offers version {offered}, which isn’t newer than {version}. Nothing was installed.',
    notSigned: 'Version {version} isn’t signed by the makers of Dexter Voice. It wasn’t installed.',
    damaged: 'Version {version} was damaged or changed on its way. It wasn’t installed.',
    changedOnDisk: 'Version {version} was changed on your disk after it was checked. It wasn’t installed.',
    notInstalled:
      'Version {version} couldn’t be installed, so you still have version {current}. Check for updates to try again.',
    noUpdate: 'The update server didn’t respond with an update. Try again later.',
    notChecked: 'Updates couldn’t be checked. Check your internet connection and try again. ({why})',
    readOnlyMac:
      'Version {version} can’t be installed, because Dexter Voice is in a folder that can’t be changed. Move it to the Applications folder and open it from there.',
    readOnly:
      'Version {version} can’t be installed, because Dexter Voice is in a folder that can’t be changed. Move it to a folder you can write to and start it from there.',
    noSpace:
      'Version {version} can’t be installed, because your disk is full. Free up some space, then choose “Check for updates” in Settings.',
    noPermissionMac:
      'Version {version} can’t be installed, because you don’t have permission to replace Dexter Voice. Ask whoever manages this computer, or move Dexter Voice to a folder of your own.',
    noPermission:
      'Version {version} can’t be installed, because you don’t have permission to replace Dexter Voice. Install it by hand, or ask whoever manages this computer.',
  },
  settings: {
    damaged: 'Your settings file was damaged, so the defaults apply. The old file is saved as {file}.',
    damagedInTheWay:
      'Your settings file was damaged and couldn’t be moved, so the defaults apply and changes aren’t saved. Move or delete the file, then start Dexter Voice again.',
    newer:
      'Your settings file is from a newer version of Dexter Voice, so the defaults apply. The old file is saved as {file}.',
    newerInTheWay:
      'Your settings file is from a newer version of Dexter Voice and couldn’t be moved, so the defaults apply and changes aren’t saved. Install the newer version, or delete the file.',
    unread:
      'Some settings in your settings file couldn’t be read, so their defaults apply: {names}. The original file is saved as {file}.',
    unreadInPlace:
      'Some settings in your settings file couldn’t be read, so their defaults apply: {names}. Correct them there before you change another setting.',
    notSavedInTheWay:
      'The change applies until you quit, but it isn’t saved, because the old settings file couldn’t be moved. Move or delete it, then start Dexter Voice again.',
    notSaved: 'The change applies until you quit, but it couldn’t be saved. Check your disk. ({code})',
  },
  usage: {
    damaged: 'Today’s usage file was damaged, so what you used until now doesn’t count toward your budget.',
    damagedKept:
      'Today’s usage file was damaged, so what you used until now doesn’t count toward your budget. The old file is saved as {file}.',
    notSaved: 'Today’s usage can’t be saved, so your budget starts over when you restart. Check your disk.',
  },
  journal: 'The session log can’t be saved, so it lasts until you quit. Check your disk.',
  speech: 'Too much speech is waiting for an answer. The oldest would be lost if the audio part stopped now.',
  ledger: {
    unreadable: 'The trade ledger can’t be read. Check your disk, then open this tab again.',
    /** Which line of the ledger does not hold, behind its number. */
    fault: {
      json: 'it is not JSON',
      fields: 'it doesn’t have the fields of a ledger line',
      number: 'its number is wrong',
      order: 'it doesn’t follow the line before',
      arguments: 'its arguments were changed',
      content: 'its content was changed',
    },
    tampered:
      'The trade ledger was changed or cut (line {line}: {fault}). It is saved as {file}, and a new one was started.',
    changed:
      'Another program changed the trade ledger while Dexter Voice was running. It is saved as {file}, and a new one was started.',
    deleted: 'The trade ledger was deleted while Dexter Voice was running. A new one was started.',
    torn: 'Dexter Voice stopped while it was writing to the trade ledger. The unfinished last line never counted and was removed.',
    noSpace: 'The trade ledger can’t be saved, so nothing can be approved. Free up some space on your disk.',
    readOnly: 'The trade ledger can’t be saved, so nothing can be approved. Your disk is read-only.',
    noPermission:
      'The trade ledger can’t be saved, so nothing can be approved. Allow Dexter Voice to write to its profile folder.',
    notSaved: 'The trade ledger can’t be saved, so nothing can be approved. Check your disk.',
    savedAgain: 'The trade ledger can be saved again, and nothing is missing from it.',
    unknownApp: 'Dexter Voice stopped while money may have moved ({tools}). The outcome is unknown. Check your wallet.',
    unknownAudio:
      'The audio part of Dexter Voice stopped while money may have moved ({tools}). The outcome is unknown. Check your wallet.',
  },
  limits: {
    notSaved: 'Your limits stay as they were, because the trade ledger can’t be saved.',
    overruled:
      'The trading limits in the settings file aren’t the ones you last saved in Dexter Voice, so they don’t count. To change your limits, open Settings.',
    tooLoose:
      'The trading limits in the settings file are looser than the defaults and weren’t saved in Dexter Voice, so the defaults apply. To change your limits, open Settings.',
    afterBreak:
      'Your trading limits were in a trade ledger that can’t be trusted any more. The stricter of the settings file and the defaults apply until you change your limits in Settings.',
  },
  export: {
    title: 'Export trades',
    saved: 'Saved as {file}.',
    savedPart: 'Saved as {file}. The ledger is broken at line {line}, and nothing after that line is in the file.',
    failed: 'The file couldn’t be saved. Choose another folder.',
    failedCode: 'The file couldn’t be saved. Choose another folder. ({code})',
  },
} as const
