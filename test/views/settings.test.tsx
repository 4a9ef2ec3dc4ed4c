import { act } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { numberIn } from '../../renderer/views/settings/number-in'
import { NO_DEVICES } from '../../shared/devices'
import { setCatalogue } from '../../shared/i18n'
import en from '../../shared/i18n/en'
import { SettingsSchema } from '../../shared/settings'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { fieldOf } from '../../tools/workbench/fixtures/fields'
import { click, mount, press, type, unmountAll } from '../../tools/workbench/fixtures/mount'
import { type GroupId, SettingsGroup } from '../../tools/workbench/fixtures/settings-group'

afterEach(unmountAll)

async function view(group: GroupId, given: Parameters<typeof fakeBridge>[0] = {}) {
  const bridge = fakeBridge(given)
  const shown = await mount(<SettingsGroup id={group} />, bridge)
  const field = (label: string) => fieldOf(shown.place, label)
  return { ...shown, bridge, field }
}

test.each([
  ['key', 'Talk key', 'f9', { hotkey: 'f9' }],
  ['voice', 'Keep the microphone on', '0', { microphoneWarmMs: 0 }],
  ['voice', 'Keep the microphone on', 'null', { microphoneWarmMs: null }],
  ['key', 'Keep recording after release', '250', { tailMs: 250 }],
  ['app', 'Language', 'de', { uiLanguage: 'de' }],
  ['app', 'Text size', '1.5', { textScale: 1.5 }],
  ['answers', 'Answered by', 'openai', { backend: 'openai' }],
  ['app', 'Theme', 'dark', { theme: 'dark' }],
] as const)('%s, %s: choosing "%s" is kept at once', async (group, label, value, patch) => {
  const { bridge, field } = await view(group)
  await field(label).choose(value)
  expect(bridge.calls).toEqual([['setSettings', patch]])
})

test('a talk key that was chosen is given back to the default, which is named', async () => {
  const { bridge, field } = await view('key', { settings: SettingsSchema.parse({ hotkey: 'f9' }) })
  expect(field('Talk key').options()[0]).toBe('Default (Right Ctrl)')
  await field('Talk key').choose('')
  expect(bridge.calls).toEqual([['setSettings', { hotkey: null }]])
})

test('the address of a Solana RPC server is kept when it is left, and emptied again; it says what the server learns', async () => {
  const { bridge, field, text } = await view('trading')
  await field('Solana RPC address').type(' https://rpc.example/key ')
  await field('Solana RPC address').leave()
  await field('Solana RPC address').type('')
  expect(text()).toContain('learns that transaction’s signature and your IP address')
  expect(bridge.calls).toEqual([['setSettings', { rpcUrl: 'https://rpc.example/key' }]])
  const given = await view('trading', { settings: SettingsSchema.parse({ rpcUrl: 'https://rpc.example/key' }) })
  await given.field('Solana RPC address').type('')
  await given.field('Solana RPC address').leave()
  expect(given.bridge.calls).toEqual([['setSettings', { rpcUrl: null }]])
})

describe('practice money', () => {
  test('is reset once more was asked, and what came of it is said', async () => {
    const { bridge, button, text } = await view('account')
    await click(button('Reset practice money…'))
    expect(document.activeElement?.textContent).toBe('Cancel')
    expect(bridge.calls).toEqual([])
    await click(button('Reset practice money'))
    expect(bridge.calls).toEqual([['resetPractice']])
    expect(text()).toContain('Your paper wallets are back to their starting balances.')
  })

  test('that could not be reset says why', async () => {
    const { button, text } = await view('account', {
      answers: { resetPractice: { ok: false, message: 'The file is locked.' } },
    })
    await click(button('Reset practice money…'))
    await click(button('Reset practice money'))
    expect(text()).toContain('The file is locked.')
  })

  test.each(['openai', 'dexter'] as const)('is no matter of %s', async (backend) => {
    const { text } = await view('account', { settings: SettingsSchema.parse({ backend }) })
    expect(text()).not.toContain('Practice money')
  })
})

