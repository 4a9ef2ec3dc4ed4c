import { act } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { SettingsView } from '../../renderer/views/settings/settings-view'
import { SettingsSchema } from '../../shared/settings'
import { fakeBridge } from './fixtures/bridge'
import { snapshot } from './fixtures/entries'
import { click, mount, press, type, unmountAll } from './fixtures/mount'

afterEach(unmountAll)

async function view(given: Parameters<typeof fakeBridge>[0] = {}) {
  const bridge = fakeBridge(given)
  const shown = await mount(<SettingsView />, bridge)
  const field = (label: string) => {
    const found = [...shown.place.querySelectorAll('label')].find((one) => one.textContent === label)
    if (!found) throw new Error(`No setting "${label}"`)
    return document.getElementById(found.htmlFor) as HTMLInputElement & HTMLSelectElement
  }
  async function choose(label: string, value: string) {
    await act(async () => {
      field(label).value = value
      field(label).dispatchEvent(new Event('change', { bubbles: true }))
    })
  }
  async function leave(label: string) {
    await act(async () => void field(label).dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  }
  return { ...shown, bridge, field, choose, leave }
}

test.each([
  ['Talk key', 'f9', { hotkey: 'f9' }],
  ['Talk key', '', null],
  ['Microphone stays open', 'off', { microphoneWarmMs: 0 }],
  ['Microphone stays open', 'always', { microphoneWarmMs: null }],
  ['Answered by', 'openai', { backend: 'openai' }],
  ['Theme', 'dark', { theme: 'dark' }],
])('%s: choosing "%s" is kept at once', async (label, value, patch) => {
  const { bridge, choose } = await view()
  await choose(label, value)
  expect(bridge.calls).toEqual([['setSettings', patch ?? { hotkey: null }]])
})

test('the address of a Solana RPC server is kept when it is left, and emptied again; it says what the server learns', async () => {
  const { bridge, field, leave, text } = await view()
  await type(field('Solana RPC address'), ' https://rpc.example/key ')
  await leave('Solana RPC address')
  await type(field('Solana RPC address'), '')
  expect(text()).toContain('learns that transaction’s signature and your IP address')
  expect(bridge.calls).toEqual([['setSettings', { rpcUrl: 'https://rpc.example/key' }]])
  const given = await view({ settings: SettingsSchema.parse({ rpcUrl: 'https://rpc.example/key' }) })
  await type(given.field('Solana RPC address'), '')
  await given.leave('Solana RPC address')
  expect(given.bridge.calls).toEqual([['setSettings', { rpcUrl: null }]])
})

describe('practice money', () => {
  const button = (place: HTMLElement, words: string) => {
    const found = [...place.querySelectorAll('button')].find((one) => one.textContent === words)
    if (!found) throw new Error(`No button "${words}"`)
    return found
  }

  test('is reset by a second, deliberate click, and what came of it is said', async () => {
    const { bridge, place, text } = await view()
    await click(button(place, 'Reset practice money…'))
    expect(document.activeElement?.textContent).toBe('Keep it')
    expect(bridge.calls).toEqual([])
    await click(button(place, 'Reset practice money'))
    expect(bridge.calls).toEqual([['resetPractice']])
    expect(text()).toContain('Your practice money is as it was at first.')
  })

  test('that could not be reset says why', async () => {
    const { place, text } = await view({ answers: { resetPractice: { ok: false, message: 'The file is locked.' } } })
    await click(button(place, 'Reset practice money…'))
    await click(button(place, 'Reset practice money'))
    expect(text()).toContain('The file is locked.')
  })

  test.each(['openai', 'dexter'] as const)('is no matter of %s', async (backend) => {
    const { text } = await view({ settings: SettingsSchema.parse({ backend }) })
    expect(text()).not.toContain('Practice money')
  })
})

test.each([
  ['practice', 'nobody else learns'],
  ['openai', 'OpenAI then gets'],
] as const)('%s: what looking up past trades tells the service is said where it is chosen', async (backend, words) => {
  const { bridge, field, text } = await view({ settings: SettingsSchema.parse({ backend }) })
  expect(text()).toContain(words)
  expect(field('Answer questions about my trades').checked).toBe(true)
  await click(field('Answer questions about my trades'))
  expect(bridge.calls).toEqual([['setSettings', { shareTrades: false }]])
})

test('a session of Dexter has no tool for past trades, so that nothing is asked', async () => {
  const { text } = await view({ settings: SettingsSchema.parse({ backend: 'dexter' }) })
  expect(text()).not.toContain('Answer questions about my trades')
})

test('says whose choice the key is', async () => {
  const given = snapshot()
  expect((await view({ snapshot: given })).text()).toContain('works in every window')
  given.hotkey = { ...given.hotkey, source: 'portal', key: 'F8' }
  expect((await view({ snapshot: given })).text()).toContain('Your desktop gave F8')
})

test('where the desktop shows no tray icon it says how a window is opened that did not open', async () => {
  const given = snapshot()
  expect((await view({ snapshot: given })).text()).toContain('At log-in, only the tray icon appears.')
  given.trayMissing = true
  const text = (await view({ snapshot: given })).text()
  expect(text).toContain('Your desktop doesn’t show tray icons, so start Dexter Voice again to open its window.')
})

test('starting at log-in, and without a window, are two switches, the first one off', async () => {
  const { bridge, field } = await view()
  expect([field('Start at log-in').checked, field('Start without a window').checked]).toEqual([false, true])
  await act(async () => field('Start at log-in').click())
  await act(async () => field('Start without a window').click())
  expect(bridge.calls).toEqual([
    ['setSettings', { startAtLogin: true }],
    ['setSettings', { startHidden: false }],
  ])
})

test('a text is kept when it is left, once, and only when it changed', async () => {
  const { bridge, field, leave } = await view()
  await leave('Keep recording after release')
  await type(field('Keep recording after release'), '90')
  await leave('Keep recording after release')
  await leave('Keep recording after release')
  expect(bridge.calls).toEqual([['setSettings', { tailMs: 90 }]])
})

test('what main refuses is said under the setting, and stays to be corrected', async () => {
  const settings = SettingsSchema.parse({ backend: 'dexter' })
  const { field, find } = await view({ settings, refuseSettings: 'The address must begin with https.' })
  await type(field('Address'), 'ftp://x')
  await press(field('Address'), 'Enter')
  expect(find('.field-problem').textContent).toBe('The address must begin with https.')
  expect(field('Address').value).toBe('ftp://x')
  expect(field('Address').getAttribute('aria-invalid')).toBe('true')
})

test('only the chosen backend’s details are shown, and a change keeps its other parts', async () => {
  const settings = SettingsSchema.parse({ backend: 'openai', openai: { realtimeUrl: 'wss://voice.example' } })
  const { bridge, field } = await view({ settings })
  await type(field('Address'), 'https://api.example')
  await press(field('Address'), 'Enter')
  expect(bridge.calls).toEqual([
    ['setSettings', { openai: { ...settings.openai, url: 'https://api.example', realtimeUrl: 'wss://voice.example' } }],
  ])
})

test('an API key goes in and is not kept on screen', async () => {
  const { bridge, field, find } = await view({ settings: SettingsSchema.parse({ backend: 'openai' }) })
  const key = field('API key')
  expect(key.type).toBe('password')
  await type(key, ' sk-secret ')
  await act(async () => void key.form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))
  // Without a keychain main refuses: that it is held until the app quits is the trader's choice.
  expect(bridge.calls).toEqual([['setSecret', 'openai-key', 'sk-secret', false]])
  expect(key.value).toBe('')
  expect(find('.field-kept').textContent).toBe('Saved.')
})

