import { describe, expect, it } from 'vitest'
import { bindingAccelerator, bindingLabel, bindingWarnings, bindingXdg, isHeard } from '../../shared/binding-words'
import { bindingsOf, type ChosenKeys, hotkeyFor, keyClash, usedBy } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import { INPUTS, parseBinding, printBinding } from '../../shared/keys'
import { SettingsSchema } from '../../shared/settings'

const binding = (text: string) => {
  const found = parseBinding(text)
  if (found === null) throw new Error(`no binding: ${text}`)
  return found
}
const chosen = (hotkey: string | null, bindings: Partial<ChosenKeys['bindings']> = {}): ChosenKeys => ({
  hotkey,
  bindings: { handsFree: null, panic: null, panel: null, ...bindings },
})

describe('a binding', () => {
  it('is read whatever its case, order and system, and written in one way', () => {
    for (const [text, printed] of [
      ['F9', 'F9'],
      ['rightctrl', 'RightCtrl'],
      ['alt+ctrl+k', 'Ctrl+Alt+K'],
      ['Command+Option+Space', 'Alt+Meta+Space'],
      ['Win + Shift + 1', 'Shift+Meta+1'],
      ['mouse4', 'Mouse4'],
      ['Ctrl+WheelLeft', 'Ctrl+WheelLeft'],
      ['MEDIAPLAY', 'MediaPlay'],
    ] as const)
      expect(printBinding(binding(text))).toBe(printed)
    for (const { name } of INPUTS) expect(printBinding(binding(name))).toBe(name)
  })

  it('is none where a part of it is unknown, twice, missing, or cancels', () => {
    for (const text of [
      '',
      '+',
      'Ctrl',
      'Ctrl+',
      'Ctrl+Ctrl+K',
      'Ctrl+Control+K',
      'Hyper+K',
      'Escape',
      'Mouse1',
      'Ctrl+RightAlt',
      'K+Ctrl',
    ])
      expect(parseBinding(text)).toBeNull()
  })

  it('has no code that another has, so that what is heard has one name', () => {
    for (const kinds of [['modifier', 'key', 'types', 'media'], ['button'], ['tilt']]) {
      const codes = INPUTS.filter(({ kind }) => kinds.includes(kind)).map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
    }
    const mac = INPUTS.flatMap(({ kind, mac: it }) =>
      it === undefined || kind === 'media' || kind === 'button' ? [] : [it],
    )
    expect(new Set(mac).size).toBe(mac.length)
  })

  it('is called as each system calls it', () => {
    const labels = (text: string) =>
      (['linux', 'win32', 'darwin'] as const).map((system) => bindingLabel(binding(text), system))
    expect(labels('Ctrl+Alt+K')).toEqual(['Ctrl+Alt+K', 'Ctrl+Alt+K', 'Control-Option-K'])
    expect(labels('RightMeta')).toEqual(['Right Super', 'Right Windows key', 'Right Command'])
    expect(labels('Mouse4')[0]).toBe('Mouse button 4')
    expect(labels('Num7')[0]).toBe('Keypad 7')
  })

  it('is written as desktops and Electron take it', () => {
    expect(bindingXdg(binding('Meta+Ctrl+K'))).toBe('CTRL+LOGO+k')
    expect(bindingXdg(binding('PageUp'))).toBe('Page_Up')
    expect([bindingXdg(binding('RightCtrl')), bindingXdg(binding('Mouse4'))]).toEqual([null, null])
    expect(bindingAccelerator(binding('Ctrl+Shift+Slash'))).toBe('Control+Shift+/')
    expect(bindingAccelerator(binding('MediaPlay'))).toBe('MediaPlayPause')
    // It would no longer be typed.
    expect(bindingAccelerator(binding('Shift+K'))).toBeNull()
  })

  it('is warned of for what it does besides, and where nobody hears it', () => {
    const warned = (text: string, system: 'linux' | 'win32' | 'darwin') =>
      bindingWarnings(binding(text), system).join(' ')
    expect(warned('F9', 'linux')).toBe('')
    expect(warned('K', 'linux')).toContain(t('hotkey.warning.types', { key: 'K' }))
    expect(warned('Shift+Space', 'linux')).toContain('types')
    expect(warned('Ctrl+Alt+Q', 'win32')).toContain('AltGr')
    expect(warned('Ctrl+Alt+Q', 'darwin')).not.toContain('AltGr')
    expect(warned('Meta+L', 'win32')).toContain(t('hotkey.warning.taken', { key: 'Win+L' }))
    expect(warned('Meta+Space', 'darwin')).toContain('uses')
    expect(warned('F13', 'darwin')).toContain('password')
    expect(warned('RightMeta', 'darwin')).toBe('')
    expect(warned('MediaPlay', 'linux')).toContain('can’t hear')
    expect([
      isHeard(binding('MediaPlay'), 'win32'),
      isHeard(binding('WheelLeft'), 'darwin'),
      isHeard(binding('F24'), 'darwin'),
    ]).toEqual([true, false, false])
  })
})

describe('the keys in the settings', () => {
  it('may be any binding, and one that this system lacks falls to the default', () => {
    const read = (patch: object) => SettingsSchema.safeParse(patch).success
    for (const hotkey of ['right-ctrl', 'Ctrl+Alt+K', 'Mouse4', null]) expect(read({ hotkey })).toBe(true)
    expect(read({ hotkey: 'Ctrl+Nothing' })).toBe(false)
    expect(read({ bindings: { panic: 'F10' } })).toBe(true)
    expect(read({ bindings: { panic: 'right-ctrl' } })).toBe(false)
    expect(hotkeyFor('Ctrl+Alt+K', 'linux')).toMatchObject({
      label: 'Ctrl+Alt+K',
      xdg: 'CTRL+ALT+k',
      isModifier: false,
    })
    expect(hotkeyFor('Mouse4', 'linux')).toMatchObject({ label: 'Mouse button 4', xdg: 'CTRL+ALT+space' })
    expect(hotkeyFor('MediaPlay', 'linux').label).toBe('Right Ctrl')
    expect(bindingsOf(chosen('F9', { panic: 'MediaStop', panel: 'F8' }), 'linux').map(({ action }) => action)).toEqual([
      'talk',
      'panel',
    ])
  })

  it('differ from one another, the default of the talk key included', () => {
    expect(keyClash(chosen(null, { panic: 'F10', panel: 'Ctrl+F10' }), 'linux')).toBeNull()
    expect(keyClash(chosen(null, { panic: 'RightCtrl' }), 'linux')).toBe(
      'Right Ctrl is already used for “Stop everything”. Choose another key.',
    )
    expect(keyClash(chosen('f9', { panel: 'f9' }), 'linux')).not.toBeNull()
    expect(keyClash(chosen('F9', { panic: 'F10', panel: 'F10' }), 'linux')).not.toBeNull()
    expect(usedBy(binding('F10'), 'talk', chosen('F9', { panic: 'F10' }), 'linux')).toBe('panic')
  })
})
