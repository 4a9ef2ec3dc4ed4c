import { Message, sessionBus, Variant } from '@jellybrick/dbus-next'
import type { CDPSession, ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hotkeyFor } from '../../shared/hotkeys'
import type { Snapshot } from '../../shared/snapshot'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { pageOf } from '../../tools/desktop/page-of'
import { openPanel, type Panel } from '../../tools/desktop/panel'

/** The first start of a new profile, without a mouse and without looking: by keys, and by what a screen reader is given. */
const KEY = hotkeyFor(null, 'linux').code

let desktop: Desktop
let app: ElectronApplication
let panel: Panel
let reader: CDPSession

beforeAll(async () => {
  desktop = await startDesktop()
  app = await launchApp(desktop)
  panel = await openPanel(app)
  reader = await app.context().newCDPSession(panel.page)
  await reader.send('Accessibility.enable')
  await panel.page.evaluate(listenToLiveRegions)
  await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 20_000)
  await panel.until(({ backendLoading }) => !backendLoading, 20_000)
})
afterAll(async () => {
  await app?.close()
  await desktop?.close()
})

/** Runs in the panel: keeps what its live regions say, each new text once. */
function listenToLiveRegions() {
  const said: string[] = []
  const last = new Map<Element, string>()
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records)
      for (const node of [target, ...addedNodes]) {
        const element = node instanceof HTMLElement ? node : node.parentElement
        const region = element?.closest<HTMLElement>(
          '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]',
        )
        if (!region || last.get(region) === region.innerText) continue
        last.set(region, region.innerText)
        if (region.innerText.trim() !== '') said.push(region.innerText.trim().replace(/\s*\n\s*/g, ': '))
      }
  }).observe(document, { subtree: true, childList: true, characterData: true })
  Object.assign(window, { said })
}

const heard = (): Promise<string[]> => panel.page.evaluate(() => (window as unknown as { said: string[] }).said)

/** Dates, hashes, and all that has digits are others in each run. */
const lasting = (text: string) =>
  text
    .replace(/[A-Z][a-z]{2} \d+, \d{4}, [\d:]+\d/g, '#')
    .replace(/[0-9a-f]{8}…/g, '#…')
    .replace(/\d[\d.,:]*\d|\d/g, '#')

async function accessible() {
  const { nodes } = await reader.send('Accessibility.getFullAXTree')
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, properties }) => ({
      role: String(role?.value),
      name: lasting(String(name?.value ?? '')),
      description: lasting(String(description?.value ?? '')),
      is: (property: string) => properties?.find((it) => it.name === property)?.value.value,
    }))
}

async function focused() {
  const nodes = await accessible()
  const found = nodes.filter(({ role, is }) => role !== 'RootWebArea' && is('focused') === true)
  expect(found.length, 'the focus is somewhere').toBe(1)
  const [{ role, name } = { role: '', name: '' }] = found
  expect(name, `the ${role} that has the focus has a name`).not.toBe('')
  return `${role} “${name}”`
}

/** What is there to jump to. */
const outline = async () =>
  (await accessible())
    .filter(({ role }) => /^(banner|navigation|main|region|heading|log|dialog|tabpanel)$/.test(role))
    .map(({ role, name }) => (name === '' ? role : `${role} “${name}”`))

/** What was pressed, where the focus went, and what was said, for a person to read. */
const walk: string[] = []
/** One key, and where the focus is once it is where it should be. */
async function press(key: string, to?: RegExp) {
  await panel.page.keyboard.press(key)
  if (to) await expect.poll(focused, { timeout: 5_000, interval: 30 }).toMatch(to)
  walk.push(`${key} → ${await focused()}`)
}
async function type(text: string) {
  await panel.page.keyboard.type(text)
  walk.push(`“${text}” → ${await focused()}`)
}
let listened = 0
/** All of these are said, since what was last listened to. What else is said then depends on how quick the computer is. */
async function hear(...wanted: RegExp[]) {
  const since = async () => (await heard()).slice(listened)
  for (const words of wanted)
    await expect.poll(since, { timeout: 15_000, interval: 30 }).toContainEqual(expect.stringMatching(words))
  const all = await since()
  for (const words of wanted) walk.push(`  “${lasting(all.flatMap((text) => words.exec(text) ?? [])[0] ?? '')}”`)
  listened += all.length
}
/** The walk since it was last read. */
const walked = () => `\n${walk.splice(0).join('\n')}\n`

const settled = ({ status }: Snapshot) => status.state === 'idle'

