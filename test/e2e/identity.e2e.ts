import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../main/practice/clock'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { prepareData } from '../../main/practice/speech/data'
import { hotkeyFor } from '../../shared/hotkeys'
import { BalancesSchema } from '../../shared/market'
import type { Snapshot, Turn } from '../../shared/snapshot'
import { prepareLines } from '../../tools/demo/speech'
import { launchApp } from '../../tools/desktop/app'
import { useBrowser } from '../../tools/desktop/browser'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { dumpHeaps, recordIpc } from '../../tools/desktop/memory'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { noteSecret } from '../../tools/desktop/traces'
import { watchTray } from '../../tools/desktop/tray'
import { scanForSecrets } from '../../tools/secrets/scan'
import { startProvider, type TestProvider } from '../identity/provider'
import { startOutside } from './security/outside'

// One trader's story with everything real: the app, the system's keyring, an OpenID provider, a browser that logs in, and
// a backend in Dexter's shape that knows the provider's tokens.
const root = join(import.meta.dirname, '../..')
const KEY = hotkeyFor(null, 'linux').code
const SOON_MS = 20_000
const OPENAI_KEY = ['sk', 'test', 'identity0123456789abcdef'].join('-')
const MCP_BEARER = 'mcp-bearer-0123456789abcdef'

let desktop: Desktop
let provider: TestProvider
let server: PracticeServer
let evidence: string
/** Milliseconds by which the backend's clock is ahead: it remembers for a while whose a token is. */
let later = 0
let profile: string
let app: ElectronApplication
let panel: Panel

beforeAll(async () => {
  provider = await startProvider()
  server = await createPracticeServer({
    dataDir: await prepareData(join(root, 'out', 'practice-data')),
    guestMint: 'open',
    userinfo: `${provider.issuer}/me`,
    clock: { ...systemClock, now: () => systemClock.now() + later },
  })
  desktop = await startDesktop()
  useBrowser(desktop, join(root, 'test/identity/browser-process.ts'))
  profile = join(desktop.dir, 'profile-trader')
  mkdirSync(profile)
  const dexter = { url: server.baseUrl, realtimeUrl: server.realtimeUrl, issuer: provider.issuer }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 2, backend: 'dexter', dexter }))
  evidence = mkdtempSync(join(tmpdir(), 'dexter-identity-'))
  for (const secret of [OPENAI_KEY, MCP_BEARER]) noteSecret(secret)
})
afterAll(async () => {
  await app?.close()
  await desktop?.close()
  await server?.close()
  await provider?.stop()
  rmSync(evidence, { recursive: true, force: true })
})

async function start(run: string, ...args: string[]) {
  app = await launchApp(desktop, { args: ['--show-panel', ...args], profile })
  await recordIpc(app, join(evidence, `ipc-${run}.jsonl`))
  panel = await openPanel(app)
  return watchTray(app)
}

async function until(what: string, condition: (now: Snapshot) => boolean): Promise<Snapshot> {
  const found = await panel.until(condition, SOON_MS)
  if (found) return found
  const { account, wallets, status } = await panel.snapshot()
  throw new Error(`it never came to this: ${what}. ${JSON.stringify({ account, wallets, status })}`)
}

async function ask(words: string): Promise<Turn> {
  const [line] = await prepareLines([{ kind: 'spoken', words }], desktop.dir)
  if (line?.kind !== 'speak') throw new Error('nothing to say')
  const known = new Set((await panel.snapshot()).turns.map((turn) => turn.id))
  await desktop.keyboard.down(KEY)
  await until('the microphone is open', ({ status }) => status.microphone.state === 'open')
  await desktop.microphone.play(line.speech)
  await desktop.keyboard.up(KEY)
  const begun = await until('the question is a turn', ({ turns }) => turns.some((turn) => !known.has(turn.id)))
  const id = begun.turns.find((turn) => !known.has(turn.id))?.id ?? ''
  const ended = await panel.turnEnded(id, 60_000)
  if (!ended) throw new Error('the turn did not end')
  return ended
}