test('what a sign-in needs is under Advanced, and an empty address takes Dexter’s own', async () => {
  const settings = SettingsSchema.parse({ backend: 'dexter', dexter: { issuer: 'https://id.example' } })
  const { bridge, field, find } = await view({ settings })
  expect(find('.disclosure summary').textContent).toBe('Advanced')
  expect(find('.disclosure').contains(field('Client id'))).toBe(true)
  await type(field('Issuer'), ' ')
  await press(field('Issuer'), 'Enter')
  await type(field('Token endpoint'), 'https://id.example/token')
  await press(field('Token endpoint'), 'Enter')
  expect(bridge.calls).toEqual([
    ['setSettings', { dexter: { ...settings.dexter, issuer: null } }],
    ['setSettings', { dexter: { ...settings.dexter, issuer: null, tokenEndpoint: 'https://id.example/token' } }],
  ])
})

test('the theme stands on the document', async () => {
  const bridge = fakeBridge({ settings: SettingsSchema.parse({ theme: 'dark' }) })
  await mount(<Panel />, bridge)
  expect(document.documentElement.dataset.theme).toBe('dark')
  await act(async () => bridge.push.settings(SettingsSchema.parse({ theme: 'system' })))
  expect(document.documentElement.dataset.theme).toBeUndefined()
})

