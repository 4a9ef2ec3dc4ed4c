/**
 * Tool outputs in the shapes that public MCP servers, market APIs and gateways give, written without a look at the
 * rules that judge them. `error` is the `error` field of the `mcp_call` item, where the server used it.
 */
export interface ToolOutputCase {
  name: string
  tool: string
  output: string | null
  error?: unknown
  failed: boolean
}

const json = (value: unknown): string => JSON.stringify(value)
const MINT = 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'
const failure = (name: string, tool: string, output: unknown, error?: unknown): ToolOutputCase => ({
  name,
  tool,
  output: output === null || typeof output === 'string' ? output : json(output),
  ...(error === undefined ? {} : { error }),
  failed: true,
})
const success = (name: string, tool: string, output: unknown): ToolOutputCase => ({
  name,
  tool,
  output: typeof output === 'string' ? output : json(output),
  failed: false,
})

export const FAILURES: readonly ToolOutputCase[] = [
  // Swap and wallet APIs
  failure('Jupiter: no route', 'get_quote', {
    error: 'Could not find any route',
    errorCode: 'COULD_NOT_FIND_ANY_ROUTE',
  }),
  failure('Jupiter: not tradable', 'get_quote', {
    errorCode: 'TOKEN_NOT_TRADABLE',
    error: `The token ${MINT} is not tradable`,
  }),
  failure('Jupiter Ultra: execute failed', 'execute_swap', {
    status: 'Failed',
    signature: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
    slot: '301234567',
    error: 'Slippage tolerance exceeded',
    code: 6001,
    inputAmountResult: '0',
    outputAmountResult: '0',
  }),
  failure('Jupiter Ultra: order without funds', 'get_order', {
    inputMint: 'So11111111111111111111111111111111111111112',
    outputMint: MINT,
    inAmount: '1000000000',
    transaction: null,
    errorCode: 1,
    errorMessage: 'Insufficient funds',
  }),
  failure('Jupiter: key refused', 'get_price', { code: 401, message: 'Unauthorized' }),
  failure('swap that the chain refused', 'swap', {
    success: false,
    signature: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
    err: { InstructionError: [2, { Custom: 6001 }] },
  }),
  // JSON-RPC
  failure('Helius: rate limited', 'get_balance', {
    jsonrpc: '2.0',
    error: { code: -32429, message: 'rate limited' },
    id: '1',
  }),
  failure('Solana RPC: simulation failed', 'send_transaction', {
    jsonrpc: '2.0',
    id: 1,
    error: {
      code: -32002,
      message: 'Transaction simulation failed: Blockhash not found',
      data: { accounts: null, err: 'BlockhashNotFound', logs: [], unitsConsumed: 0 },
    },
  }),
  failure('JSON-RPC batch, each an error', 'get_balances', [
    { jsonrpc: '2.0', id: 1, error: { code: -32005, message: 'Node is behind by 153 slots' } },
    { jsonrpc: '2.0', id: 2, error: { code: -32005, message: 'Node is behind by 153 slots' } },
  ]),
  failure('Ethereum node: execution reverted', 'eth_call', {
    jsonrpc: '2.0',
    id: 7,
    error: { code: 3, message: 'execution reverted: TRANSFER_FROM_FAILED', data: '0x08c379a0' },
  }),
  // Market data
  failure('Birdeye: too many requests', 'token_price', { success: false, message: 'Too many requests' }),
  failure('Birdeye: unauthorized', 'token_price', { success: false, message: 'Unauthorized' }),
  failure('CoinGecko: rate limit', 'simple_price', {
    status: {
      error_code: 429,
      error_message: "You've exceeded the Rate Limit. Please visit https://www.coingecko.com/en/api/pricing.",
    },
  }),
  failure('CoinGecko: unknown coin', 'coin', { error: 'coin not found' }),
  failure('CoinGecko Pro: wrong host', 'coin', {
    error: {
      status: {
        timestamp: '2026-11-29T12:01:12.345+00:00',
        error_code: 10011,
        error_message: 'If you are using Demo API key, please change your root URL',
      },
    },
  }),
  failure('CoinMarketCap: key missing', 'quotes_latest', {
    status: {
      timestamp: '2026-11-29T12:01:12.345Z',
      error_code: 1002,
      error_message: 'API key missing.',
      elapsed: 0,
      credit_count: 0,
    },
  }),
  failure('DexPaprika: not found', 'token_details', {
    error: {
      code: 'DP404_TOKEN_NOT_FOUND',
      message: 'Token not found',
      retryable: false,
      suggestion: 'check the network',
    },
  }),
  failure('CryptoCompare: over the limit', 'price_multi', {
    Response: 'Error',
    Message: 'You are over your rate limit please upgrade your account!',
    HasWarning: false,
    Type: 99,
    RateLimit: {},
    Data: {},
  }),
  failure('Etherscan: NOTOK', 'account_balance', { status: '0', message: 'NOTOK', result: 'Max rate limit reached' }),
  failure('Binance: invalid symbol', 'ticker', { code: -1121, msg: 'Invalid symbol.' }),
  failure('OKX: too many requests', 'ticker', { code: '50011', msg: 'Too Many Requests', data: [] }),
  failure('Bybit: bad key', 'wallet_balance', {
    retCode: 10003,
    retMsg: 'API key is invalid.',
    result: {},
    retExtInfo: {},
    time: 1764417672345,
  }),
  failure('Kraken: rate limit', 'balance', { error: ['EAPI:Rate limit exceeded'] }),
  failure('Moralis: token', 'wallet_tokens', { statusCode: 401, message: 'Token is invalid format' }),
  failure('Solscan: validation', 'token_meta', {
    success: false,
    errors: { code: 1100, message: 'Validation Error: address is invalid' },
  }),
  failure('ExchangeRate: key', 'fx_rate', {
    result: 'error',
    'documentation': 'https://docs',
    'error-type': 'invalid-key',
  }),
  // Gateways and frameworks
  failure('AWS API Gateway: forbidden', 'prices', { message: 'Forbidden' }),
  failure('AWS API Gateway: timeout', 'prices', { message: 'Endpoint request timed out' }),
  failure('AWS: throttled', 'prices', { __type: 'ThrottlingException', message: 'Rate exceeded' }),
  failure('AWS Lambda: timed out', 'prices', {
    errorType: 'Sandbox.Timedout',
    errorMessage: 'RequestId: 3f1c Error: Task timed out after 3.00 seconds',
  }),
  failure('Google: permission denied', 'fetch_sheet', {
    error: { code: 403, message: 'The caller does not have permission', status: 'PERMISSION_DENIED' },
  }),
  failure('Google API Gateway', 'prices', {
    code: 401,
    message: 'UNAUTHENTICATED: Method does not allow unregistered callers (callers without established identity).',
  }),
  failure('NestJS throttler', 'prices', { statusCode: 429, message: 'ThrottlerException: Too Many Requests' }),
  failure('Spring', 'prices', {
    timestamp: '2026-11-29T12:01:12.345+00:00',
    status: 500,
    error: 'Internal Server Error',
    path: '/v1/prices',
  }),
  failure('problem details (RFC 9457)', 'prices', {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'No such pair.',
  }),
  failure('FastAPI: not authenticated', 'prices', { detail: 'Not authenticated' }),
  failure('FastAPI: validation', 'prices', {
    detail: [{ type: 'missing', loc: ['query', 'mint'], msg: 'Field required', input: null }],
  }),
  failure('JSend: error', 'prices', { status: 'error', message: 'Unable to communicate with database' }),
  failure('JSend: fail', 'prices', { status: 'fail', data: { mint: 'A mint address is required' } }),
  failure('typed error object', 'prices', {
    type: 'error',
    error: { type: 'overloaded_error', message: 'Overloaded' },
    request_id: 'req_011',
  }),
  failure('ok: false', 'prices', { ok: false, error_code: 429, description: 'Too Many Requests: retry after 14' }),
  failure('GraphQL: errors and no data', 'subgraph_query', {
    errors: [{ message: 'Type `Query` has no field `pools2`', locations: [{ line: 1, column: 3 }] }],
    data: null,
  }),
  failure('GraphQL: errors alone', 'subgraph_query', {
    errors: [{ message: 'bad indexers: {0x51637a35: Timeout}' }],
  }),
  failure(
    'Cloudflare: rate limited page',
    'fetch',
    '<!DOCTYPE html>\n<html lang="en-US"><head><title>Access denied | api.example.com used Cloudflare to restrict access</title></head><body><h1>Error 1015</h1><h2>You are being rate limited</h2></body></html>',
  ),
  failure(
    'Cloudflare: host error page',
    'fetch',
    '<!DOCTYPE html>\n<!--[if lt IE 7]> <html class="no-js ie6 oldie" lang="en-US"> <![endif]-->\n<head>\n<title>api.example.com | 522: Connection timed out</title>\n</head><body></body></html>',
  ),
  failure('Cloudflare: text', 'prices', 'error code: 1020'),
  failure(
    'nginx: bad gateway',
    'prices',
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n',
  ),
  failure(
    'Envoy',
    'prices',
    'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
  ),
  failure('a bare status phrase', 'prices', 'Too Many Requests'),
  failure('a status line', 'prices', 'HTTP/1.1 503 Service Unavailable'),
  failure(
    'AWS: XML',
    's3_get',
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>',
  ),
  // MCP servers and the languages that they are written in
  failure('CallToolResult in text', 'get_price', {
    content: [{ type: 'text', text: 'Price feed is unavailable' }],
    isError: true,
  }),
  failure(
    'SDK: input validation',
    'get_price',
    'MCP error -32602: Input validation error: Invalid arguments for tool get_price: [\n  {\n    "code": "invalid_type",\n    "expected": "string",\n    "received": "undefined",\n    "path": ["mint"],\n    "message": "Required"\n  }\n]',
  ),
  failure('SDK: request timed out', 'get_price', 'McpError: MCP error -32001: Request timed out'),
  failure('zod issues alone', 'get_price', [
    { code: 'invalid_type', expected: 'string', received: 'undefined', path: ['mint'], message: 'Required' },
  ]),
  failure('zod error object', 'get_price', {
    success: false,
    error: { name: 'ZodError', message: '[{"code":"too_small","path":["limit"]}]' },
  }),
  failure(
    'FastMCP',
    'get_token',
    "Error calling tool 'get_token': Client error '404 Not Found' for url 'https://api.example.com/v1/token/x'",
  ),
  failure(
    'Python SDK',
    'get_token',
    'Error executing tool get_token: 1 validation error for get_tokenArguments\nmint\n  Field required [type=missing, input_value={}, input_type=dict]',
  ),
  failure('unknown tool', 'get_prices', 'Unknown tool: get_prices'),
  failure(
    'Python traceback',
    'ohlcv',
    'Traceback (most recent call last):\n  File "/app/server.py", line 41, in ohlcv\n    raise KeyError(symbol)\nKeyError: \'BONK\'',
  ),
  failure(
    'requests',
    'ohlcv',
    "HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: /v1 (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to api.example.com timed out.'))",
  ),
  failure('axios', 'ohlcv', 'AxiosError: Request failed with status code 429'),
  failure('Node fetch', 'ohlcv', 'TypeError: fetch failed'),
  failure('Node socket', 'ohlcv', 'Error: connect ECONNREFUSED 127.0.0.1:8899'),
  failure(
    'Go: deadline',
    'ohlcv',
    'Get "https://api.example.com/v1/ohlcv": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  ),
  failure(
    'gRPC',
    'ohlcv',
    'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5242880 vs. 4194304)',
  ),
  failure(
    'Rust: panic',
    'ohlcv',
    "thread 'tokio-runtime-worker' panicked at src/main.rs:88:14:\ncalled `Result::unwrap()` on an `Err` value: reqwest::Error { kind: Decode }",
  ),
  failure(
    'Rust: RPC client',
    'send_transaction',
    'RpcResponseError { code: -32002, message: "Transaction simulation failed: Error processing Instruction 2: custom program error: 0x1771", data: RpcSimulateTransactionResult }',
  ),
  failure('a server with a cross in front', 'ohlcv', '❌ Error: Token not found on solana'),
  failure('a sentence with a status', 'ohlcv', 'Failed to fetch token data: 404 Not Found'),
  failure('a sentence with a status in brackets', 'ohlcv', 'API error (401): {"message":"invalid api key"}'),
  failure('a rate limit in prose', 'ohlcv', 'Rate limit exceeded. Please try again in 60 seconds.'),
  // The item's own error field
  failure('item: http_error', 'get_price', null, { type: 'http_error', code: 401, message: 'Unauthorized' }),
  failure('item: tool execution error', 'get_price', null, {
    type: 'mcp_tool_execution_error',
    content: [{ type: 'text', text: 'boom' }],
  }),
  failure('item: error string', 'get_price', '', 'Session terminated'),
]

export const SUCCESSES: readonly ToolOutputCase[] = [
  success('a token called ERROR', 'token', {
    symbol: 'ERROR',
    name: 'Error',
    mint: MINT,
    price: 0.00042,
    marketCap: 420000,
  }),
  success('a token called Rate Limit', 'search', {
    tokens: [{ symbol: 'LIMIT', name: 'Rate limit exceeded', price: 1.2 }],
  }),
  success('error: null', 'token', { error: null, data: { price: 171.2 } }),
  success('error: empty string', 'token', { price: 171.2, error: '' }),
  success('error: false', 'token', { error: false, price: 171.2 }),
  success('error: 0', 'token', { error: 0, result: [{ price: 171.2 }] }),
  success('a figure called error', 'forecast', { estimate: 171.2, error: 0.0042, samples: 120 }),
  success('slippageError', 'quote', { slippageError: 0.01, outAmount: '10392472' }),
  success('errorRate', 'rpc_health', { errorRate: 0.02, requests: 1200, slot: 301234567 }),
  success('tracking error', 'etf', { symbol: 'SOLX', trackingError: 0.11, nav: 25.3 }),
  success('an empty list of errors', 'batch', { errors: [], data: { price: 171.2 } }),
  success('errors: null', 'query', { errors: null, data: { pools: [{ id: '0x1' }] } }),
  success('Kraken', 'ticker', { error: [], result: { SOLUSD: { c: ['171.20', '1.0'] } } }),
  success('GraphQL with a part missing', 'query', {
    data: { pools: [{ id: '0x1', volumeUSD: '12.1' }], blocks: null },
    errors: [{ message: 'blocks: timed out', path: ['blocks'] }],
  }),
  success('Binance-like code 0', 'ticker', { code: 0, msg: '', data: [{ last: '171.2' }] }),
  success('OKX', 'ticker', { code: '0', msg: '', data: [{ instId: 'SOL-USDT', last: '171.2' }] }),
  success('Bybit', 'ticker', { retCode: 0, retMsg: 'OK', result: { list: [{ lastPrice: '171.2' }] }, time: 1 }),
  success('code 200', 'ticker', { code: 200, message: 'success', data: { price: 171.2 } }),
  success('KuCoin', 'ticker', { code: '200000', data: { price: '171.2', size: '0.1' } }),
  success('code of a country', 'country', { code: 'US', name: 'United States', exchanges: 12 }),
  success('code of a currency with a message', 'listing', {
    code: 'JUP',
    message: 'Listed on 2024-01-31',
    price: 0.51,
  }),
  success('CoinMarketCap', 'quotes_latest', {
    status: { timestamp: '2026-11-29T12:00:00.000Z', error_code: 0, error_message: null, elapsed: 11, credit_count: 1 },
    data: { '5426': { symbol: 'SOL', quote: { USD: { price: 171.2 } } } },
  }),
  success('CoinMarketCap, texts', 'dex_pairs', {
    status: { error_code: '0', error_message: 'SUCCESS', credit_count: 1 },
    data: [{ name: 'SOL/USDC' }],
  }),
  success('Etherscan: nothing found', 'transactions', { status: '0', message: 'No transactions found', result: [] }),
  success('Etherscan: OK', 'balance', { status: '1', message: 'OK', result: '40891626854930000000000' }),
  success('status active', 'pool', { id: 'p1', status: 'active', liquidity: 1200000 }),
  success('status of a market', 'market', { status: 'closed', message: 'Opens at 14:30 UTC', last: 412.1 }),
  success('a list with a failed order', 'orders', {
    orders: [
      { id: 'o1', status: 'failed', error: 'Slippage tolerance exceeded' },
      { id: 'o2', status: 'filled', error: null },
    ],
  }),
  success('signatures, one with err', 'signatures', {
    jsonrpc: '2.0',
    id: 1,
    result: [
      { signature: '5eyk', slot: 301, err: null },
      { signature: '4abc', slot: 300, err: { InstructionError: [0, { Custom: 1 }] } },
    ],
  }),
  success('a transaction that failed, looked up', 'get_transaction', {
    slot: 301,
    transaction: { signatures: ['5eyk'] },
    meta: { err: { InstructionError: [0, { Custom: 1 }] }, fee: 5000, logMessages: ['Program failed to complete'] },
  }),
  success('a simulation without an error', 'simulate', {
    value: { err: null, logs: ['Program log: Error: none'], unitsConsumed: 1200 },
  }),
  success('a batch in part', 'prices', {
    results: [
      { mint: MINT, price: 0.00001932 },
      { mint: 'x', error: 'not found' },
    ],
  }),
  success('a JSON-RPC batch in part', 'get_balances', [
    { jsonrpc: '2.0', id: 1, result: 12 },
    { jsonrpc: '2.0', id: 2, error: { code: -32602, message: 'Invalid param' } },
  ]),
  success('Birdeye: a price missing', 'multi_price', {
    success: true,
    data: { [MINT]: { value: 0.00001932, updateUnixTime: 1764417672 }, unknown: null },
  }),
  success('success as a figure', 'backtest', { success: 0.62, samples: 100, failed: 38 }),
  success('counts', 'import_wallets', { failed: 0, succeeded: 5 }),
  success('counts with some failed', 'import_wallets', { failed: 2, succeeded: 3, wallets: ['a', 'b', 'c'] }),
  success('message of a chat', 'stream_chat', { message: 'error error error, sell now', user: 'anon', room: 'BONK' }),
  success('a message of success', 'place_order', { message: 'Order placed', orderId: 'o1', status: 'open' }),
  success('CallToolResult that is fine', 'get_price', {
    isError: false,
    content: [{ type: 'text', text: 'Error margin 2 %, price 171.2' }],
  }),
  success('a token report with warnings', 'token_report', {
    score: 501,
    risks: [{ name: 'Freeze authority', level: 'danger', type: 'error', message: 'Freeze authority enabled' }],
  }),
  success('a check that says no', 'check_mint', { valid: false, reason: 'not a mint' }),
  success('not tradable as a fact', 'token', { symbol: 'NEW', tradable: false, price: null }),
  success('detail as a description', 'token', { symbol: 'SOL', detail: 'Solana is a layer 1.', price: 171.2 }),
  success('statusCode 200', 'proxy', { statusCode: 200, body: { price: 171.2 } }),
  success('title and status of a stream', 'stream', { title: 'Not Found', status: 'live', viewers: 24 }),
  success('numbers that look like statuses', 'block', { status: 1, code: 429, height: 500, price: 503 }),
  success('an empty object', 'simple_price', {}),
  success('an empty list', 'search', []),
  success('a bare number', 'price', '0.00001932'),
  success('OK', 'set_alert', 'OK'),
  success('no errors found', 'rpc_health', 'No errors found in the last 24 hours.'),
  success('a token in prose', 'price', 'Error (ERROR) trades at $0.00042, up 12 % today.'),
  success('a trader’s phrase', 'analysis', 'Failed to break resistance at $172 twice; support at $165 held. RSI 48.'),
  success(
    'news of an outage',
    'news',
    'Coinbase back after outage: users saw "503 Service Unavailable" for 20 minutes, the company said.',
  ),
  success('a plan’s limits', 'plan', 'Rate limit: 60 requests a minute on your plan. Used: 12.'),
  success(
    'a web page',
    'fetch',
    '<!DOCTYPE html>\n<html><head><title>Solana price today</title></head><body><h1>$171.20</h1></body></html>',
  ),
  success('a table', 'top', '| Token | Price | Error |\n|---|---|---|\n| SOL | 171.2 | - |\n| BONK | 0.00001932 | - |'),
]

/** By name: what is still taken for the other thing, and why it was left. */
export const KNOWN_MISSES: Readonly<Record<string, string>> = {
  'news of an outage':
    'A status inside a short sentence is how most servers tell a failure; a sentence that quotes one is told apart by its sense alone.',
}
