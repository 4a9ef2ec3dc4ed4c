/** A picture that `npm run shots` takes: a screen in a state, in a theme, a language and a size. */
export interface Shot {
  /** Of its file, without the ending. */
  name: string
  page: 'panel.html' | 'hud.html'
  /** Of the workbench: the scene and what it is shown in. */
  query: Record<string, string>
  /** The tab, and a place in it. */
  hash: string
  width: number
  height: number
  /** Device pixels for each of them. */
  scale: number
  theme: 'light' | 'dark'
  contrast: 'usual' | 'more' | 'forced'
  /** What is waited for before the picture is taken. */
  ready: string
  /** Tabs and buttons that are pressed before it. */
  press?: string[]
}

const SIZES = {
  usual: { width: 460, height: 720 },
  small: { width: 380, height: 480 },
  devices: { width: 380, height: 1_250 },
  wide: { width: 1280, height: 800 },
  /** All that scrolls at once. */
  tall: { width: 460, height: 4_600 },
} as const
const HUD = { width: 400, height: 240 }

/** States of the conversation. */
const CONVERSATION = [
  'empty', 'streams', 'chart', 'balances', 'figures', 'speaking', 'listening', 'handsFree', 'latched', 'canceled', 'working', 'interrupted', 'unsent', 'notSent', 'nothingHeard',
  'withoutSound', 'commentary', 'failedTools', 'noTools', 'turnedAway', 'overBudget', 'flags', 'hostile',
] // biome-ignore format: one line each would take a page
/** Cards of proposed trades. */
const PROPOSALS = [
  'buy', 'buyWaitsForSilence', 'exactOut', 'sellAll', 'sendFirst', 'walletChoice', 'limitHit', 'mismatch', 'ambiguous',
  'lookAlike', 'unknownWorth', 'unheard', 'expired', 'unknownOutcome', 'twice', 'held', 'unreadable', 'manyArguments',
] // biome-ignore format: one line each would take a page
/** What stands above all tabs. */
const NOTICES = [
  'alarm', 'unguarded', 'secretQuestion', 'keyPermission', 'microphoneNotAsked', 'microphoneBlocked', 'headset',
  'trayMissing', 'waylandOnly', 'noMicrophone', 'mutedMicrophone', 'silentMicrophone', 'guest', 'signedOut', 'pending', 'refused',
] // biome-ignore format: one line each would take a page
const SETTINGS = ['signedIn', 'signedOut', 'noKeychain', 'signingIn', 'models', 'servers', 'modelEnds', 'empty']
const SMALL_WINDOW = [
  'speaking',
  'listening',
  'latched',
  'working',
  'buy',
  'mismatch',
  'withoutSound',
  'hudHeldPending',
  'decided',
  'flags',
]

interface Look {
  scene: string
  page?: Shot['page']
  hash?: string
  size?: keyof typeof SIZES
  theme?: Shot['theme']
  language?: 'en' | 'es' | 'de'
  contrast?: Shot['contrast']
  /** The text size of the settings. */
  text?: number
  query?: Record<string, string>
  press?: string[]
}

function shot({
  scene,
  page = 'panel.html',
  hash = '',
  size = 'usual',
  theme = 'light',
  language = 'en',
  contrast = 'usual',
  text = 1,
  query,
  press,
}: Look): Shot {
  const screen = page === 'hud.html' ? 'small-window' : hash.slice(1).replace(/\/+/g, '-') || 'conversation'
  const extra = [
    scene,
    size !== 'usual' && size,
    theme,
    language !== 'en' && language,
    contrast !== 'usual' && `contrast-${contrast}`,
    text !== 1 && `text-${text * 100}`,
    ...(press ?? []).map((label) => label.toLowerCase().replace(/\W+/g, '-')),
    ...Object.values(query ?? {}),
  ]
  return {
    name: [screen, ...extra].filter(Boolean).join('--'),
    page,
    query: { scene, theme, lang: language, text: String(text), ...query },
    hash,
    ...(page === 'hud.html' ? HUD : SIZES[size]),
    scale: 1,
    theme,
    contrast,
    ready: page === 'hud.html' ? '.hud' : hash.includes('//') ? '.diagnosis' : '.panel-body',
    ...(press === undefined ? {} : { press }),
  }
}

const THEMES = ['light', 'dark'] as const

/** States of microphone and speaker in the settings. */
const DEVICES = ['devices', 'deviceLevel', 'deviceHear', 'deviceSilent']

const HEARD = ['Record 3 seconds', 'I heard myself']
/** The first steps, with what is pressed before each picture. */
const FIRST_RUN: readonly Pick<Look, 'scene' | 'press'>[] = [
  { scene: 'firstRun' },
  { scene: 'firstRun', press: ['Record 3 seconds'] },
  { scene: 'firstRun', press: HEARD },
  { scene: 'firstRun', press: [...HEARD, 'Continue'] },
  { scene: 'firstRun', press: ['Talk'] },
  { scene: 'firstRunRecording' },
  { scene: 'firstRunNoMicrophone' },
  { scene: 'firstRunNotAllowed' },
  { scene: 'firstRunNotAllowed', press: ['Continue'] },
  { scene: 'firstRunNoKey', press: ['Continue'] },
  { scene: 'firstRunNoKey', press: ['Continue', 'Continue'] },
  { scene: 'firstRunNoApiKey', press: ['Continue', 'Continue'] },
  { scene: 'firstRunWithHistory' },
]

