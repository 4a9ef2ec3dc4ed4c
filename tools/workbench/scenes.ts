import {
  type AccountState,
  type ListedWallet,
  MAX_WALLETS,
  NO_WALLETS,
  type SecretQuestion,
  type StoredSecrets,
  type WalletsState,
} from '../../shared/account'
import { type Devices, NO_DEVICES } from '../../shared/devices'
import { numberFormat, t } from '../../shared/i18n'
import type { McpServer, Settings } from '../../shared/settings'
import type { Entry, Flag, Snapshot, Spending, Turn } from '../../shared/snapshot'
import { AT, approval, assistant, notice, snapshot, tool, turn, user } from './fixtures/entries'
import { BALANCES, CANDLES, RECEIPT, SWAP, TOKENS, WALLETS } from './fixtures/outputs'
import streams from './fixtures/streams.json'
import { PROPOSALS } from './proposals'

/** A scene begins now, so that ages and countdowns run as they would. */
/** The small window shows the first entry of this kind. */
const inSight = (kind: Entry['kind'], shown: Snapshot): Snapshot => ({
  ...shown,
  inSight: shown.entries.find((entry) => entry.kind === kind)?.id ?? null,
})

function scene(entries: Entry[], over: Partial<Snapshot['status']> = {}, turns: Turn[] = [turn()]): Snapshot {
  const shift = Date.now() - 9000
  const first = entries[0]?.at ?? 0
  const moved = entries.map((entry) => {
    const at = shift + (entry.at - first)
    if (entry.kind === 'tool')
      return { ...entry, at, endedAt: entry.endedAt === null ? null : at + (entry.endedAt - entry.at) }
    if (entry.kind === 'approval') {
      const worth = entry.worth && { ...entry.worth, at: Date.now() - 4000 }
      const expiresAt = entry.expiresAt === null ? null : Date.now() + 26_000
      // Held since the window opens: the fill is seen as it runs.
      const heldSince = entry.heldSince === null ? null : Date.now()
      return { ...entry, at, worth, heldSince, expiresAt }
    }
    return { ...entry, at }
  })
  return { ...snapshot(moved, over), turns }
}

const answer =
  'Here’s what’s trending on pump.fun right now, by live viewers.\n\nThe top stream is San Chan, with 24 viewers and about $12.36 million market cap. Next is KindnessCoin with 23 viewers and about $1.23 million. Then ROY, with 12 viewers and about $1.94 million.'
const ALARM = t('engine.trade.checkWallet', {
  deviation: t('engine.trade.ranOtherwise', {
    approved: 'amount_sol: 1',
    what: '“solana_execute_buy”',
    ran: 'amount_sol: 1000',
  }),
})
const THEN = 'Check your wallet, and don’t trust this server until you know why.'
const BARRED = t('engine.hindrance.alarm')
const seconds = (count: number) => numberFormat({ style: 'unit', unit: 'second', unitDisplay: 'long' }).format(count)
const BUDGET = numberFormat({ style: 'currency', currency: 'USD' }).format(5)
/** What a hold that decided nothing is answered with. */
const HELD_IN_VAIN = [
  t('engine.hold.nothingApproved', {
    reason: t('engine.hold.again', { reason: t('hotkey.ended.otherProgram') }),
  }),
  t('engine.hold.nothingApproved', { reason: t('engine.hold.unread') }),
  t('engine.hold.tooShort'),
  t('engine.hold.unheard'),
  t('app.ledger.notSaved'),
]
const worth = { usd: 76.2, from: t('money.worth.swapPreview'), at: 0 }
const spending: Spending = {
  session: { input: 21_240, cached: 16_800, output: 3_412, usd: 0.0871 },
  today: { input: 84_100, cached: 61_200, output: 12_950, usd: 0.3142, day: '2026-01-15' },
  prices: 'prices of 2026-11-01',
  limits: [{ name: 'tokens', limit: 40_000, remaining: 31_200, resetAt: Date.now() + 21_000 }],
}
const FIGURE: Flag = { kind: 'figure', detail: 'It says $12.9 million for San Chan; the data says $12,364,948.80.' }
const NO_TRAY = t('app.start.noTray')
const INSTEAD = t('hotkey.hint.instead')
const NOT_SENT = [
  t('engine.talk.setAside', { reason: t('engine.talk.stillTalking', { seconds: 15 }) }),
  t('engine.talk.setAside', { reason: t('hotkey.ended.tooLong') }),
  t('engine.talk.setAside', { reason: t('hotkey.ended.listenerRestarted') }),
  t('engine.audio.onlySilence', { device: 'Monitor of Built-in Audio' }),
  t('engine.audio.nothingInTime'),
  t('engine.answer.beganOnly'),
]
const GAPS = [
  t('engine.audio.lateStart', { seconds: seconds(1.3) }),
  t('engine.audio.lostPart', { seconds: seconds(0.8) }),
]
const NO_TOOLS = [
  t('engine.servers.failed.own', { server: 'CoinGecko', why: ': HTTP 401 Unauthorized.' }),
  t('engine.servers.unmarked.own', { server: 'CoinGecko' }),
  t('engine.servers.empty.own', { server: 'Desk' }),
]
const OVER_BUDGET = [
  t('engine.spending.budgetUsed', { budget: BUDGET }),
  t('engine.spending.unpriced', { models: 'a-model-of-my-own', budget: BUDGET }),
]
const flags: Flag[] = [
  { kind: 'order', detail: 'The rows are said to be sorted by viewers, but row 3 (12) comes before row 4 (17).' },
  { kind: 'totals', detail: 'The total of 19 viewers is less than those of the five rows that are shown, 82.' },
  { kind: 'stale', detail: 'The figures of ROY are 4 minutes old.' },
]
const SOL_ALONE = {
  ...TOKENS,
  query: 'sol',
  candidates: BALANCES.balances.slice(0, 1).map(({ token }) => ({ ...token, score: 1 })),
}
const pump = () => tool({ output: JSON.stringify(streams) })
const ask = (text: string) => user({ text, source: 'text', durationMs: 0 })

