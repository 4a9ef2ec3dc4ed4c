import { act, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { trayModel } from '../../main/tray/menu'
import type { MenuItem } from '../../main/tray/menu-item'
import { Hud } from '../../renderer/views/hud/hud'
import { Panel } from '../../renderer/views/panel/panel'
import { NO_ALERTS } from '../../shared/alerts'
import { setCatalogue } from '../../shared/i18n'
import en from '../../shared/i18n/en'
import { LANGUAGE_CODES } from '../../shared/languages'
import { MCP_PRESETS } from '../../shared/mcp-presets'
import { REALTIME_MODELS, TRANSCRIPTION_MODELS, VOICES } from '../../shared/models/known'
import { type Settings, SettingsSchema } from '../../shared/settings'
import type { Snapshot } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot, tool, turn, user } from '../../tools/workbench/fixtures/entries'
import { sessionLog } from '../../tools/workbench/fixtures/log'
import { click, mount, openTab, press, unmountAll } from '../../tools/workbench/fixtures/mount'
import { BALANCES, CANDLES, RECEIPT, SENT, SWAP, TOKENS, WALLETS } from '../../tools/workbench/fixtures/outputs'
import { fakeTrades, variousTrades } from '../../tools/workbench/fixtures/trades'
import { SCENE_SETTINGS, SCENES } from '../../tools/workbench/scenes'
import { PSEUDO_REGION, pseudoCatalogue } from '../fixtures/pseudo-catalogue'

beforeAll(() => setCatalogue(pseudoCatalogue(), PSEUDO_REGION))
afterAll(() => setCatalogue(en, 'en-US'))
afterEach(unmountAll)

/** Names that no language translates: servers, models, voices, what a language calls itself, units, and what is printed on keys. */
const NAMES = [
  ...[MCP_PRESETS, REALTIME_MODELS, TRANSCRIPTION_MODELS, VOICES],
  ...LANGUAGE_CODES.map((code) => new Intl.DisplayNames(code, { type: 'language' }).of(code)),
  ...['Dexter Voice', 'BONK', 'Jupiter', 'USD', 'Esc', 'Tab', 'wss', 'https', 'openai', 'oauth'],
]

/** All text in a value, keys and JSON inside text too: what a view may show as it was given. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...(/^\s*[[{]/.test(value) ? textsIn(parsedJson(value)) : [])]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (value === null || typeof value !== 'object') return []
  // Arguments are shown as "sort viewers", a tool without a name of its own as "Place order".
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(typeof inner === 'string' ? [`${key} ${inner}`, sentenced(inner)] : [key]),
    ...textsIn(inner),
  ])
}

const sentenced = (id: string) => `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`.replaceAll('_', ' ')

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const SPOKEN = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
]

/** Everything on the page that is read, or read aloud. */
function said(): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Element)) found.push(node.textContent ?? '')
    else found.push(...SPOKEN.flatMap((name) => node.getAttribute(name) ?? []))
    if (node instanceof HTMLInputElement) found.push(node.value)
  }
  return found
}

/** Shorter ones have to be whole words of what was given; a longer one may be cut anywhere. */
const LONG = 12

/** Words without an accent that nobody gave: those of the catalogue all have one. A shortened address is no word. */
function english(shown: string[], given: unknown): string[] {
  const known = textsIn([given, NAMES])
    .join('\n')
    .replace(/\p{Cf}/gu, '')
  // A tool's name is read without its underscores.
  const words = ` ${known.replace(/\W+/g, ' ')} ${known.replace(/[\W_]+/g, ' ')} `
  const runs = shown.flatMap(
    (text) => text.replace(/\w+…\w+/g, ' ').match(/(?<![\p{L}\d_])[A-Za-z]\w*(?: [A-Za-z]\w*)*(?![\p{L}\d_])/gu) ?? [],
  )
  return [...new Set(runs)].filter(
    (run) => /[A-Za-z]{3}/.test(run) && !words.includes(` ${run} `) && !(run.length > LONG && known.includes(run)),
  )
}

const TRADES = fakeTrades(variousTrades(Date.now()))

async function drawn(
  view: ReactNode,
  shown: Snapshot,
  settings: Partial<Settings> = {},
  kept: Pick<Parameters<typeof fakeBridge>[0] & object, 'log' | 'trades'> = {},
) {
  const given = { snapshot: shown, settings: SettingsSchema.parse(settings), ...kept }
  const page = await mount(<I18nProvider locale={PSEUDO_REGION}>{view}</I18nProvider>, fakeBridge(given))
  const left = (also: unknown = null) => english(said(), [given, also])
  return {
    ...page,
    left,
    /** What is left in what each of these opens. */
    async leftBehind(selector: string) {
      const found = left()
      for (const opener of page.all(selector)) {
        await click(opener)
        found.push(...left())
        await press(document.activeElement ?? document.body, 'Escape')
      }
      return [...new Set(found)]
    },
  }
}