/** All of them: each state in both themes; a choice of them in each size, contrast, text size and language. */
export const SHOTS: readonly Shot[] = [
  ...[...CONVERSATION, ...PROPOSALS, ...NOTICES].flatMap((scene) => THEMES.map((theme) => shot({ scene, theme }))),
  ...SETTINGS.flatMap((scene) => THEMES.map((theme) => shot({ scene, theme, hash: '#settings' }))),
  ...FIRST_RUN.flatMap((look) =>
    THEMES.flatMap((theme) => [shot({ ...look, theme }), shot({ ...look, theme, size: 'small' })]),
  ),
  ...(['es', 'de'] as const).map((language) => shot({ scene: 'firstRun', language, size: 'small' })),
  ...FIRST_RUN.slice(0, 3).flatMap((look) => [shot({ ...look, size: 'wide' }), shot({ ...look, text: 2 })]),
  ...DEVICES.flatMap((scene) => THEMES.map((theme) => shot({ scene, theme, hash: '#settings', size: 'devices' }))),
  ...(['small', 'wide'] as const).map((size) => shot({ scene: 'deviceLevel', size, hash: '#settings/voice' })),
  ...(['es', 'de'] as const).map((language) =>
    shot({ scene: 'deviceHear', language, hash: '#settings', size: 'devices' }),
  ),
  ...SMALL_WINDOW.flatMap((scene) => THEMES.map((theme) => shot({ scene, theme, page: 'hud.html' }))),
  ...(['none', 'various', 'broken'] as const).flatMap((trades) =>
    THEMES.map((theme) => shot({ scene: 'streams', theme, hash: '#trades', query: { trades } })),
  ),
  ...THEMES.flatMap((theme) => [
    shot({ scene: 'day', theme, hash: '#activity' }),
    shot({ scene: 'day', theme, hash: '#activity', press: ['Where the time went'] }),
    shot({ scene: 'day', theme, hash: '#activity', press: ['Events'] }),
  ]),
  shot({ scene: 'day', text: 2, hash: '#activity', press: ['Events'] }),
  ...(['small', 'wide'] as const).flatMap((size) =>
    ['empty', 'figures', 'buy', 'mismatch', 'alarm']
      .map((scene) => shot({ scene, size }))
      .concat(['#settings', '#trades', '#activity'].map((hash) => shot({ scene: 'models', size, hash }))),
  ),
  ...THEMES.flatMap((theme) =>
    (['small', 'wide'] as const).flatMap((size) => [
      shot({ scene: 'models', theme, size, hash: '#settings/key' }),
      shot({ scene: 'models', theme, size, hash: '#settings/key', press: ['Choose: Any other key'] }),
      shot({
        scene: 'models',
        theme,
        size,
        hash: '#settings/key',
        press: ['Choose: Any other key'],
        query: { pressed: 'Q' },
      }),
    ]),
  ),
  ...THEMES.flatMap((theme) =>
    (['usual', 'small', 'wide'] as const).flatMap((size) => [
      shot({ scene: 'waylandOnly', theme, size, hash: '#conversation//key', query: { computer: 'broken' } }),
      shot({ scene: 'deviceLevel', theme, size, hash: '#conversation//hearing' }),
    ]),
  ),
  shot({ scene: 'empty', hash: '#conversation//key', query: { pressed: 'Q' } }),
  ...(['es', 'de'] as const).map((language) =>
    shot({ scene: 'deviceLevel', language, hash: '#conversation//hearing', query: { computer: 'broken' } }),
  ),
  shot({ scene: 'deviceLevel', text: 2, hash: '#conversation//hearing', query: { computer: 'broken' } }),
  shot({ scene: 'empty', press: ['Help'] }),
  ...['models', 'signedIn', 'servers'].map((scene) => shot({ scene, size: 'tall', hash: '#settings' })),
  ...['hostile', 'figures'].map((scene) => shot({ scene, size: 'tall' })),
  ...(['more', 'forced'] as const).flatMap((contrast) =>
    THEMES.flatMap((theme) => [
      shot({ scene: 'figures', theme, contrast }),
      shot({ scene: 'mismatch', theme, contrast }),
      shot({ scene: 'models', theme, contrast, hash: '#settings' }),
      shot({ scene: 'buy', theme, contrast, page: 'hud.html' }),
    ]),
  ),
  ...['figures', 'buy', 'mismatch', 'alarm'].map((scene) => shot({ scene, text: 2 })),
  ...['#settings', '#trades', '#activity'].map((hash) => shot({ scene: 'models', text: 2, hash })),
  ...(['es', 'de'] as const).flatMap((language) => [
    ...['empty', 'figures', 'buy', 'mismatch', 'expired', 'notSent', 'alarm', 'keyPermission'].map((scene) =>
      shot({ scene, language }),
    ),
    ...['#settings', '#trades', '#activity'].map((hash) => shot({ scene: 'models', language, hash })),
    ...['listening', 'buy'].map((scene) => shot({ scene, language, page: 'hud.html' })),
  ]),
]

/** The pictures of the README, by the names of their files. */
export const README_SHOTS: Readonly<Record<string, Shot>> = {
  balances: shot({ scene: 'balances' }),
  chart: shot({ scene: 'chart', theme: 'dark' }),
  trade: shot({ scene: 'buy' }),
  mismatch: shot({ scene: 'mismatch', theme: 'dark' }),
  trades: shot({ scene: 'streams', hash: '#trades', query: { trades: 'various' } }),
  activity: shot({ scene: 'day', hash: '#activity', theme: 'dark', press: ['Where the time went'] }),
}