test.each([
  ['2.5', 2.5],
  [' $ 10 ', 10],
  ['', null],
  ['a lot', Number.NaN],
])('a budget of "%s" is kept as %d', async (text, dollars) => {
  const { bridge, field } = await view({ settings: SettingsSchema.parse({ budgetUsdPerDay: 7 }) })
  await type(field('Dollars per day'), text)
  await press(field('Dollars per day'), 'Enter')
  expect(bridge.calls).toEqual([['setSettings', { budgetUsdPerDay: dollars }]])
})

test('the budget stands beside what was used today', async () => {
  const today = { input: 84_100, cached: 61_200, output: 12_950, usd: 0.3142, day: '2026-01-15' }
  const spending = { session: today, today, prices: 'prices of 2026-11-01', limits: [] }
  const { find, field } = await view({ snapshot: snapshot([], { spending }) })
  expect(field('Dollars per day').value).toBe('')
  expect(find('.field-fact').textContent).toContain('Used today97.1K tokens · $0.31')
  expect(find('.field-fact').textContent).toContain('by prices of 2026-11-01')
})

test('an update is looked for on request, and what came of it is said', async () => {
  const { place, bridge } = await view()
  const button = [...place.querySelectorAll('button')].find((it) => it.textContent === 'Check for updates')
  if (!button) throw new Error('no button')
  await act(async () => button.click())
  expect(bridge.calls).toContainEqual(['checkForUpdates'])
  expect(place.querySelector('[aria-label="Updates"] [role="status"]')?.textContent).toMatch(/the newest/)
})

test('a built-in microphone that was chosen once is given back to the system’s default', async () => {
  const { bridge, choose } = await view({ settings: SettingsSchema.parse({ microphoneDevice: 'c1' }) })
  await choose('Microphone', '')
  expect(bridge.calls).toContainEqual(['setSettings', { microphoneDevice: null, keepBluetooth: true }])
})

test('a version that is ready can be restarted into', async () => {
  const { place, bridge } = await view({ snapshot: { ...snapshot(), updateReady: '2.0.0' } })
  const button = [...place.querySelectorAll('button')].find((it) => it.textContent === 'Restart to install')
  if (!button) throw new Error('no button')
  await act(async () => button.click())
  expect(bridge.calls).toContainEqual(['restartToUpdate'])
})