test('first start, a question, a trade, the history and a setting, by keys and ears alone', async () => {
  const { page } = panel
  listened = (await heard()).length
  walk.push(...(await outline()), `opens → ${await focused()}`)
  for (let stops = 0; stops < 12; stops += 1) await press('Tab')
  expect(walked()).toMatchInlineSnapshot(`
    "
    banner
    region “Needs your attention”
    navigation “Views”
    main
    heading “Dexter Voice”
    tabpanel “Conversation”
    region “Conversation”
    region “Getting started”
    heading “Hold Right Ctrl to talk”
    opens → textbox “Type your question”
    Tab → button “Go hands-free: keep the microphone open”
    Tab → button “Talk”
    Tab → button “Mic off”
    Tab → button “Help”
    Tab → button “Wallet: Paper main F#P…S#mZ”
    Tab → button “Practice data”
    Tab → tab “Conversation”
    Tab → button “What’s trending on pump.fun right now?”
    Tab → button “What’s the price of SOL?”
    Tab → button “What are my balances?”
    Tab → button “Which streams have the highest market cap?”
    Tab → textbox “Type your question”
    "
  `)

  await desktop.keyboard.down(KEY)
  await hear(/^Listening/)
  await desktop.keyboard.up(KEY)
  await hear(/^Ready/)
  await panel.until(settled, 10_000)
  await type('What is the price of SOL?')
  await press('Enter')
  await hear(/^Working/, /^Ready/, /^Solana is at \$[\d.,]+\d/)
  expect(walked()).toMatchInlineSnapshot(`
    "
      “Listening”
      “Ready”
    “What is the price of SOL?” → textbox “Type your question”
    Enter → textbox “Type your question”
      “Working”
      “Ready”
      “Solana is at $#”
    "
  `)

  await type('Buy half a sol of bonk')
  await press('Enter')
  await hear(/^Needs your approval$/, /^Approval needed.*/)
  await press('Shift+Tab')
  await press('Shift+Tab')
  await press('Shift+Tab', /Hold to approve/)
  await page.keyboard.down('Space')
  await panel.until(({ entries }) => entries.some((it) => it.kind === 'approval' && it.decision === 'approved'), 5_000)
  await page.keyboard.up('Space')
  walk.push(`Space, held → ${await focused()}`)
  await hear(/^Ready/, /^Done in .* BONK/)
  expect(walked()).toMatchInlineSnapshot(`
    "
    “Buy half a sol of bonk” → textbox “Type your question”
    Enter → textbox “Type your question”
      “Needs your approval”
      “Approval needed: Swap. Pay # SOL (about $#) → get about #M BONK (about $#, at least #M).”
    Shift+Tab → button “Conversation options”
    Shift+Tab → button “Deny”
    Shift+Tab → button “Hold to approve”
    Space, held → textbox “Type your question”
      “Ready”
      “Done in Paper main: # SOL became # million BONK”
    "
  `)

  await press('Control+2', /Trades/)
  await hear(/^1 trade$/, /^Ledger unbroken.*/)
  for (let stops = 0; stops < 6; stops += 1) await press('Tab')
  await press('Enter', /All trades/)
  walk.push(...(await outline()))
  await press('Enter', /Buy/)
  await press('Control+1', /Type your question/)
  await press('Control+f', /Find/)
  await type('bonk')
  await hear(/^\d of \d.* BONK/)
  await press('Escape', /Type your question/)
  expect(walked()).toMatchInlineSnapshot(`
    "
    Control+2 → tab “Trades”
      “# trade”
      “Ledger unbroken since #: # entries, newest hash #…”
    Tab → searchbox “Search trades”
    Tab → button “All outcomes Outcome”
    Tab → button “All wallets Wallet”
    Tab → button “All services Answered by”
    Tab → region “Trades, newest first”
    Tab → button “# Buy # SOL → # BONK Paper main “Buy half a sol of bonk” $# Done simulated”
    Enter → button “All trades”
    banner
    region “Needs your attention”
    navigation “Views”
    main
    heading “Dexter Voice”
    tabpanel “Trades”
    region “Trade”
    heading “What you said”
    heading “What was proposed”
    heading “What was traded”
    heading “Signature”
    heading “In the ledger”
    heading “Buy Done simulated”
    Enter → button “# Buy # SOL → # BONK Paper main “Buy half a sol of bonk” $# Done simulated”
    Control+1 → textbox “Type your question”
    Control+f → searchbox “Find in the conversation”
    “bonk” → searchbox “Find in the conversation”
      “# of #: Done in Paper main: # SOL became # million BONK”
    Escape → textbox “Type your question”
    "
  `)

  await press('Control+4', /Settings/)
  await press('Tab', /Search settings/)
  await type('theme')
  await hear(/^1 setting$/)
  await press('Tab', /Theme/)
  await press('Enter', /option/)
  await press('End', /Dark/)
  await press('Enter', /Dark/)
  await expect.poll(() => page.evaluate(() => window.dexter.settings().then(({ theme }) => theme))).toBe('dark')
  await press('F1', /Keyboard shortcuts/)
  await press('Escape', /Theme/)
  expect(walked()).toMatchInlineSnapshot(`
    "
    Control+4 → tab “Settings”
    Tab → searchbox “Search settings”
    “theme” → searchbox “Search settings”
      “# setting”
    Tab → button “System Theme”
    Enter → option “System”
    End → option “Dark”
    Enter → button “Dark Theme”
    F1 → dialog “Keyboard shortcuts”
    Escape → button “Dark Theme”
    "
  `)
}, 90_000)