const wallet = (address: string, over: Partial<ListedWallet> = {}): ListedWallet => ({
  address,
  label: null,
  isDefault: false,
  paper: false,
  mayTrade: true,
  ...over,
})
const MAIN = wallet('7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1', { label: 'Main', isDefault: true })
const SWING = wallet('9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2', { label: 'Swing trades' })
const FEW = [
  MAIN,
  SWING,
  wallet('4Nd1mZyEXWB3pVh8u7C3RrXo2Ks9tQkFfLw6yTgaBcDe', { label: 'Cold storage', mayTrade: false }),
  wallet('Hx3kPq8YvTn2mWsB5uJdLr7CfZgE9aRo4iQ1tXyNpV6b', { label: 'Try-out', paper: true }),
  wallet('Bz7nWm4RqKs2vTx9uYjLd3CgFhE8aPo5iQ6tXyNkV1rM'),
]
/** Names as nobody should choose them: long, of another direction, and with code in them. */
const ODD = [
  wallet('Dk5wQz8YvTn2mXsB7uJfLr3CgZhE9aRo4iQ6tPyNkV1b', { label: 'محفظة التداول الرئيسية (SOL)', isDefault: true }),
  wallet('Fm2rXz9YvTn4mWsB8uJkLd7CgHhE3aPo5iQ1tQyNkV6w', {
    label: '<script>alert("wallet")</script><b>bold</b> & <img src=x>',
  }),
  wallet('Gp6tYz3YvRn7mXsB4uJwLf8CkHhE2aRo9iQ5tMyNdV1q', {
    label: 'The wallet with the longest name that a service may call one',
    paper: true,
    mayTrade: false,
  }),
]
const MANY = Array.from({ length: MAX_WALLETS }, (_, index) =>
  wallet(`${(index * 7919 + 4242).toString(36)}QyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQk${index}xP`, {
    label: index % 9 === 5 ? null : `Strategy ${index + 1}`,
    isDefault: index === 0,
    mayTrade: index % 4 !== 3,
  }),
)

interface Signed {
  status?: Partial<Snapshot['status']>
  wallets?: Partial<WalletsState>
  account?: AccountState
  secrets?: StoredSecrets
  entries?: Entry[]
}

const keyQuestion: SecretQuestion = {
  secret: 'openai-key',
  label: t('account.secret.name.openaiKey'),
  givenFor: ['https://api.openai.com', 'wss://api.openai.com'],
  wanted: ['https://proxy.example', 'wss://proxy.example'],
}

const signedIn = (over: Partial<Extract<AccountState, { state: 'signed-in' }>> = {}): AccountState => ({
  state: 'signed-in',
  label: 'trader@example.com',
  kept: 'keychain',
  problem: null,
  ...over,
})

/** Dexter with an account that has some wallets. */
function account({ status, wallets, account = signedIn(), secrets = {}, entries }: Signed = {}): Snapshot {
  const list = wallets?.wallets ?? FEW
  const { label, address } = list[0] ?? MAIN
  const at = Date.now() - 90_000
  return {
    ...scene(entries ?? [user(), pump(), assistant({ text: answer })], {
      backend: 'dexter',
      identity: { kind: 'user', label: 'trader@example.com', wallet: { label, address } },
      ...status,
    }),
    backendNote: null,
    account,
    secrets,
    wallets: { ...NO_WALLETS, state: 'fresh', wallets: list, total: list.length, asOf: at, ...wallets },
  }
}

const picked = (state: 'pending' | 'refused', { label, address } = SWING) => ({ wallet: { label, address }, state })
const GUEST = { kind: 'guest', label: 'Dexter Demo Wallet', wallet: null } as const
const OUT = { state: 'signed-out', problem: null, untilQuit: false } as const
const nobody = (over: Partial<typeof OUT> | { problem: string; untilQuit: boolean } = {}) =>
  account({ account: { ...OUT, ...over }, status: { identity: GUEST }, wallets: { state: 'none', wallets: [] } })