describe('what is said and how it is answered', () => {
  const openai = SettingsSchema.parse({ backend: 'openai' })

  test('the language is chosen in plain words, each language by its own name, too', async () => {
    const { bridge, choose, field } = await view({ settings: openai })
    const labels = [...field('Language').options].map(({ text }) => text)
    expect(labels.slice(0, 2)).toEqual(['Auto', 'English'])
    expect(labels).toContain('German (Deutsch)')
    await choose('Language', 'de')
    await choose('Language', '')
    expect(bridge.calls).toEqual([
      ['setSettings', { language: 'de' }],
      ['setSettings', { language: null }],
    ])
  })

  test.each([
    ['Names and tickers', ' BONK, pump fun ,BONK,', { keywords: ['BONK', 'pump fun'] }],
    ['Transcription model', 'gpt-live-transcribe', { transcriptionModel: 'gpt-live-transcribe' }],
    ['Speaking speed', '1,25', { openai: { ...openai.openai, speed: 1.25 } }],
    ['Longest answer', '800', { openai: { ...openai.openai, maxOutputTokens: 800 } }],
    ['Noise reduction strength', '0.5', { openai: { ...openai.openai, noiseStrength: 0.5 } }],
    ['Tokens per day', '100,000', { tokensPerDay: 100_000 }],
  ])('%s: “%s” is kept', async (label, text, patch) => {
    const { bridge, field, leave } = await view({ settings: openai })
    await type(field(label), text)
    await leave(label)
    expect(bridge.calls).toEqual([['setSettings', patch]])
  })

  test.each([
    ['Reasoning effort', 'high', { openai: { ...openai.openai, reasoningEffort: 'high' } }],
    ['Noise reduction', 'far_field', { openai: { ...openai.openai, noiseReduction: 'far_field' } }],
    ['Noise reduction', 'off', { openai: { ...openai.openai, noiseReduction: 'off' } }],
  ])('%s: %s is kept', async (label, value, patch) => {
    const { bridge, choose } = await view({ settings: openai })
    await choose(label, value)
    expect(bridge.calls).toEqual([['setSettings', patch]])
  })

  test('practice has an ear of its own', async () => {
    expect((await view()).text()).not.toContain('Transcription')
  })
})

describe('a model that ends', () => {
  test('is said with its day, and its successor is one click away', async () => {
    const settings = SettingsSchema.parse({
      backend: 'openai',
      model: 'gpt-realtime-mini',
      transcriptionModel: 'whisper-1',
    })
    const { bridge, all } = await view({ settings })
    expect(all('.model-end p').map((one) => one.textContent)).toEqual([
      expect.stringMatching(/down gpt-realtime-mini on 20 January 2027/),
      expect.stringMatching(/down whisper-1 on 26 February 2027/),
    ])
    for (const button of all('.model-end button')) await click(button)
    expect(bridge.calls).toEqual([
      ['setSettings', { model: 'gpt-realtime-2.1-mini' }],
      ['setSettings', { transcriptionModel: 'gpt-transcribe' }],
    ])
  })

  test('is known from the service, too; others are not spoken of', async () => {
    const settings = SettingsSchema.parse({ backend: 'openai' })
    expect((await view({ settings })).all('.model-end')).toEqual([])
    const told = { ...snapshot(), shutdowns: { 'gpt-realtime-2.1': '2029-05-01' } }
    expect((await view({ settings, snapshot: told })).find('.model-end').textContent).toContain('on 1 May 2029')
  })
})

describe('a budget for a model without a known price', () => {
  const settings = SettingsSchema.parse({ backend: 'openai', model: 'mine', budgetUsdPerDay: 5 })

  test('says that it can’t be kept, and takes the price', async () => {
    const { bridge, find, field, leave } = await view({ settings })
    expect(find('.field-alert').textContent).toMatch(/doesn’t know the price of mine.*no question is sent/)
    await type(field('Price of mine'), '4 / 16')
    await leave('Price of mine')
    expect(bridge.calls).toEqual([['setSettings', { modelPrices: { mine: { input: 4, output: 16 } } }]])
  })

  test.each([
    [{ modelPrices: { mine: { input: 4, output: 16 } } }],
    [{ tokensPerDay: 1000 }],
    [{ budgetUsdPerDay: null }],
    [{ model: 'gpt-realtime-2.1' }],
  ])('says nothing with %j', async (more) => {
    expect((await view({ settings: { ...settings, ...more } })).all('.field-alert')).toEqual([])
  })

  test('asks for what was used today by another model, too', async () => {
    const given = snapshot()
    const today = { ...given.status.spending.today, unpriced: [{ model: 'older', input: 5, output: 5, seconds: 0 }] }
    given.status = { ...given.status, spending: { ...given.status.spending, today } }
    const { text, field } = await view({ settings: { ...settings, model: 'gpt-realtime-2.1' }, snapshot: given })
    expect(text()).toContain('price unknown for 10 tokens')
    expect(field('Price of older').value).toBe('')
  })
})