test.each([
  ['practice', 'nobody else learns'],
  ['openai', 'OpenAI gets up to 20 of your latest trades'],
] as const)('%s: what looking up past trades tells the service is said where it is chosen', async (backend, words) => {
  const { bridge, field, text } = await view('privacy', { settings: SettingsSchema.parse({ backend }) })
  expect(text()).toContain(words)
  expect(field('Answer questions about my trades').toggle().checked).toBe(true)
  await click(field('Answer questions about my trades').toggle())
  expect(bridge.calls).toEqual([['setSettings', { shareTrades: false }]])
})

test('a session of Dexter has no tool for past trades, so that nothing is asked', async () => {
  const { text } = await view('privacy', { settings: SettingsSchema.parse({ backend: 'dexter' }) })
  expect(text()).not.toContain('Answer questions about my trades')
})

test('says whose choice the key is', async () => {
  const given = snapshot()
  expect((await view('key', { snapshot: given })).text()).toContain('Works in every app')
  given.hotkey = { ...given.hotkey, source: 'portal', key: 'F8' }
  expect((await view('key', { snapshot: given })).text()).toContain('Your desktop assigned F8')
})

test('where the desktop shows no tray icon it says how a window is opened that did not open', async () => {
  const given = snapshot()
  expect((await view('app', { snapshot: given })).text()).toContain('Only the tray icon appears when you log in.')
  given.trayMissing = true
  const text = (await view('app', { snapshot: given })).text()
  expect(text).toContain('Your desktop doesn’t show tray icons: to open the window, start Dexter Voice again.')
})

test('launching at log-in, and without a window, are two switches, the first one off', async () => {
  const { bridge, field } = await view('app')
  expect([field('Launch when you log in').toggle().checked, field('Launch without a window').toggle().checked]).toEqual(
    [false, true],
  )
  await act(async () => field('Launch when you log in').toggle().click())
  await act(async () => field('Launch without a window').toggle().click())
  expect(bridge.calls).toEqual([
    ['setSettings', { startAtLogin: true }],
    ['setSettings', { startHidden: false }],
  ])
})

test('a text is kept when it is left, once, and only when it changed', async () => {
  const { bridge, field } = await view('trading')
  const address = field('Solana RPC address')
  await address.leave()
  await address.type('https://rpc.example')
  await address.leave()
  await address.leave()
  expect(bridge.calls).toEqual([['setSettings', { rpcUrl: 'https://rpc.example' }]])
})

test('what main refuses is said under the setting, and stays to be corrected', async () => {
  const settings = SettingsSchema.parse({ backend: 'dexter' })
  const { field, find } = await view('answers', { settings, refuseSettings: 'The address must begin with https.' })
  await field('Address').type('ftp://x')
  await press(field('Address').input(), 'Enter')
  expect(find('.field-problem').textContent).toBe('The address must begin with https.')
  expect(field('Address').input().value).toBe('ftp://x')
  expect(field('Address').input().getAttribute('aria-invalid')).toBe('true')
  // It goes with its cause.
  await field('Address').type('https://x.example')
  expect(field('Address').problem()).toBeNull()
  expect(field('Address').input().getAttribute('aria-invalid')).not.toBe('true')
})

test('only the chosen backend’s details are shown, and a change keeps its other parts', async () => {
  const settings = SettingsSchema.parse({ backend: 'openai', openai: { realtimeUrl: 'wss://voice.example' } })
  const { bridge, field } = await view('answers', { settings })
  await field('Address').type('https://api.example')
  await press(field('Address').input(), 'Enter')
  expect(bridge.calls).toEqual([
    ['setSettings', { openai: { ...settings.openai, url: 'https://api.example', realtimeUrl: 'wss://voice.example' } }],
  ])
})

