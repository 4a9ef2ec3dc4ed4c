import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { voiceSources } from '../../main/composition/follow-settings'
import { writeSignIn } from '../../main/identity/stored-sign-in'
import type { ListedWallet } from '../../shared/account'
import type { SettingsPatch } from '../../shared/settings'
import { createRig } from './rig'

let profile = ''
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'composition-'))
})
afterEach(() => rmSync(profile, { recursive: true, force: true }))

const wallet = (address: string, label: string): ListedWallet => ({
  address,
  label,
  isDefault: false,
  paper: true,
  mayTrade: true,
})
const MAIN = wallet('So11111111111111111111111111111111111111112', 'Main')
const SECOND = wallet('7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1', 'Second')

async function open(patch: object = {}) {
  const rig = createRig(profile, [MAIN, SECOND])
  const ann = { refreshToken: 'refresh', subject: 'ann', label: 'Ann' }
  rig.keytar.entries.set('account:https://api.dexter.cash', writeSignIn(ann))
  await rig.settings.change({ ...patch })
  rig.open(voiceSources(rig.settings.current()))
  await rig.account.follow()
  rig.tell({ type: 'account-told' })
  await rig.secrets.look()
  rig.wallets.follow()
  await rig.wallets.refresh()
  rig.told()
  rig.keytar.calls.splice(0)
  return rig
}

describe('a wallet that is picked', () => {
  const mcpServers = [{ id: 'a', label: 'A', url: 'https://a.example', headers: ['x-key'] }]

  it.each([
    ['practice', 'practice:trader'],
    ['dexter', 'dexter:ann@api.dexter.cash'],
  ] as const)(
    'in %s is told to the session and on screen, asks no keychain, and reaches nobody else',
    async (backend, key) => {
      const rig = await open({ backend, mcpServers })
      const shown: string[] = []
      for (const slice of ['account', 'wallets', 'secrets', 'secretQuestions', 'status', 'backendNote'] as const)
        rig.state.subscribe(
          (now) => now[slice],
          () => shown.push(slice),
        )
      expect(await rig.wallets.pick(SECOND.address)).toEqual({ ok: true })
      // What anybody still had under way would be done by then.
      await new Promise(setImmediate)
      expect(rig.told()).toEqual(['command wallet'])
      expect(shown).toEqual(['wallets'])
      expect(rig.keytar.calls).toEqual([])
      expect(rig.settings.current().wallets).toEqual({ [key]: SECOND.address })
      expect(rig.wallets.picked()).toEqual({ address: SECOND.address, label: 'Second' })
    },
  )
})

describe('a setting that is changed reaches who uses it', () => {
  it.each<[object, SettingsPatch | Record<string, unknown>, string[]]>([
    [{}, { tailMs: 200 }, ['settings']],
    [{}, { theme: 'dark' }, ['theme dark', 'settings']],
    [{}, { hotkey: 'f13' }, ['settings', 'key f13']],
    [{}, { startAtLogin: true }, ['settings', 'autostart true']],
    [{}, { mcpServers: [{ id: 'a', label: 'A', url: 'https://a.example' }] }, ['settings', 'secrets']],
    [{}, { model: 'gpt-realtime-mini' }, ['settings']],
    [
      { backend: 'openai' },
      { model: 'gpt-realtime-mini' },
      ['settings', 'questions cleared', 'voice window kept', 'command reset'],
    ],
    [{ backend: 'openai' }, { dexter: { url: 'https://other.example' } }, ['settings', 'account']],
    [
      { backend: 'openai' },
      { openai: { url: 'https://proxy.example' } },
      ['settings', 'questions cleared', 'new voice window'],
    ],
    [{}, { openai: { url: 'https://proxy.example' } }, ['settings', 'new voice window']],
    [{}, { tailMs: 150 }, []],
  ])('%o, then %o', async (before, patch, told) => {
    const rig = await open(before)
    expect(await rig.settings.change(patch)).toMatchObject({ ok: true })
    expect(rig.told()).toEqual(told)
  })

  it('another backend: its session, its account and its note', async () => {
    const rig = await open()
    await rig.settings.change({ backend: 'openai' })
    await new Promise(setImmediate)
    expect(rig.told()).toEqual([
      'settings',
      'left practice',
      'questions cleared',
      'voice window kept',
      'command reset',
      'account',
      'command past',
      'command wallet',
    ])
    expect(rig.state.current.backendNote).toBe('note of openai')
    expect(rig.state.current.wallets.state).toBe('none')
  })
})

describe('what a fact causes', () => {
  it('the engine is gone: the key is let go, the ledger knows, and the state says so', async () => {
    const rig = await open()
    rig.tell({ type: 'voice-gone', crash: 'no socket' })
    expect(rig.told()).toEqual(['key let go', 'ledger'])
    expect(rig.state.current.status.state).toBe('connecting')
    expect(rig.state.snapshot().entries).toMatchObject([{ code: 'voice_window_gone' }])
  })

  it('a key that was entered ends the session that was minted without it', async () => {
    const practice = await open()
    practice.tell({ type: 'secret-entered' })
    expect(practice.told()).toEqual([])
    const openai = await open({ backend: 'openai' })
    openai.tell({ type: 'secret-entered' })
    expect(openai.told()).toEqual(['command reset'])
  })

  it('the system lets the app record: the session is told, and the trader', async () => {
    const rig = await open()
    rig.flags.microphone = 'denied'
    rig.tell({ type: 'microphone-access-told' })
    expect([rig.told(), rig.state.current.microphoneAccess]).toEqual([[], 'denied'])
    rig.flags.microphone = 'granted'
    rig.tell({ type: 'microphone-access-told' })
    expect([rig.told(), rig.state.current.microphoneAccess]).toEqual([['command microphone-allowed'], 'granted'])
    expect(rig.state.snapshot().entries).toMatchObject([{ code: 'microphone_allowed' }])
  })

  it('a window that is seen has died: it is said which', async () => {
    const rig = await open()
    rig.tell({ type: 'view-gone', window: 'hud', reason: 'crashed' })
    expect(rig.state.snapshot().entries).toMatchObject([
      { text: 'The small window stopped (crashed) and was opened again.' },
    ])
  })

  it('everything is forgotten: nothing is asked any more, and another session begins', async () => {
    const rig = await open()
    rig.tell({ type: 'everything-forgotten' })
    expect(rig.told()).toEqual(['questions cleared', 'command reset'])
  })
})