const server = (over: Partial<McpServer> = {}): McpServer => ({
  id: 'coingecko',
  label: 'CoinGecko',
  url: 'https://mcp.api.coingecko.com/mcp',
  enabled: true,
  readOnly: true,
  allowedTools: null,
  headers: [],
  ...over,
})

/** Settings that a scene is about; the others have the defaults. */
const DEVICES: Devices = {
  microphone: {
    devices: [
      { id: 'm', label: 'MacBook Pro Microphone (Built-in)' },
      { id: 'y', label: 'Yeti Stereo Microphone' },
      { id: 'j', label: 'Jabra Evolve2 65 (Bluetooth)' },
    ],
    byDefault: 'MacBook Pro Microphone (Built-in)',
    chosen: 'y',
    missing: null,
  },
  speaker: {
    devices: [
      { id: 's', label: 'MacBook Pro Speakers (Built-in)' },
      { id: 'j', label: 'Jabra Evolve2 65 (Bluetooth)' },
    ],
    byDefault: 'MacBook Pro Speakers (Built-in)',
    chosen: null,
    missing: null,
  },
}

export const SCENE_SETTINGS: Record<string, Partial<Settings>> = {
  signedIn: { backend: 'dexter' },
  signedInProblem: { backend: 'dexter' },
  signedOut: { backend: 'dexter' },
  noKeychain: { backend: 'dexter' },
  signingIn: { backend: 'dexter' },
  openai: { backend: 'openai' },
  secretQuestion: { backend: 'openai' },
  models: {
    backend: 'openai',
    model: 'gpt-realtime-mini',
    transcriptionModel: 'another-model-that-writes',
    language: 'de',
    keywords: ['BONK', 'Dogwifhat', 'Jupiter'],
    budgetUsdPerDay: 5,
    mcpServers: [server({ id: 'desk', label: 'Desk', url: 'https://desk.example/mcp', headers: ['x-api-key'] })],
  },
  modelEnds: { backend: 'openai', model: 'gpt-realtime-mini' },
  ...Object.fromEntries(
    ['', 'Recording', 'NoMicrophone', 'NotAllowed', 'NoKey', 'WithHistory'].map((how) => [
      `firstRun${how}`,
      { firstRunDone: false },
    ]),
  ),
  firstRunNoApiKey: { firstRunDone: false, backend: 'openai' },
  noTools: { backend: 'openai', mcpServers: [server()] },
  unknownModel: { backend: 'openai', model: 'a-model-of-my-own', budgetUsdPerDay: 5 },
  servers: {
    backend: 'openai',
    mcpServers: [
      server(),
      server({ id: 'desk', label: 'Desk', url: 'https://desk.example/mcp', readOnly: false, allowedTools: ['quote'] }),
      server({
        id: 'long',
        label: 'The server with the longest label that settings let one have',
        url: 'https://a-very-long-subdomain.of-a-very-long-host-name.example/with/a/path/that/does/not/end/mcp',
        enabled: false,
      }),
    ],
  },
}

