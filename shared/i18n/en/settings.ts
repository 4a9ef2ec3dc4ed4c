/** The Settings tab. `also` lists words that people search for and that the label does not have. */
export default {
  search: 'Search settings',
  found: '{count, plural, =0 {No setting matches “{query}”.} one {# setting} other {# settings}}',
  sections: 'Settings sections',
  advanced: 'Advanced',
  save: 'Save',
  add: 'Add',
  remove: 'Remove',
  cancel: 'Cancel',
  default: 'Default',
  noLimit: 'No limit',
  other: 'Other…',
  otherName: '{setting}: other',
  notSaved: 'That couldn’t be saved. Try again.',
  failed: 'That didn’t work. Try again.',

  group: {
    voice: 'Voice',
    key: 'Key',
    account: 'Account and wallets',
    trading: 'Trading',
    answers: 'Answers',
    privacy: 'Privacy',
    app: 'App',
  },
  part: {
    limits: 'Limits',
    outcomes: 'Unknown outcomes',
    tools: 'Tools (MCP servers)',
    spending: 'Spending',
    updates: 'Updates',
  },

  field: {
    muted: { label: 'Mute answers', hint: 'Answers appear on screen without sound.', also: 'silent quiet sound' },
    volume: { label: 'Volume', hint: 'For answers and sounds.', also: 'loud quiet sound' },
    speakTyped: {
      label: 'Read answers to typed questions aloud',
      hint: 'When off, a question you type is answered in writing.',
      also: 'keyboard text speak',
    },
    earcons: {
      label: 'Sounds',
      hint: 'Short tones when the microphone turns on or off, and when something fails.',
      also: 'earcons beep notification',
    },
    voice: { label: 'Voice', hint: 'The voice that answers you.', also: 'speaker sound' },
    speed: { label: 'Speaking speed', hint: 'How fast answers are spoken.', also: 'rate pace faster slower' },
    microphone: {
      label: 'Microphone',
      hint: 'Dexter Voice uses the one you chose, whatever your system’s default is.',
      also: 'input device headset',
    },
    warm: {
      label: 'Keep the microphone on',
      hint: 'For a while after you talk, so your next question starts faster. Nothing is sent while the key is up.',
      also: 'warm open latency',
    },
    noise: {
      label: 'Noise reduction',
      hint: 'Headset is for a microphone near your mouth, Room for one further away.',
      also: 'background filter suppression',
    },
    noiseStrength: {
      label: 'Noise reduction strength',
      hint: 'From 0 to 1. OpenAI’s default is 1.',
      also: 'background filter',
    },
    language: {
      label: 'Language you speak',
      hint: 'Automatic detects it for each question.',
      also: 'transcription recognition',
    },
    keywords: {
      label: 'Names and tickers',
      hint: 'Separated by commas, so that they are spelled right. Tokens that your tools show are added for you.',
      also: 'keywords spelling transcription words',
    },
    transcriptionModel: {
      label: 'Transcription model',
      hint: 'Writes down what you say. It is billed separately from the answer.',
      also: 'speech to text whisper',
    },
    transcriptionDelay: {
      label: 'Transcription delay',
      hint: 'A longer delay makes fewer mistakes, but your words appear later.',
      also: 'speech to text latency',
    },

    talkKey: { label: 'Talk key', also: 'hotkey shortcut push to talk' },
    tail: {
      label: 'Keep recording after release',
      hint: 'So your last word isn’t cut off.',
      also: 'tail delay end milliseconds',
    },

    apiKey: { label: 'API key', also: 'OpenAI secret token credentials sk' },

    approvalSeconds: {
      label: 'Seconds to approve',
      hint: 'From 15 to 120. They start when a trade is in view and nobody is speaking.',
      also: 'timeout expire confirmation',
    },
    rpcUrl: {
      label: 'Solana RPC address',
      hint: 'Asked only when you press “Look up what became of it”. The server then learns that transaction’s signature and your IP address. Leave empty to ask no server.',
      also: 'node endpoint transaction signature',
    },

    backend: { label: 'Answered by', also: 'service backend provider practice OpenAI Dexter' },
    model: {
      label: 'Model',
      hint: 'Listens to you and answers.',
      also: 'gpt realtime AI',
    },
    instructions: {
      label: 'Instructions',
      hint: 'How the model should answer. Leave empty for short answers with figures from tools only.',
      also: 'prompt system personality',
    },
    effort: {
      label: 'Reasoning effort',
      hint: 'More effort gives better answers, but they take longer and cost more.',
      also: 'thinking',
    },
    longest: {
      label: 'Longest answer',
      hint: 'In tokens, up to 4,096. A second of speech takes about 20.',
      also: 'max output length',
    },
    dollarsPerDay: {
      label: 'Dollars per day',
      hint: 'Stop sending questions at this amount. Leave empty for no limit.',
      also: 'budget cost spend money limit',
    },
    tokensPerDay: {
      label: 'Tokens per day',
      hint: 'Stop sending questions after this many tokens, whatever they cost. Leave empty for no limit.',
      also: 'budget usage limit',
    },

    voiceAlerts: {
      label: 'Set price alerts by voice',
      hint: 'Say “Tell me when SOL is above 250”.',
      also: 'tools watchlist notify',
    },
    priceLook: {
      label: 'Check prices every',
      hint: 'For each token with an alert or on your watchlist. Nothing is checked while there are none.',
      also: 'alerts interval polling watchlist',
    },
    keepConversation: {
      label: 'Keep the conversation',
      hint: 'On this computer only.',
      also: 'history delete clear export days',
    },
    shareTrades: { label: 'Answer questions about my trades', also: 'history recent trades privacy' },

    uiLanguage: {
      label: 'Language',
      hint: 'For everything you read in the app.',
      also: 'translation English Español Deutsch',
    },
    theme: { label: 'Theme', hint: 'For this window and the small window.', also: 'appearance dark light mode colors' },
    textScale: { label: 'Text size', also: 'zoom font large small accessibility' },
    startAtLogin: {
      label: 'Launch when you log in',
      hint: 'Dexter Voice is ready for the talk key right away.',
      also: 'autostart startup boot',
    },
    startHidden: { label: 'Launch without a window', also: 'hidden tray background startup' },
    updates: {
      label: 'Update automatically',
      hint: 'Downloads in the background, installs when you quit.',
      also: 'version upgrade',
    },
    updateChannel: { label: 'Versions', hint: 'Previews may be less stable.', also: 'beta channel release preview' },

    url: { label: 'Address', hint: 'Where sessions are opened.', also: 'url endpoint server proxy API' },
    realtimeUrl: {
      label: 'Realtime address',
      hint: 'Where your voice is sent. Leave empty to use the same host.',
      also: 'url endpoint websocket proxy',
    },
    dexterRealtimeUrl: {
      label: 'Realtime address',
      hint: 'Where your voice is sent. Leave empty to use what the session says.',
      also: 'url endpoint websocket',
    },
    dexterUrl: { label: 'Address', hint: 'Where Dexter’s API is.', also: 'url endpoint server' },
    issuer: {
      label: 'Issuer',
      hint: 'An OpenID provider that lists its own endpoints. Leave empty to use the endpoints below.',
      also: 'OAuth OIDC sign-in',
    },
    authorizationEndpoint: {
      label: 'Authorization endpoint',
      hint: 'Where your browser signs in. Leave empty to use Dexter’s own.',
      also: 'OAuth sign-in',
    },
    tokenEndpoint: {
      label: 'Token endpoint',
      hint: 'Where a sign-in is exchanged for tokens. Leave empty to use Dexter’s own.',
      also: 'OAuth sign-in',
    },
    userinfoEndpoint: {
      label: 'User info endpoint',
      hint: 'Where your name and email come from. Leave empty to use Dexter’s own.',
      also: 'OAuth sign-in',
    },
    clientId: { label: 'Client ID', hint: 'How the provider knows this app.', also: 'OAuth sign-in' },
    scope: { label: 'Scope', hint: 'What a sign-in asks for, in the provider’s own names.', also: 'OAuth permissions' },
  },

  talkKey: {
    default: 'Default ({key})',
    hint: 'Works in every app, so choose a key that types nothing.',
    hintWindows:
      'Works in every app, so choose a key that types nothing. While a program that runs as administrator is in front, Windows hides the key: click another window first.',
    given:
      'Your desktop assigned {key}. To change it, open your desktop’s own settings. Your choice here is only a suggestion.',
  },
  seconds: '{seconds, number} s',
  tailOff: 'Stop at once',
  warm: {
    off: 'Only while you talk',
    seconds: '{seconds, plural, one {# second} other {# seconds}}',
    minutes: '{minutes, plural, one {# minute} other {# minutes}}',
    always: 'Always',
  },
  keep: { session: 'Until I quit', days: '{days, plural, one {# day} other {# days}}', always: 'Always' },
  microphone: { chosen: 'The one you chose', system: 'System default' },
  noise: { near_field: 'Headset', far_field: 'Room', off: 'Off' },
  automatic: 'Automatic',
  delay: { minimal: 'Shortest', low: 'Short', medium: 'Medium', high: 'Long', xhigh: 'Longest' },
  effort: { minimal: 'Minimal', low: 'Low', medium: 'Medium', high: 'High', xhigh: 'Highest' },
  effortUnsupported: '{model} doesn’t support it, so it isn’t sent. gpt-realtime-2 and later do.',
  builtIn: 'Built-in',

  backend: { practice: 'Practice', openai: 'OpenAI', dexter: 'Dexter' },
  backendHint: {
    practice: 'Runs on this computer, offline. Prices are simulated, and so is the money.',
    openai: 'You use your own API key and pay OpenAI for what you use.',
    dexter: 'The hosted Dexter service.',
  },
  useSuccessor: 'Use {model}',

  shareTrades: {
    practice:
      'Lets you ask “What did I just buy?”. Practice runs on this computer, so nobody else learns of your trades.',
    openai:
      'Lets you ask “What did I just buy?”. When the model looks them up, OpenAI gets up to 20 of your latest trades made with OpenAI: what you said, amounts, tokens, times, wallet, recipient and signature.',
  },

  app: {
    system: 'System',
    themeLight: 'Light',
    themeDark: 'Dark',
    textSize: '{scale, number, percent}',
    textSizeDefault: 'Default',
    ctrl: 'Ctrl',
    textSizeHint: 'Or press {key} and +, − or 0.',
    hidden: 'Only the tray icon appears when you log in. The talk key works either way.',
    hiddenWithoutTray:
      'Your desktop doesn’t show tray icons: to open the window, start Dexter Voice again. The talk key works either way.',
    channelLatest: 'Releases',
    channelBeta: 'Releases and previews',
    version: 'Version',
    checkUpdates: 'Check for updates',
    checking: 'Checking…',
    checkFailed: 'Couldn’t check for updates. Try again.',
    restart: 'Restart to install',
    ready: 'Version {version} is ready. It will be installed when you quit.',
  },

  account: {
    label: 'Account',
    also: 'sign in log in out OAuth',
    signedIn: 'Signed in as <b>{name}</b>',
    signingIn: 'Waiting for your browser…',
    signedOut: 'Not signed in',
    signIn: 'Sign in',
    signInUntilQuit: 'Sign in until I quit',
    signOut: 'Sign out',
    cancel: 'Cancel',
    finish: 'Finish in your browser. We’ll continue automatically.',
    demo: 'Signing in opens your browser. Without signing in you get a read-only demo.',
    demoAt:
      'Signing in opens your browser. Without signing in you get a read-only demo. Your sign-in will be used at {places}.',
    untilQuit: 'Your sign-in can’t be saved on this computer. You can still sign in, but only until you quit.',
    untilQuitAt:
      'Your sign-in can’t be saved on this computer. You can still sign in, but only until you quit. Your sign-in will be used at {places}.',
    inKeychain: 'Your sign-in is saved in the system’s keychain.',
    untilQuitOnly: 'You stay signed in until you quit, because this computer has no keychain.',
  },
  practice: {
    label: 'Practice money',
    hint: 'Your paper wallets keep their balances when you quit.',
    also: 'paper wallet balance reset',
    reset: 'Reset practice money',
    resetting: 'Resetting…',
    question: 'Reset your practice money?',
    warning:
      'Every paper wallet goes back to its starting balance, and any trade waiting for your approval is dropped. Your trade history stays. You can’t undo this.',
    done: 'Your paper wallets are back to their starting balances.',
    unknown:
      'Dexter Voice didn’t respond, so your practice money may or may not be reset. Ask for your balances, or try again.',
  },
  credentials: {
    label: 'Stored credentials',
    hint: 'Your sign-in, API keys and tokens in the system’s keychain.',
    also: 'forget everything delete keychain keys tokens secrets sign out',
    remove: 'Remove all',
    removing: 'Removing…',
    question: 'Remove all stored credentials?',
    warning:
      'This signs you out and removes every key and token of Dexter Voice from your keychain. You can’t undo this.',
    unknown: 'Dexter Voice didn’t respond, so some credentials may still be stored. Try again.',
  },
  openDialog: '{action}…',

  secret: {
    inKeychain: 'Saved in the system’s keychain. It is never shown again.',
    untilQuit: 'Saved until you quit. It is never shown again.',
    none: 'It goes into the system’s keychain and is never shown again. It is sent only to {places}.',
    replacing: 'Saved in the system’s keychain. It is never shown again. What you enter is sent only to {places}.',
    replacingUntilQuit: 'Saved until you quit. It is never shown again. What you enter is sent only to {places}.',
    replace: 'Replace it…',
    saved: 'Saved.',
    savedUntilQuit: 'Saved until you quit.',
    removed: 'Removed.',
    saveUntilQuit: 'Save until I quit',
    keyPlaceholder: 'sk-…',
  },

  alerts: { also: 'price watchlist notify above below percent' },

  limit: {
    usdPerTrade: {
      label: 'Dollars per trade',
      hint: 'A trade worth more can’t be approved.',
      also: 'maximum amount USD size',
      off: 'Turn off the limit of {value} per trade? You could then approve any amount.',
    },
    usdPerDay: {
      label: 'Dollars in 24 hours',
      hint: 'All trades together, with every wallet.',
      also: 'daily maximum USD volume',
      off: 'Turn off the limit of {value} in 24 hours? You could then approve any number of trades.',
    },
    usdPerTokenAndDay: {
      label: 'Dollars per token in 24 hours',
      hint: 'All trades of one token together.',
      also: 'daily maximum USD concentration',
      off: 'Turn off the limit of {value} per token? All your money could then go into one token.',
    },
    slippagePct: {
      label: 'Maximum slippage',
      hint: 'How far the price may move against you before the trade fails.',
      also: 'maximum percent price tolerance',
      off: 'Turn off the limit of {value} slippage? You could then get far less than you were quoted.',
    },
    impactPct: {
      label: 'Maximum price impact',
      hint: 'How far your own trade may move the price against you.',
      also: 'maximum percent',
      off: 'Turn off the limit of {value} price impact? A trade could then cost you far more than its fee.',
    },
    unverifiedTokens: {
      label: 'Unverified tokens',
      hint: 'Tokens that aren’t in Dexter Voice’s own list.',
      also: 'unknown mint scam approve',
    },
    newRecipients: {
      label: 'New recipients',
      hint: 'Addresses you haven’t sent anything to before.',
      also: 'send transfer address approve',
    },
    marked: {
      label: 'Trades that don’t match what you said',
      hint: 'Each difference is marked on the card.',
      also: 'marks warning approve',
    },
    losses: {
      label: 'Pause after losses',
      hint: 'After this many losing trades, nothing can be approved for a while.',
      also: 'stop break cooldown',
      off: 'Turn off the pause after {value}? You could then keep trading however much you lose.',
    },
    trades: {
      label: 'Pause after trades',
      hint: 'After this many trades, nothing can be approved for a while.',
      also: 'stop break cooldown overtrading',
      off: 'Turn off the pause after {value}? You could then trade as often as you like.',
    },
    minutes: {
      label: 'Minutes to look back',
      hint: 'Losses and trades are counted over this time. You can go on once the oldest ones are older.',
      also: 'pause window',
    },
  },
  limits: {
    changed: '{hint} Changed: the default is {default}.',
    changedChoice: '{hint} Changed: the default is “{default}”.',
    noLimit: 'no limit',
    never: 'Never pause',
    offFor: '{none}: {setting}',
    losses: '{count, plural, one {# loss} other {# losses}}',
    trades: '{count, plural, one {# trade} other {# trades}}',
    minutes: '{count, plural, one {# minute} other {# minutes}}',
    seconds: '{count, plural, one {# second} other {# seconds}}',
    caution: { never: 'Never', button: 'Only with the button', key: 'Like other trades' },
    question: 'Turn off this limit?',
    turnOff: 'Turn off',
    keep: 'Keep',
  },

  spending: {
    used: 'Used today',
    unpriced: 'price unknown for {used}',
    source: 'Based on {prices}.',
    priceOf: 'Price of {model}',
    perTokens: 'In US dollars per million tokens, in / out.',
    perMinute: 'In US dollars per minute of your speech.',
    unknown:
      'Dexter Voice doesn’t know the price of {models}, so it can’t keep to your budget. Enter the price above, or limit the tokens per day. Until then, no questions are sent.',
    also: 'cost model price',
  },

  tools: {
    none: 'No servers yet, so answers come without tools. Add one by its address, or pick one below.',
    also: 'MCP server tools bearer header',
    rights: {
      readOnly: 'Read-only',
      writes: 'Can do more than read',
      all: 'all tools',
      some: '{count, plural, one {# tool} other {# tools}}',
      bearer: 'bearer token saved',
      noBearer: 'no bearer token',
      header: 'header {name}',
      headers: '{count, plural, one {# header} other {# headers}}',
    },
    readOnly: {
      label: 'Read-only',
      hint: 'When on, only tools that the server marks as read-only can run. When off, all others ask you first.',
    },
    allowed: { label: 'Allowed tools', hint: 'Names, separated by commas. Leave empty to allow all.', all: 'All' },
    bearer: 'Bearer token',
    bearerPlaceholder: 'Only if the server asks for one',
    headerValue: 'Header {name}',
    headerPlaceholder: 'Value',
    removeHeader: 'Remove header',
    removeHeaderOf: 'Remove the header {name} of {server}',
    addHeader: 'Add a header',
    addHeaderHint: 'For a server that expects its key in a header of its own. You enter the value next.',
    headerListed: 'This header is already in the list.',
    add: 'Add a server',
    addHint: 'OpenAI calls it, so it must be reachable from the internet. New servers start as read-only.',
    addNamed: 'Add {server}',
    listed: 'This server is already in the list.',
    remove: 'Remove server',
    removeNamed: 'Remove {server}',
    removeQuestion: 'Remove {server}?',
    removeWarning: {
      bearer: 'Its bearer token is removed with it. You can’t undo this.',
      headers: 'Its headers are removed with it. You can’t undo this.',
      both: 'Its bearer token and headers are removed with it. You can’t undo this.',
    },
    notRemoved: 'That couldn’t be removed. Try again.',
  },
} as const