/** Scenes of text without end show nothing else that others don’t. */
const NAMED = Object.keys(SCENES).filter((name) => name !== 'hostile' && name !== 'long')

const OPENERS = 'button[aria-haspopup], button[aria-expanded=false], details:not([open]) > summary'

describe('in another language no word is left in English:', () => {
  test.each(NAMED)('the panel and the small window, %s', async (name) => {
    const panel = await drawn(<Panel />, SCENES[name]!(), SCENE_SETTINGS[name])
    for (const closed of panel.all('details:not([open]) > summary')) await click(closed)
    expect(panel.left()).toEqual([])
    unmountAll()
    expect((await drawn(<Hud />, SCENES[name]!(), SCENE_SETTINGS[name])).left()).toEqual([])
  })

  const outputs = {
    solana_resolve_token: TOKENS,
    solana_list_balances: BALANCES,
    solana_swap_preview: SWAP,
    solana_swap_execute: RECEIPT,
    solana_send: SENT,
    markets_fetch_ohlcv: CANDLES,
    list_my_wallets: WALLETS,
  }
  test.each(Object.entries(outputs))('the card of %s', async (name, output) => {
    const panel = await drawn(<Panel />, snapshot([tool({ name, output: JSON.stringify(output) })]))
    expect(panel.left()).toEqual([])
  })

  test('menus, the wallets, the shortcuts', async () => {
    const panel = await drawn(<Panel />, SCENES.manyWallets!(), SCENE_SETTINGS.signedIn)
    expect(await panel.leftBehind(OPENERS)).toEqual([])
    await press(document.body, 'F1')
    // The address opens it, which tells of its change later.
    await expect.poll(() => panel.all('[role=dialog] kbd').length).toBeGreaterThan(5)
    expect(panel.left()).toEqual([])
  })

  test.each(['practice', 'openai', 'dexter'] as const)('the settings with %s', async (backend) => {
    const mcpServers = SCENE_SETTINGS.servers?.mcpServers ?? []
    const alerts: Snapshot['alerts'] = {
      ...NO_ALERTS,
      alerts: [
        {
          id: 'a1',
          server: 'practice',
          token: { symbol: 'SOL', mint: null },
          condition: { kind: 'above', value: 250 },
          spoken: true,
          createdAt: 1,
          state: { is: 'waiting' },
        },
      ],
    }
    const panel = await drawn(<Panel />, { ...SCENES.servers!(), alerts }, { backend, mcpServers })
    await openTab('settings')
    expect(panel.all('label, [aria-label]').length).toBeGreaterThan(20)
    expect(await panel.leftBehind('details:not([open]) > summary')).toEqual([])
  })

  test('the trades, and each of them', async () => {
    const panel = await drawn(<Panel />, snapshot(), {}, { trades: TRADES })
    await openTab('trades')
    const seqs = (TRADES.list?.rows ?? []).map(({ seq }) => seq)
    expect(panel.all('.trade-row').length).toBeGreaterThan(3)
    const found = panel.left()
    for (const row of panel.all('.trade-row').map((_, index) => index)) {
      await click(panel.all('.trade-row')[row]!)
      found.push(...panel.left(seqs.map((seq) => TRADES.get?.(seq))))
      await click(panel.find('.trade-back'))
    }
    expect([...new Set(found)]).toEqual([])
  })

  test('the activity: turns and events', async () => {
    const turns = [
      turn(),
      turn({ id: 'turn-2', outcome: 'interrupted' }),
      turn({ id: 'turn-3', phase: 'capturing', outcome: null }),
    ]
    const panel = await drawn(<Panel />, { ...snapshot([user(), tool()]), turns }, {}, { log: sessionLog(60) })
    await openTab('activity')
    expect(await panel.leftBehind(`.turn-row button[aria-expanded=false], ${OPENERS}`)).toEqual([])
    for (const tab of panel.all('main [role=tab]')) {
      await click(tab)
      await act(async () => void (await new Promise((resolve) => requestAnimationFrame(resolve))))
      expect(panel.left()).toEqual([])
    }
  })

  test('the tray', () => {
    for (const name of NAMED) {
      const shown = SCENES[name]!()
      for (const platform of ['linux', 'darwin']) {
        const { template, tooltip } = trayModel({ ...shown, approvalWaits: platform === 'darwin' }, platform)
        const labels = [tooltip, ...labelsOf(template)]
        expect(labels.length).toBeGreaterThan(10)
        expect(english(labels, shown)).toEqual([])
      }
    }
  })
})

const labelsOf = (items: MenuItem[]): string[] =>
  items.flatMap((item) =>
    item.type === 'separator' ? [] : [item.label, ...('items' in item ? labelsOf(item.items) : [])],
  )