export const SCENES: Record<string, () => Snapshot> = {
  ...Object.fromEntries(
    Object.entries(PROPOSALS).map(([name, entries]) => [
      name,
      () => account({ entries: entries(), status: { state: 'working', detail: t('engine.state.approval') } }),
    ]),
  ),
  secretQuestion: () => ({
    ...scene([user(), pump(), assistant({ text: answer })], {
      backend: 'openai',
      state: 'error',
      detail: 'Your OpenAI key isn’t sent to proxy.example until you allow it. Answer the question in the panel.',
    }),
    backendNote: null,
    secrets: { 'openai-key': 'keychain' },
    secretQuestions: [keyQuestion],
  }),
  secretQuestions: () => ({
    ...scene([], { backend: 'openai' }),
    backendNote: null,
    secretQuestions: [
      { ...keyQuestion, wanted: ['wss://voice.a-very-long-subdomain.of-a-very-long-host-name.example:8443'] },
      {
        secret: 'mcp:desk',
        label: 'bearer token for Desk',
        givenFor: [],
        wanted: ['https://api.openai.com', 'http://127.0.0.1:8791'],
      },
    ],
  }),
  devices: () => ({ ...scene([]), devices: DEVICES }),
  deviceLevel: () => ({
    ...scene([], { microphone: { state: 'open', device: 'Yeti Stereo Microphone', bytesWhileUp: 0 } }),
    devices: DEVICES,
    deviceTest: 'level',
  }),
  deviceHear: () => ({
    ...scene([], { microphone: { state: 'open', device: 'Yeti Stereo Microphone', bytesWhileUp: 0 } }),
    devices: DEVICES,
    deviceTest: 'recording',
  }),
  deviceSilent: () => ({
    ...scene([]),
    devices: {
      microphone: { ...DEVICES.microphone, chosen: null, missing: { label: 'Jabra Evolve2 65' } },
      speaker: DEVICES.speaker,
    },
    deviceTest: 'silent',
  }),
  firstRun: () => ({ ...scene([]), devices: DEVICES }),
  firstRunRecording: () => SCENES.deviceHear?.() ?? snapshot(),
  firstRunNoMicrophone: () => ({
    ...scene([], {
      detail: t('engine.state.plugIn'),
      microphone: { state: 'missing', device: null, bytesWhileUp: 0 },
    }),
    devices: { microphone: NO_DEVICES.microphone, speaker: DEVICES.speaker },
    deviceTest: 'failed',
  }),
  firstRunNotAllowed: () => SCENES.keyPermission?.() ?? snapshot(),
  firstRunNoKey: () => SCENES.waylandOnly?.() ?? snapshot(),
  firstRunNoApiKey: () => scene([], { backend: 'openai', identity: null }),
  firstRunWithHistory: () => SCENES.balances?.() ?? snapshot(),
  mutedMicrophone: () =>
    scene([user({ text: null, transcript: 'pending', delivery: 'capturing', durationMs: 0 })], {
      state: 'listening',
      detail: t('devices.trouble.muted', { device: 'Yeti Stereo Microphone' }),
      microphone: { state: 'open', device: 'Yeti Stereo Microphone', bytesWhileUp: 0, trouble: 'muted' },
    }),
  noMicrophone: () =>
    scene([], {
      detail: t('engine.state.plugIn'),
      microphone: { state: 'missing', device: null, bytesWhileUp: 0 },
    }),
  silentMicrophone: () =>
    scene([user({ text: null, transcript: 'pending', delivery: 'capturing', durationMs: 0 })], {
      state: 'listening',
      detail: t('engine.state.noSound', { device: 'Monitor of Built-in Audio Analog Stereo' }),
      microphone: { state: 'open', device: 'Monitor of Built-in Audio Analog Stereo', bytesWhileUp: 0 },
    }),
  notSent: () =>
    scene([
      // Without a sound there is nothing to send.
      ...NOT_SENT.map((problem) => {
        const resendable = !/only silence|No sound/.test(problem)
        return user({ delivery: 'unsent', resendable, text: null, transcript: 'unavailable', problem })
      }),
      ...GAPS.map((text) => notice({ level: 'warning', code: 'audio_missing', text })),
    ]),
  nothingHeard: () =>
    scene([user({ text: '', languages: [] }), user({ languages: ['ko'] })], {}, [
      turn({ heard: '', samples: { captured: 63_216, sent: 63_216, committed: 63_216, played: 0 } }),
    ]),
  withoutSound: () => {
    const before = [user(), pump()]
    const silent = assistant({ text: answer, unspoken: true })
    return { ...scene([...before, silent]), inSight: silent.id }
  },
  withoutSoundFlagged: () => {
    const before = [user(), pump()]
    const silent = assistant({ text: `${answer} ${answer}`, unspoken: true, flags: [FIGURE] })
    return { ...scene([...before, silent]), inSight: silent.id }
  },
  commentary: () =>
    scene([
      user(),
      assistant({ text: 'Let me look up the live streams for you.', phase: 'commentary' }),
      pump(),
      assistant({ text: answer }),
    ]),
  turnedAway: () =>
    scene(
      [
        user({
          delivery: 'unsent',
          resendable: true,
          text: null,
          transcript: 'unavailable',
          problem:
            'The connection to voice.example was lost: You have used up your quota for today. Tried 6 times. Ask again to try once more.',
        }),
      ],
      {
        state: 'error',
        detail:
          'The connection to voice.example was lost: You have used up your quota for today. Tried 6 times. Ask again to try once more.',
        backend: 'openai',
      },
    ),
  noTools: () =>
    scene(
      NO_TOOLS.map((text) => notice({ level: 'warning', code: 'no_tools', text })),
      { backend: 'openai' },
    ),
  failedTools: () =>
    scene([
      user(),
      tool({ status: 'failed', error: 'Too many requests: try again in 30 seconds', output: '{"error":{"code":429}}' }),
      tool({ status: 'failed', error: t('engine.tool.failed'), output: '{"isError":true}' }),
    ]),
  trayMissing: () => ({
    ...scene([notice({ level: 'warning', code: 'no_tray', text: NO_TRAY })]),
    trayMissing: true,
  }),
  waylandOnly: () => ({
    ...scene([]),
    hotkey: {
      source: 'none',
      key: '',
      hint: INSTEAD,
      problem: `${t('hotkey.problem.wayland')} ${t('hotkey.problem.taken', { keys: 'Ctrl+Alt+Space' })}`,
    },
  }),
  keyPermission: () => ({
    ...scene([]),
    system: 'darwin',
    microphoneAccess: 'not-determined',
    hotkey: {
      source: 'toggle',
      key: 'Control-Shift-Space',
      hint: t('hotkey.hint.toggle', { keys: 'Control-Shift-Space' }),
      problem: 'macOS doesn’t let Dexter Voice see the talk key yet.',
      permission: 'needed',
    },
  }),
  microphoneNotAsked: () => ({ ...scene([]), system: 'darwin', microphoneAccess: 'not-determined' }),
  microphoneRestricted: () => ({ ...scene([user()]), system: 'darwin', microphoneAccess: 'restricted' }),
  microphoneBlocked: () => ({ ...scene([user()]), system: 'win32', microphoneAccess: 'denied' }),
  headset: () =>
    scene([user(), assistant()], {
      microphone: {
        state: 'open',
        device: 'AirPods Pro (Bluetooth)',
        bytesWhileUp: 0,
        bluetooth: {
          label: 'AirPods Pro (Bluetooth)',
          builtIn: { deviceId: 'c1', label: 'MacBook Pro Microphone (Built-in)' },
        },
      },
    }),
  cantInstall: () =>
    scene([
      notice({
        level: 'warning',
        code: 'update_failed',
        text: 'Version 1.4.0 can’t be installed. Dexter Voice is running from a folder that can’t be changed. Move it to a folder that you can write to, and start it from there.',
      }),
    ]),
  modelEnds: () => ({
    ...scene(
      [
        notice({
          level: 'warning',
          code: 'model_ends',
          text: 'OpenAI shuts down gpt-realtime-mini on 20 January 2027. Choose gpt-realtime-2.1-mini in Settings before then.',
        }),
      ],
      { backend: 'openai' },
    ),
    secrets: { 'openai-key': 'keychain' },
  }),
  overBudget: () =>
    scene(
      OVER_BUDGET.map((problem) =>
        user({ delivery: 'unsent', resendable: true, problem, source: 'text', text: 'What is the price of SOL?' }),
      ),
      { backend: 'openai' },
    ),
  empty: () => scene([]),
  noKeyYet: () => ({
    ...scene([]),
    hotkey: { source: 'pending', key: '', hint: t('hotkey.hint.desktopAsks'), problem: null },
  }),
  desktopKey: () => ({
    ...scene([]),
    hotkey: {
      source: 'portal',
      key: 'Ctrl+Alt+Space',
      hint: t('hotkey.hint.hold', { key: 'Ctrl+Alt+Space' }),
      problem: null,
    },
  }),
  guest: () => scene([], { backend: 'dexter', identity: { kind: 'guest', label: 'Dexter Demo Wallet', wallet: null } }),
  signedIn: () => account(),
  signedInProblem: () =>
    account({
      account: signedIn({
        label: 'a.trader.with.a.very.long.name.indeed@a-long-company-name.example',
        kept: 'session',
        problem: 'The sign-in server can’t be reached: it is tried again in 30 s.',
      }),
    }),
  signedOut: () => nobody(),
  noKeychain: () =>
    nobody({ problem: 'There is no keychain on this computer: install gnome-keyring.', untilQuit: true }),
  signingIn: () => ({ ...nobody(), account: { state: 'signing-in' } }),
  pending: () => account({ status: { picked: picked('pending') }, wallets: { chosen: SWING.address } }),
  refused: () => account({ status: { picked: picked('refused') }, wallets: { chosen: SWING.address } }),
  manyWallets: () => account({ wallets: { wallets: MANY, total: 73, chosen: MANY[3]?.address ?? null } }),
  oddWallets: () =>
    account({
      wallets: { wallets: ODD },
      status: { picked: picked('pending', ODD[1]) },
    }),
  offlineWallets: () =>
    account({
      wallets: { state: 'offline', problem: t('alerts.problem.unreachable', { server: 'Dexter' }) },
      status: { state: 'offline' },
    }),
  noWallets: () =>
    account({
      wallets: { state: 'empty', wallets: [] },
      status: { identity: { kind: 'user', label: 'trader@example.com', wallet: null } },
    }),
  loadingWallets: () => account({ wallets: { state: 'loading', wallets: [], asOf: null }, status: { identity: null } }),
  openai: () => ({ ...scene([], { backend: 'openai' }), secrets: { 'openai-key': 'keychain' } }),
  models: () => ({ ...scene([], { backend: 'openai' }), secrets: { 'openai-key': 'keychain' } }),
  unknownModel: () => ({ ...scene([], { backend: 'openai' }), secrets: { 'openai-key': 'keychain' } }),
  servers: () => ({
    ...scene([], {
      backend: 'openai',
      identity: { kind: 'user', label: t('account.secret.name.openaiKey'), wallet: null },
    }),
    secrets: { 'openai-key': 'session', 'mcp:desk': 'keychain' },
  }),
  approvalPending: () =>
    account({
      entries: [
        user({ text: 'Buy a quarter SOL of Bonk.' }),
        approval({ worth, hindrance: t('engine.hindrance.walletPending') }),
      ],
      status: { picked: picked('pending') },
      wallets: { chosen: SWING.address },
    }),
  approvalRefused: () =>
    account({
      entries: [
        user({ text: 'Buy a quarter SOL of Bonk.' }),
        approval({ worth, hindrance: t('engine.hindrance.walletRefused') }),
      ],
      status: { picked: picked('refused') },
      wallets: { chosen: SWING.address },
    }),
  hudPending: () =>
    account({
      entries: [],
      status: { state: 'listening', detail: t('engine.state.listening'), picked: picked('pending') },
      wallets: { chosen: SWING.address },
    }),
  hudHeldPending: () =>
    account({
      entries: [approval({ worth, hindrance: t('engine.hindrance.walletPending') })],
      status: {
        state: 'listening',
        detail: t('engine.state.heldInVain'),
        picked: picked('pending'),
      },
      wallets: { chosen: SWING.address },
    }),
  hudWallet: () => account({ entries: [], status: { state: 'listening', detail: t('engine.state.listening') } }),
  hudOdd: () =>
    account({
      entries: [],
      status: { state: 'listening', detail: t('engine.state.listening') },
      wallets: { wallets: ODD },
    }),
  streams: () => scene([user(), pump(), assistant({ text: answer })]),
  speaking: () =>
    scene([user(), pump(), assistant({ text: answer.slice(0, 150), state: 'speaking' })], {
      state: 'speaking',
      detail: t('engine.state.speaking'),
    }),
  listening: () =>
    scene([user({ text: null, transcript: 'pending', delivery: 'capturing', durationMs: 0 })], {
      state: 'listening',
      detail: t('engine.state.listening'),
      microphone: { state: 'open', device: 'Built-in microphone', bytesWhileUp: 0 },
    }),
  handsFree: () =>
    scene([user(), pump(), assistant({ text: answer })], {
      detail: t('engine.state.handsFree'),
      handsFree: true,
      microphone: { state: 'open', device: 'Built-in microphone', bytesWhileUp: 0 },
    }),
  openMicrophone: () => scene([], { detail: t('engine.state.handsFree'), handsFree: true }),
  latched: () =>
    scene([user({ text: null, transcript: 'pending', delivery: 'capturing', durationMs: 0 })], {
      state: 'listening',
      detail: t('engine.state.latched'),
      microphone: { state: 'open', device: 'Built-in microphone', bytesWhileUp: 0 },
    }),
  canceled: () => scene([user({ text: null, transcript: 'unavailable', delivery: 'canceled' })]),
  working: () =>
    scene(
      [
        user({ text: null, transcript: 'pending' }),
        tool({ status: 'running', endedAt: null }),
        tool({ name: 'solana_list_balances', status: 'arguments', arguments: '{"wallet_addr', endedAt: null }),
        tool({ name: 'markets_fetch_ohlcv', status: 'queued', arguments: '', endedAt: null }),
      ],
      { state: 'working', detail: t('engine.state.working') },
    ),
  interrupted: () =>
    scene([user(), pump(), assistant({ text: answer, state: 'interrupted', heardChars: 141 })], {}, [
      turn({ outcome: 'interrupted', timing: { ...turn().timing, interruptToSilenceMs: 6.1 } }),
    ]),
  unsent: () =>
    scene(
      [
        user({
          delivery: 'unsent',
          resendable: true,
          text: null,
          transcript: 'unavailable',
          problem: t('engine.answer.noConnection'),
        }),
        notice({ level: 'warning', text: t('engine.state.offline') }),
        notice(),
        tool({
          status: 'failed',
          output: null,
          error: 'pumpstream_fetch_failed: the market server did not answer in 10 s',
        }),
        notice({ level: 'error', text: 'The server refused the session: the key is not valid.' }),
        user({ delivery: 'discarded', text: 'Sell everything', turnId: 'turn-2' }),
      ],
      { state: 'offline', detail: t('engine.state.offline') },
    ),
  approval: () =>
    scene([
      user({ text: 'Buy a quarter SOL of Bonk.' }),
      tool({ name: 'solana_swap_preview', arguments: approval().arguments, output: JSON.stringify(SWAP) }),
      approval(),
    ]),
  otherWallet: () =>
    scene([
      user({ text: 'Send one SOL to my cold wallet.' }),
      approval({
        name: 'solana_send',
        heldSince: 1,
        arguments: JSON.stringify({
          recipient_type: 'wallet',
          recipient_value: '7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1',
          amount_ui: 1,
          wallet_address: '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2',
        }),
      }),
    ]),
  worth: () =>
    scene(
      [
        user({ text: 'Buy a quarter SOL of Bonk.' }),
        tool({ name: 'solana_swap_preview', arguments: approval().arguments, output: JSON.stringify(SWAP) }),
        approval({ worth }),
      ],
      { spending },
    ),
  held: () =>
    scene([user({ text: 'Buy a quarter SOL of Bonk.' }), approval({ worth, heldSince: 1 })], {
      state: 'listening',
      detail: 'Swap 0.25 SOL, about $76.20: let go to approve.',
    }),
  unreadable: () =>
    scene([
      user({ text: 'Send it.' }),
      approval({
        name: 'solana_send',
        arguments: '{"amount_ui": 1e',
        hindrance: t('engine.hindrance.unreadable'),
        wallet: '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2',
      }),
      approval({
        name: 'solana_send',
        wallet: '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2',
        arguments: JSON.stringify({
          recipient_type: 'wallet',
          recipient_value: '7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1',
          amount_ui: 1250.5,
          memo: 'rent, and a note that is much longer than anybody would think that a note on a transfer ever gets',
        }),
      }),
    ]),
  foreign: () =>
    scene([
      user({ text: 'Place the order on my exchange.' }),
      approval({
        server: 'my-exchange',
        name: 'place_order',
        arguments: JSON.stringify({
          symbol: 'SOL-USD',
          side: 'sell',
          quantity: 12.5,
          Worth: '$1',
          limit: { price: 140.25 },
        }),
      }),
    ]),
  twice: () =>
    scene([
      user({ text: 'Buy one SOL of Bonk.' }),
      approval({
        name: 'solana_execute_buy',
        arguments:
          '{"mint":"DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263","amount_sol":1,"amount_sol":1000,"slippage_bps":100}',
        hindrance: '“amount_sol” is given twice.',
      }),
    ]),
  alarm: () =>
    scene(
      [
        user({ text: 'Buy one SOL of Bonk.' }),
        approval({ decision: 'approved', name: 'solana_execute_buy', arguments: '{"amount_sol":1}' }),
        tool({ name: 'solana_execute_buy', arguments: '{"amount_sol":1000}', output: JSON.stringify(RECEIPT) }),
        notice({ level: 'error', code: 'ran_otherwise', text: ALARM }),
      ],
      { alarms: [{ id: 'alarm-1', text: ALARM }] },
    ),
  alarms: () =>
    scene([user({ text: 'Buy one SOL of Bonk.' }), approval({ hindrance: BARRED })], {
      alarms: [
        { id: 'alarm-1', text: ALARM },
        { id: 'alarm-2', text: `“place_order (my-exchange)” ran without asking you. ${THEN}` },
      ],
    }),
  manyArguments: () =>
    scene([
      user({ text: 'Place the order on my exchange.' }),
      approval({
        server: 'my-exchange',
        name: 'place_order_with_a_name_that_is_as_long_as_a_server_may_make_it',
        arguments: JSON.stringify({
          ...Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`leg_${index + 1}`, 12.5 * (index + 1)])),
          recipient: 'ThisRecipientDoesNotEnd'.repeat(20),
        }),
      }),
    ]),
  held_in_vain: () =>
    scene([
      user({ text: 'Buy a quarter SOL of Bonk.' }),
      approval({ worth }),
      ...HELD_IN_VAIN.map((text) => notice({ code: 'held_in_vain', text })),
    ]),
  shortcut: () =>
    scene([
      user({ delivery: 'void', transcript: 'unavailable', text: null }),
      user({
        delivery: 'unsent',
        resendable: true,
        text: null,
        transcript: 'unavailable',
        problem: t('engine.talk.shortcut'),
      }),
    ]),
  flags: () =>
    inSight(
      'assistant',
      scene(
        [
          user(),
          { ...pump(), flags },
          assistant({
            text: answer,
            flags: [
              { kind: 'figure', detail: 'It says $12.9 million for San Chan; the data says $12,364,948.80.' },
              { kind: 'claim', detail: 'It says that ROY is the largest by market cap; in the data San Chan is.' },
            ],
          }),
          tool({
            name: 'solana_list_balances',
            output: '{"balances":"none"}',
            flags: [
              { kind: 'shape', detail: 'The answer has not the fields of solana_list_balances: balances is no list.' },
            ],
          }),
        ],
        { spending },
        [turn({ usage: { input: 6120, cached: 4100, output: 812, usd: 0.0214 } })],
      ),
    ),
  unguarded: () =>
    scene([user(), pump(), assistant({ text: answer })], {
      backend: 'openai',
      unguarded: ['solana_swap_execute', 'solana_send', 'a_tool_with_quite_a_long_name_of_its_own'],
      spending,
    }),
  decided: () =>
    inSight(
      'approval',
      scene([
        approval({ decision: 'approved' }),
        tool({ name: 'solana_swap_execute', arguments: approval().arguments, output: JSON.stringify(RECEIPT) }),
        approval({ decision: 'denied', reason: t('engine.denied.newQuestion') }),
        approval({
          decision: 'expired',
          name: 'solana_send',
          arguments:
            '{"recipient_type":"wallet","recipient_value":"7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1","amount_ui":12.5}',
        }),
      ]),
    ),
  figures: () =>
    scene([
      ask('What are my balances?'),
      tool({
        name: 'solana_list_balances',
        arguments: '{"wallet_address":"7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1"}',
        output: JSON.stringify(BALANCES),
      }),
      ask('How did SOL do today?'),
      tool({
        name: 'markets_fetch_ohlcv',
        arguments: '{"mint":"So11111111111111111111111111111111111111112","interval":"15m","range":"1d"}',
        output: JSON.stringify(CANDLES),
      }),
      tool({ name: 'solana_resolve_token', arguments: '{"query":"bonk"}', output: JSON.stringify(TOKENS) }),
      tool({ name: 'list_my_wallets', arguments: '{}', output: JSON.stringify(WALLETS) }),
      tool({ name: 'some_new_tool', arguments: '{"a":1}', output: '{"answer":[1,2,{"deep":true}]}' }),
    ]),
  /** Turns of each kind, for the activity view. */
  day: () => {
    const timing = (commitToFirstAudioMs: number | null, keyDownToWireMs = 11.2) => ({
      ...turn().timing,
      keyDownToWireMs,
      commitToFirstAudioMs,
    })
    const used = (input: number, output: number, usd: number) => ({ input, cached: input - 900, output, usd })
    const asked: Turn[] = [
      turn({ said: answer, tools: [], usage: used(4_210, 512, 0.0231) }),
      turn({
        heard: 'Buy half a SOL of Bonk',
        said: 'Shall I?',
        timing: timing(910, 9.8),
        usage: used(5_020, 204, 0.0142),
      }),
      turn({
        heard: 'How is Jupiter doing',
        outcome: 'interrupted',
        timing: timing(688),
        usage: used(5_400, 96, 0.0098),
      }),
      turn({
        source: 'text',
        heard: 'What are my balances?',
        said: 'You hold three tokens, worth $3,904.32.',
        timing: timing(null),
        usage: used(5_610, 61, 0.0071),
      }),
      turn({ heard: null, outcome: 'unsent', timing: timing(null, 14.1) }),
    ].map((it, index) => ({ ...it, id: `turn-${index + 1}` }))
    const entries = asked.map(({ id, heard, source }, index) => ({
      ...user({ text: heard ?? '', source, at: AT + index * 95_000 }),
      id,
      turnId: id,
    }))
    return scene(entries, {}, asked)
  },
  chart: () =>
    scene([
      ask('How did SOL do today?'),
      tool({
        name: 'markets_fetch_ohlcv',
        arguments: '{"mint":"So11111111111111111111111111111111111111112","interval":"15m","range":"1d"}',
        output: JSON.stringify(CANDLES),
      }),
      tool({ name: 'solana_resolve_token', arguments: '{"query":"sol"}', output: JSON.stringify(SOL_ALONE) }),
    ]),
  balances: () =>
    scene([
      ask('What are my balances?'),
      tool({
        name: 'solana_list_balances',
        arguments: '{"wallet_address":"7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1"}',
        output: JSON.stringify(BALANCES),
      }),
    ]),
  /** What nobody should send: markup, links that run, text that turns around or is not seen, sizes beyond all sense. */
  hostile: () =>
    scene([
      ask('<img src=x onerror=alert(1)> \u202Egnp.exe \u200B\u200Bzero 👩‍👩‍👧‍👦 javascript:alert(1)'),
      tool({
        name: 'solana_resolve_token',
        arguments: '{"query":"<b>"}',
        output: JSON.stringify({
          ...TOKENS,
          candidates: [
            { ...SOL_ALONE.candidates[0], name: '<script>alert(1)</script>', symbol: '\u202ELOS', priceUsd: 1e-12 },
            {
              ...SOL_ALONE.candidates[0],
              mint: `${'9'.repeat(43)}`,
              name: 'x'.repeat(5000),
              priceUsd: 1e15,
              marketCap: null,
            },
          ],
        }),
      }),
      tool({ name: 'a_tool', server: 'javascript:alert(1)', arguments: '{"a":null}', output: 'y'.repeat(1_000_000) }),
      assistant({ text: `[click](javascript:alert(1)) ${'long'.repeat(250_000)}` }),
    ]),
  long: () =>
    scene(
      Array.from({ length: 2500 }, (_, index) => {
        const turnId = `turn-${index}`
        return [
          user({ text: `Question number ${index + 1}: what’s trending?`, turnId }),
          index % 3 === 0
            ? { ...pump(), turnId }
            : tool({
                name: 'resolve_wallet',
                arguments: '{}',
                output: '{"wallet_address":null,"source":"none"}',
                turnId,
              }),
          assistant({ text: `${answer.slice(0, 60 + ((index * 37) % 180))}`, turnId }),
          ...(index % 5 === 0 ? [notice()] : []),
        ]
      }).flat(),
      {},
      [],
    ),
}