test('an API key goes in and is not kept on screen', async () => {
  const { bridge, field, find } = await view('account', { settings: SettingsSchema.parse({ backend: 'openai' }) })
  const key = field('API key').input()
  expect(key.type).toBe('password')
  await field('API key').type(' sk-secret ')
  await act(async () => void key.form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))
  // Without a keychain main refuses: that it is held until the app quits is the trader's choice.
  expect(bridge.calls).toEqual([['setSecret', 'openai-key', 'sk-secret', false]])
  expect(key.value).toBe('')
  expect(find('.field-kept').textContent).toBe('Saved.')
})

test('what a sign-in needs is under Advanced, and an empty address takes Dexter’s own', async () => {
  const settings = SettingsSchema.parse({ backend: 'dexter', dexter: { issuer: 'https://id.example' } })
  const { bridge, field, all } = await view('answers', { settings })
  const folded = all('.disclosure').find((one) => one.contains(field('Client ID').element))
  expect(folded?.querySelector('[aria-expanded=false]')?.textContent).toBe('Advanced')
  await field('Issuer').type(' ')
  await press(field('Issuer').input(), 'Enter')
  await field('Token endpoint').type('https://id.example/token')
  await press(field('Token endpoint').input(), 'Enter')
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
  const { bridge, field } = await view('answers', {
    settings: SettingsSchema.parse({ backend: 'openai', budgetUsdPerDay: 7 }),
  })
  await field('Dollars per day').type(text)
  await press(field('Dollars per day').input(), 'Enter')
  expect(bridge.calls).toEqual([['setSettings', { budgetUsdPerDay: dollars }]])
})

test('the budget stands beside what was used today', async () => {
  const today = { input: 84_100, cached: 61_200, output: 12_950, usd: 0.3142, day: '2026-01-15' }
  const spending = { session: today, today, prices: 'prices of 2026-11-01', limits: [] }
  const { field } = await view('answers', {
    settings: SettingsSchema.parse({ backend: 'openai' }),
    snapshot: snapshot([], { spending }),
  })
  expect(field('Dollars per day').input().value).toBe('')
  expect(field('Used today').text()).toContain('97.1K tokens · $0.31')
  expect(field('Used today').text()).toContain('Based on prices of 2026-11-01.')
})

test('an update is looked for on request, and what came of it is said', async () => {
  const { place, bridge } = await view('app')
  const button = [...place.querySelectorAll('button')].find((it) => it.textContent === 'Check for updates')
  if (!button) throw new Error('no button')
  await act(async () => button.click())
  expect(bridge.calls).toContainEqual(['checkForUpdates'])
  expect(place.querySelector('[aria-label="Updates"] [role="status"]')?.textContent).toMatch(/the newest/)
})

describe('microphone and speaker', () => {
  const names = {
    devices: [
      { id: 'm', label: 'MacBook Pro Microphone' },
      { id: 'y', label: 'Yeti' },
    ],
    byDefault: 'MacBook Pro Microphone',
    chosen: null,
    missing: null,
  }
  const given = (more: Partial<ReturnType<typeof snapshot>> = {}) => ({
    snapshot: { ...snapshot(), devices: { microphone: names, speaker: NO_DEVICES.speaker }, ...more },
  })

  test('are chosen by name, and kept by name and id; the system’s default comes first', async () => {
    const { bridge, field } = await view('voice', given())
    expect(field('Microphone').options()).toEqual([
      'System default (MacBook Pro Microphone)',
      'MacBook Pro Microphone',
      'Yeti',
    ])
    await field('Microphone').choose('y')
    expect(bridge.calls).toContainEqual(['setSettings', { microphoneDevice: 'y', microphoneLabel: 'Yeti' }])
    expect(field('Speaker').options()).toEqual(['System default'])
  })

  test('one that was chosen and is not connected stays chosen, and is given back to the system’s default', async () => {
    const missing = { label: 'Jabra' }
    const devices = { microphone: { ...names, missing }, speaker: NO_DEVICES.speaker }
    const { bridge, field } = await view('voice', given({ devices }))
    expect(field('Microphone').options()).toContain('Jabra (not connected)')
    await field('Microphone').choose('')
    const patch = { microphoneDevice: null, microphoneLabel: null, keepBluetooth: true }
    expect(bridge.calls).toContainEqual(['setSettings', patch])
  })

  test('a test begins with its button, shows the level, and ends when the section is left', async () => {
    const { bridge, button, place } = await view('voice', given())
    await click(button('Show level'))
    await click(button('Hear yourself'))
    await click(button('Play a tone'))
    const asked = bridge.calls.filter(([name]) => name === 'testDevice')
    expect(asked.map(([, test]) => test)).toEqual(['level', 'hear-yourself', 'tone'])
    await act(async () => bridge.push.update({ ...given({ deviceTest: 'level' }).snapshot, entries: [], turns: [] }))
    expect(place.querySelector('.meter')).not.toBeNull()
    await click(button('Stop'))
    unmountAll()
    expect(bridge.calls.slice(-2)).toEqual([
      ['testDevice', null],
      ['testDevice', null],
    ])
  })

  test.each([
    ['silent', 'open', 'Only silence was recorded.'],
    ['failed', 'missing', 'No microphone was found.'],
    ['opening', 'busy', 'Another app is using the microphone.'],
    ['failed', 'closed', 'Nothing was recorded.'],
  ] as const)('a test that came to nothing (%s, %s) says why', async (deviceTest, state, sentence) => {
    const { status } = snapshot()
    const microphone = { state, device: null, bytesWhileUp: 0 }
    const { text } = await view('voice', given({ deviceTest, status: { ...status, microphone } }))
    expect(text()).toContain(sentence)
  })
})