/** Runs in the main process: what is seen on the X screen where the small window is, as 0xRRGGBB by rows. */
const seenThere = () =>
  app.evaluate(async ({ BrowserWindow, desktopCapturer, screen }) => {
    const { width, height } = screen.getPrimaryDisplay().size
    const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width, height } })
    const hud = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('/hud.html'))
    if (!source || !hud) return []
    const bitmap = source.thumbnail.crop(hud.getBounds()).toBitmap()
    return Array.from({ length: bitmap.length / 4 }, (_, pixel) => bitmap.readUIntLE(pixel * 4, 3))
  })

test('without a compositor the small window is no black box: cut to what it draws, opaque, and it can be read', async () => {
  const BEHIND = 0x2080c0
  await app.evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ x: 0, y: 600, width: 550, height: 400, frame: false, backgroundColor: '#2080c0' })
    await other.loadURL('about:blank')
    other.showInactive()
  })
  await desktop.keyboard.down(KEY)
  const hud = await pageOf(app, 'hud', 10_000)
  await hud.locator('.hud[data-state="listening"]').waitFor({ timeout: 5_000 })
  const { box, width, surface, ink } = await hud.evaluate(() => {
    const colour = (of: string) =>
      [...of.matchAll(/[\d.]+/g)].slice(0, 3).reduce((sum, [part]) => sum * 256 + Math.round(Number(part)), 0)
    const drawn = document.querySelector('.hud') ?? document.body
    return {
      box: drawn.getBoundingClientRect().toJSON() as DOMRect,
      width: innerWidth,
      surface: colour(getComputedStyle(drawn).backgroundColor),
      ink: colour(getComputedStyle(document.querySelector('.hud-state') ?? drawn).color),
    }
  })
  const pixels = async () => {
    const all = await seenThere()
    const at = (x: number, y: number) => all[Math.round(y) * width + Math.round(x)]
    const corners = [box.left, box.right - 1].flatMap((x) => [box.top, box.bottom - 1].map((y) => at(x, y)))
    return {
      aboveIt: at(width / 2, box.top / 2),
      corners,
      within: at(box.left + 20, box.top + 4),
      black: all.filter((colour) => colour === 0).length,
      readable: all.filter((colour) => colour === ink).length > 50,
    }
  }
  await expect.poll(pixels, { timeout: 5_000 }).toEqual({
    aboveIt: BEHIND,
    corners: [BEHIND, BEHIND, BEHIND, BEHIND],
    within: surface,
    black: 0,
    readable: true,
  })
  await desktop.keyboard.up(KEY)
}, 30_000)

test('with another window in front, a screen reader is given the answer as a notification of the system', async () => {
  const bus = sessionBus({ busAddress: desktop.env.DBUS_SESSION_BUS_ADDRESS ?? '' })
  const shown: string[] = []
  // What a desktop has: who shows notifications (freedesktop.org's Desktop Notifications), and who tells of screen readers.
  bus.addMethodHandler((call: Message) => {
    const answer = (signature: string, ...body: unknown[]) => {
      bus.send(Message.newMethodReturn(call, signature, body))
      return true
    }
    if (call.member === 'Get' && call.body.join() === 'org.a11y.Status,ScreenReaderEnabled')
      return answer('v', new Variant('b', true))
    if (call.member === 'GetCapabilities') return answer('as', ['body'])
    if (call.member === 'GetServerInformation') return answer('ssss', 'desktop', 'test', '1', '1.2')
    if (call.member === 'CloseNotification') return answer('')
    if (call.member !== 'Notify') return false
    shown.push(String(call.body[4]))
    return answer('u', shown.length)
  })
  try {
    for (const name of ['org.freedesktop.Notifications', 'org.a11y.Bus']) await bus.requestName(name, 0)
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows())
        if (window.webContents.getURL() === 'about:blank') window.focus()
    })
    const inFront = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.getURL() ?? 'none')
    await expect.poll(inFront, { timeout: 5_000 }).toBe('about:blank')
    await panel.until(settled, 10_000)
    await panel.page.evaluate(() => window.dexter.say('What is the price of SOL?'))
    await expect.poll(() => shown, { timeout: 15_000 }).toContainEqual(expect.stringMatching(/^Solana is at/))
  } finally {
    bus.disconnect()
  }
}, 40_000)
