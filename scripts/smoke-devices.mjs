import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'

/*
 * `npm run smoke-devices`: gives a runner of macOS or Windows a microphone that can be played into, for `npm run smoke`. It
 * changes the computer that it runs on, and is meant for those alone that are thrown away.
 */
const TCC = '/Library/Application Support/com.apple.TCC/TCC.db'

/** @param {string} service */
function allow(service) {
  return `INSERT OR REPLACE INTO access (service, client, client_type, auth_value, auth_reason, auth_version,
    indirect_object_identifier_type, indirect_object_identifier, flags)
    VALUES ('${service}', 'cash.dexter.voice', 0, 2, 4, 1, 0, 'UNUSED', 0)`
}

const COMMANDS = {
  // A driver that gives to its input what its output gets; the sound system looks for drivers when it starts.
  darwin: [
    ['brew', 'install', '--cask', 'blackhole-2ch'],
    ['brew', 'install', 'switchaudio-osx'],
    ['sudo', 'killall', 'coreaudiod'],
    ['SwitchAudioSource', '-t', 'input', '-s', 'BlackHole 2ch'],
    ['SwitchAudioSource', '-t', 'output', '-s', 'BlackHole 2ch'],
    // What a person would allow in System Settings; the images of runners are prepared in the same way for their own programs
    // (actions/runner-images, configure-tccdb-macos.sh).
    ['sudo', 'sqlite3', `${TCC}`, allow('kTCCServiceAccessibility')],
    ['sudo', 'sqlite3', `${TCC}`, allow('kTCCServiceListenEvent')],
    ['sqlite3', `${homedir()}${TCC}`, allow('kTCCServiceMicrophone')],
  ],
  win32: [
    ['net', 'start', 'audiosrv'],
    ['choco', 'install', 'vb-cable', '-y', '--no-progress'],
  ],
}

if (!process.env.CI) {
  console.error('smoke-devices: it installs drivers, and runs only where CI is set.')
  process.exit(1)
}
const commands = COMMANDS[/** @type {keyof typeof COMMANDS} */ (process.platform)] ?? []
for (const [command = '', ...args] of commands) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  console.log(`${status === 0 ? 'done  ' : 'FAILED'}  ${command} ${args.join(' ')}`)
}