test('a version that is ready can be restarted into', async () => {
  const { place, bridge } = await view('app', { snapshot: { ...snapshot(), updateReady: '2.0.0' } })
  const button = [...place.querySelectorAll('button')].find((it) => it.textContent === 'Restart to install')
  if (!button) throw new Error('no button')
  await act(async () => button.click())
  expect(bridge.calls).toContainEqual(['restartToUpdate'])
})

describe('what is said and how it is answered', () => {
  const openai = SettingsSchema.parse({ backend: 'openai' })

  test('the language is chosen in plain words, each language by its own name, too', async () => {
    const { bridge, field } = await view('voice', { settings: openai })
    const labels = field('Language you speak').options()
    expect(labels.slice(0, 2)).toEqual(['Automatic', 'English'])
    expect(labels).toContain('German (Deutsch)')
    await field('Language you speak').choose('de')
    await field('Language you speak').choose('')
    expect(bridge.calls).toEqual([
      ['setSettings', { language: 'de' }],
      ['setSettings', { language: null }],
    ])
  })

  test.each([
    ['voice', 'Names and tickers', ' BONK, pump fun ,BONK,', { keywords: ['BONK', 'pump fun'] }],
    ['answers', 'Longest answer', '800', { openai: { ...openai.openai, maxOutputTokens: 800 } }],
    ['voice', 'Noise reduction strength', '0.5', { openai: { ...openai.openai, noiseStrength: 0.5 } }],
    ['answers', 'Tokens per day', '100,000', { tokensPerDay: 100_000 }],
  ] as const)('%s, %s: “%s” is kept', async (group, label, text, patch) => {
    const { bridge, field } = await view(group, { settings: openai })
    await field(label).type(text)
    await field(label).leave()
    expect(bridge.calls).toEqual([['setSettings', patch]])
  })

  test.each([
    ['voice', 'Transcription model', 'gpt-live-transcribe', { transcriptionModel: 'gpt-live-transcribe' }],
    ['voice', 'Voice', 'sage', { voice: 'sage' }],
    ['answers', 'Model', 'gpt-realtime-2.1-mini', { model: 'gpt-realtime-2.1-mini' }],
    ['answers', 'Reasoning effort', 'high', { openai: { ...openai.openai, reasoningEffort: 'high' } }],
    ['voice', 'Noise reduction', 'far_field', { openai: { ...openai.openai, noiseReduction: 'far_field' } }],
    ['voice', 'Noise reduction', 'off', { openai: { ...openai.openai, noiseReduction: 'off' } }],
  ] as const)('%s, %s: %s is kept', async (group, label, value, patch) => {
    const { bridge, field } = await view(group, { settings: openai })
    await field(label).choose(value)
    expect(bridge.calls).toEqual([['setSettings', patch]])
  })

  test('a name that is not in the list is entered as it is, and is in the list from then on', async () => {
    const { bridge, field } = await view('voice', { settings: openai })
    await field('Voice').choose('another name')
    expect(bridge.calls).toEqual([])
    await field('Voice: other').type('nova')
    await field('Voice: other').leave()
    expect(bridge.calls).toEqual([['setSettings', { voice: 'nova' }]])
    expect(field('Voice').options()).toContain('nova')
    expect(field('Voice').select().value).toBe('nova')
  })

  test('practice has an ear and a voice of its own, no model, and costs nothing', async () => {
    const { all } = await view('all')
    const labels = all('.field-label').map((one) => one.textContent)
    expect(labels).toContain('Volume')
    for (const label of ['Voice', 'Model', 'Speaking speed', 'Language you speak', 'Dollars per day', 'Instructions'])
      expect(labels).not.toContain(label)
  })
})