test('a guest signs in, picks a wallet, asks, comes back, and is signed out by the provider', async () => {
  const tray = await start('first')
  await until(
    'a guest',
    ({ account, status, hotkey }) =>
      account.state === 'signed-out' && status.identity?.kind === 'guest' && hotkey.source === 'hook',
  )

  // Secrets that are entered go to the keyring, and are seen nowhere afterwards.
  for (const [name, secret] of [
    ['openai-key', OPENAI_KEY],
    ['mcp:market', MCP_BEARER],
  ] as const) {
    const reply = await panel.page.evaluate(([key, value]) => window.dexter.setSecret(key, value, false), [
      name,
      secret,
    ] as const)
    expect(reply).toEqual({ ok: true, stored: 'keychain' })
  }

  await until('the tray offers to sign in', ({ secrets }) => secrets['openai-key'] === 'keychain')
  await panel.page.evaluate(() => window.dexter.setSettings({ theme: 'dark' }))
  await expect.poll(() => tray.labels(), { timeout: SOON_MS }).toContain('Sign in…')
  await tray.click('sign-in')
  const signedIn = await until('signed in, with wallets', ({ account, wallets, status }) => {
    return account.state === 'signed-in' && wallets.state === 'fresh' && status.identity?.kind === 'user'
  })
  expect(signedIn.account).toEqual({
    state: 'signed-in',
    label: 'trader-1@example.com',
    kept: 'keychain',
    problem: null,
  })
  const [first, second] = signedIn.wallets.wallets
  if (!first || !second) throw new Error('the trader has two wallets')
  expect(first).toMatchObject({ isDefault: true, paper: true })
  expect(signedIn.status.identity?.wallet?.address).toBe(first.address)

  await expect
    .poll(() => tray.labels(), { timeout: SOON_MS })
    .toContainEqual(expect.stringContaining(`${second.label}`))
  await tray.click(`wallet:${second.address}`)
  await until('the second wallet is in force', ({ status }) => status.picked?.state === 'in-force')
  const turn = await ask('What are my balances?')
  expect(turn.outcome).toBe('answered')
  const output = BalancesSchema.parse(JSON.parse(turn.tools.at(-1)?.output ?? 'null'))
  expect(JSON.stringify(output)).toContain(second.address)
  expect(turn.said).toContain(second.label)

  await dumpHeaps(app, evidence)
  await app.close()

  // Again, on the same computer.
  await start('second')
  const back = await until(
    'signed in as before, with the same wallet in force',
    ({ account, status }) => account.state === 'signed-in' && status.picked?.state === 'in-force',
  )
  expect(back.wallets.chosen).toBe(second.address)
  expect(back.status.identity?.wallet?.address).toBe(second.address)
  const tokens = provider.tokens()
  for (const token of tokens) noteSecret(token)

  provider.revokeAll()
  later = 60_000
  // The next session has to be minted anew.
  await panel.page.evaluate(() => window.dexter.setSettings({ voice: 'cedar' }))
  const out = await until(
    'signed out, and a guest again',
    ({ account, status }) => account.state === 'signed-out' && status.identity?.kind === 'guest',
  )
  expect(out.account).toMatchObject({ problem: 'Your sign-in has expired. Sign in again.' })
  expect(out.wallets.state).toBe('none')
  await panel.page.evaluate(() => window.dexter.say('What can you do?'))
  const answered = await until('a guest is answered', ({ turns }) =>
    turns.some((it) => it.source === 'text' && it.outcome === 'answered'),
  )
  expect(answered.status.state).not.toBe('error')
  await dumpHeaps(app, evidence)
  await app.close()

  const secrets = [...tokens, OPENAI_KEY, MCP_BEARER]
  expect(tokens.length).toBeGreaterThanOrEqual(3)
  // A recording of nothing would hold no secret either.
  const recordings = readdirSync(evidence).filter((file) => file.startsWith('ipc-'))
  expect(recordings.length).toBeGreaterThanOrEqual(2)
  for (const name of recordings) {
    const kinds = new Set(
      [...readFileSync(join(evidence, name), 'utf8').matchAll(/^\["(\w+)"/gm)].map(([, kind]) => kind),
    )
    expect([...kinds].sort(), name).toEqual(['asked', 'report', 'told'])
  }
  const scan = await scanForSecrets([profile, evidence], secrets)
  expect(scan.files).toBeGreaterThan(20)
  expect(scan.leaks).toEqual([])
  writeFileSync(join(evidence, 'planted'), `here: ${tokens[0]}`)
  expect((await scanForSecrets([profile, evidence], secrets)).leaks).toMatchObject([{ secret: 1, form: 'text' }])
}, 240_000)

test('the stored key goes nowhere else by a settings file or a switch, and by a redirect not even when allowed', async () => {
  const asked: string[] = []
  const outside = await startOutside()
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'without a key'}`)
    response.writeHead(307, { location: `${outside.origin}/elsewhere` }).end()
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const said = (words: string) => (now: Snapshot) => JSON.stringify(now.status).includes(words)
  try {
    // What any program of the trader's can do while the app is not running.
    const file = join(profile, 'settings.json')
    const { openai, ...others } = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...others, backend: 'openai', openai: { ...openai, url } }))
    await start('redirected')
    const { secretQuestions } = await until('the trader is asked', (now) => now.secretQuestions.length > 0)
    expect(secretQuestions).toEqual([
      {
        secret: 'openai-key',
        label: 'OpenAI key',
        givenFor: ['https://api.openai.com', 'wss://api.openai.com'],
        wanted: [url, `ws://127.0.0.1:${port}`],
      },
    ])
    await until('it is said why there is no session', said(`Your OpenAI key isn’t sent to ${url} until you allow it`))
    expect(asked).toEqual([])
    const question = panel.page.getByRole('alertdialog')
    expect(await question.textContent()).toContain(`saved for api.openai.com. Send it to ${url}, too?`)

    // Components that would style themselves find that done: the content policy keeps inline styles out.
    expect(await panel.page.locator('style').count()).toBe(0)

    await question.getByRole('button', { name: 'Allow', exact: true }).click()
    await until('the mint is redirected', said('redirects to another address'))
    expect(asked[0]).toBe(`POST /v1/realtime/client_secrets Bearer ${OPENAI_KEY}`)
    expect(outside.asked).toEqual([])
    expect((await panel.snapshot()).secretQuestions).toEqual([])
    expect(readFileSync(file, 'utf8')).not.toContain('givenFor')
    await app.close()

    // The yes is in the keychain by now, and still a switch gets none of it.
    asked.splice(0)
    await start('switched', '--backend=openai', `--backend-url=${url}`)
    const now = await until('there is no key here', said('Enter your OpenAI key in Settings'))
    expect([now.secrets, now.secretQuestions, asked]).toEqual([{}, [], []])
    await app.close()
  } finally {
    proxy.closeAllConnections()
    proxy.close()
    outside.close()
  }
}, 120_000)
