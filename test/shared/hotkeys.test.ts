import { describe, expect, it } from 'vitest'
import { HOTKEYS, hotkeyFor, hotkeysOf } from '../../shared/hotkeys'

const labels = (platform: string) => hotkeysOf(platform).map(({ label }) => label)

describe('the keys that are offered', () => {
  it('are those that each system has, by the names that stand on its keyboards', () => {
    expect(labels('darwin')).toEqual([
      'Right Control',
      'Right Option',
      'Right Command',
      'Right Shift',
      'F8',
      'F9',
      'F13',
    ])
    const elsewhere = ['Right Ctrl', 'Right Alt', 'Right Shift', 'F8', 'F9', 'F13', 'Scroll Lock']
    expect([labels('win32'), labels('linux'), labels('freebsd')]).toEqual([elsewhere, elsewhere, elsewhere])
  })

  it('one that this system lacks, or that nobody knows, falls to the default', () => {
    expect(hotkeyFor('scroll-lock', 'darwin').label).toBe('Right Option')
    expect(hotkeyFor('right-cmd', 'win32').label).toBe('Right Ctrl')
    expect(hotkeyFor('hyper', 'linux').label).toBe('Right Ctrl')
    expect(hotkeyFor(null, 'darwin').label).toBe('Right Option')
  })

  it('what does not work everywhere is said where it is chosen', () => {
    const note = (id: string, platform: string) => hotkeyFor(id, platform).note
    expect(note('right-alt', 'win32')).toMatch(/AltGr.*menu of the window in front/)
    expect(note('right-ctrl', 'win32')).toMatch(/Copilot/)
    expect(note('f8', 'darwin')).toMatch(/hold Fn with it/)
    expect(note('right-alt', 'darwin')).toBeNull()
    for (const { notes = {} } of HOTKEYS) for (const text of Object.values(notes)) expect(text()).toMatch(/\.$/)
  })
})