describe('a model that ends', () => {
  test('is said with its day, and its successor is one click away', async () => {
    const settings = SettingsSchema.parse({
      backend: 'openai',
      model: 'gpt-realtime-mini',
      transcriptionModel: 'whisper-1',
    })
    const { bridge, all } = await view('all', { settings })
    expect(all('.field-warning p').map((one) => one.textContent)).toEqual([
      expect.stringMatching(/down whisper-1 on February 26, 2027/),
      expect.stringMatching(/down gpt-realtime-mini on January 20, 2027/),
    ])
    for (const button of all('.field-warning button')) await click(button)
    expect(bridge.calls).toEqual([
      ['setSettings', { transcriptionModel: 'gpt-transcribe' }],
      ['setSettings', { model: 'gpt-realtime-2.1-mini' }],
    ])
  })

  test('is known from the service, too; others are not spoken of', async () => {
    const settings = SettingsSchema.parse({ backend: 'openai' })
    expect((await view('answers', { settings })).all('.field-warning')).toEqual([])
    const told = { ...snapshot(), shutdowns: { 'gpt-realtime-2.1': '2029-05-01' } }
    expect((await view('answers', { settings, snapshot: told })).find('.field-warning').textContent).toContain(
      'on May 1, 2029',
    )
  })
})

describe('a budget for a model without a known price', () => {
  const settings = SettingsSchema.parse({ backend: 'openai', model: 'mine', budgetUsdPerDay: 5 })

  test('says that it can’t be kept, and takes the price', async () => {
    const { bridge, find, field } = await view('answers', { settings })
    expect(find('.field-alert').textContent).toMatch(/doesn’t know the price of mine.*no questions are sent/)
    await field('Price of mine').type('4 / 16')
    await field('Price of mine').leave()
    expect(bridge.calls).toEqual([['setSettings', { modelPrices: { mine: { input: 4, output: 16 } } }]])
  })

  test.each([
    [{ modelPrices: { mine: { input: 4, output: 16 } } }],
    [{ tokensPerDay: 1000 }],
    [{ budgetUsdPerDay: null }],
    [{ model: 'gpt-realtime-2.1' }],
  ])('says nothing with %j', async (more) => {
    expect((await view('answers', { settings: { ...settings, ...more } })).all('.field-alert')).toEqual([])
  })

  test('asks for what was used today by another model, too', async () => {
    const given = snapshot()
    const today = { ...given.status.spending.today, unpriced: [{ model: 'older', input: 5, output: 5, seconds: 0 }] }
    given.status = { ...given.status, spending: { ...given.status.spending, today } }
    const { text, field } = await view('answers', {
      settings: { ...settings, model: 'gpt-realtime-2.1' },
      snapshot: given,
    })
    expect(text()).toContain('price unknown for 10 tokens')
    expect(field('Price of older').input().value).toBe('')
  })
})

