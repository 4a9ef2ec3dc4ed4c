import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hotkeyFor } from '../../shared/hotkeys'
import { launchApp } from '../../tools/desktop/app'
import { stillRunning, withDescendants } from '../../tools/desktop/app-processes'
import { startDesktop } from '../../tools/desktop/desktop'
import { openPanel } from '../../tools/desktop/panel'
import { toneFile } from '../../tools/desktop/tone'

const KEY = hotkeyFor(null, 'linux').code

test('quitting while the trader speaks ends the session, writes the last row, and leaves no process', async () => {
  const desktop = await startDesktop()
  const profile = join(desktop.dir, 'profile')
  try {
    const app = await launchApp(desktop, { args: ['--show-panel'], profile })
    const panel = await openPanel(app)
    await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 20_000)
    await desktop.keyboard.down(KEY)
    await panel.until(({ status }) => status.microphone.state === 'open', 5_000)
    await desktop.microphone.play(toneFile(desktop))
    const seen = await panel.log()
    const child = app.process()
    const family = withDescendants(child.pid!)
    // Main, windows, GPU, network, hook and practice at the least.
    expect(family.length).toBeGreaterThan(5)
    // As the system does at log-out; then once more, as an impatient hand does.
    const begun = Date.now()
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await app.close()
    await ended
    expect(Date.now() - begun).toBeLessThan(6_000)
    expect(await stillRunning(family, 5_000)).toEqual([])

    const [file = ''] = readdirSync(join(profile, 'sessions'))
    const text = readFileSync(join(profile, 'sessions', file), 'utf8')
    expect(text.endsWith('\n')).toBe(true)
    const rows: { seq: number; name: string }[] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1))
    // What was told after the quit began is there, too: the hold ended with it, though no finger let go.
    const late = rows.slice(seen.at(-1)?.seq ?? 0).map((row) => row.name)
    expect(late).toContain('talk.abort')
  } finally {
    await desktop.keyboard.releaseAll()
    await desktop.close()
  }
})