describe('searching', () => {
  const search = async (query: string, settings = SettingsSchema.parse({})) => {
    const shown = await view('all', { settings })
    await type(shown.find('[type=search]'), query)
    const labels = () => shown.all('.field-label').map((one) => one.textContent)
    return { ...shown, labels, told: () => shown.find('.settings-search [role=status]').textContent }
  }

  test.each([
    ['log in', 'Launch when you log in'],
    ['HOTKEY', 'Talk key'],
    ['espanol', 'Language'],
    ['cut off', 'Keep recording after release'],
    ['keychain', 'Stored credentials'],
    ['zoom', 'Text size'],
    ['price impact', 'Maximum price impact'],
  ])(
    '“%s” finds “%s” by its label, hint or another word for it, and nothing that has none of them',
    async (query, label) => {
      const { labels, told, all } = await search(query)
      expect(labels()).toContain(label)
      expect(labels().length).toBeLessThan(6)
      expect(told()).toMatch(/^\d+ settings?$/)
      // Titles without fields go, too.
      for (const title of all('section:not([hidden])')) expect(title.querySelector('.field-label')).not.toBeNull()
    },
  )

  test('a title finds all that is under it', async () => {
    const { labels } = await search('limits')
    expect(labels()).toEqual(expect.arrayContaining(['Dollars per trade', 'New recipients', 'Seconds to approve']))
  })

  test('opens what is folded away, where it finds something in it', async () => {
    const { labels, find } = await search('proxy', SettingsSchema.parse({ backend: 'openai' }))
    expect(labels()).toEqual(['Address', 'Realtime address'])
    expect(find('.disclosure [aria-expanded=true]')).toBeTruthy()
  })

  test('says when nothing matches, and shows everything again once it is emptied', async () => {
    const { labels, told, find } = await search('zebra')
    expect(told()).toBe('No setting matches “zebra”.')
    expect(labels()).toEqual([])
    await click(find('[aria-label="Clear search"]'))
    expect(told()).toBe('')
    expect(labels().length).toBeGreaterThan(20)
  })
})

test('mute, volume, speed and typed questions are settings; a slider is saved once it rests', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { bridge, field } = await view('voice', { settings: SettingsSchema.parse({ backend: 'openai' }) })
    const move = async (label: string, value: string) => {
      await type(field(label).slider(), value)
      expect(bridge.calls).toEqual([])
    }
    await move('Volume', '60')
    await move('Volume', '35')
    await act(async () => vi.advanceTimersByTime(150))
    expect(bridge.calls).toEqual([['setSettings', { volume: 35 }]])
    bridge.calls.length = 0
    expect(field('Speaking speed').text()).toMatch(/Speaking speed.*Normal/)
    await move('Speaking speed', '1.25')
    await act(async () => vi.advanceTimersByTime(150))
    expect(bridge.calls).toMatchObject([['setSettings', { openai: { speed: 1.25 } }]])
    expect(field('Speaking speed').text()).toContain('1.25×')
    bridge.calls.length = 0
    await click(field('Mute answers').toggle())
    await click(field('Read answers to typed questions aloud').toggle())
    expect(bridge.calls).toEqual([
      ['setSettings', { muted: true }],
      ['setSettings', { speakTyped: true }],
    ])
  } finally {
    vi.useRealTimers()
  }
})

test.each([
  ['en-US', '1,000.50', 1000.5],
  ['en-US', '1.5', 1.5],
  ['en-US', '0,5', 0.5],
  ['de-DE', '1.000,50', 1000.5],
  ['de-DE', '1.000', 1000],
  ['de-DE', '0.5', 0.5],
  ['de-CH', '1’000.5', 1000.5],
  ['es-ES', '1 000 000,5 $', 1_000_000.5],
  ['fr-FR', '12 %', 12],
])('in %s, “%s” is %d', (region, text, number) => {
  setCatalogue(en, region)
  try {
    expect(numberIn(text)).toBe(number)
  } finally {
    setCatalogue(en, 'en-US')
  }
})
