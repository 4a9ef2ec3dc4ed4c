/**
 * How servers and proxies end a session: an `error` event, a close with a reason, or both. `retry` says what a client may do by
 * itself: `bounded` tries (never for ever), `no` where a code says that trying again can't help, `either` where words alone say
 * so. `words` has to stand in what the trader reads: the server's own, or ours where a code is known.
 */
export interface EndingCase {
  name: string
  error?: { type?: string; code?: string | number | null; message: string }
  close: { code: number; reason: string }
  retry: 'bounded' | 'no' | 'either'
  words: string
}

const QUOTA = 'You exceeded your current quota, please check your plan and billing details.'

export const ENDINGS: readonly EndingCase[] = [
  {
    name: 'OpenAI: quota as policy',
    close: { code: 1008, reason: QUOTA },
    retry: 'either',
    words: 'exceeded your current quota',
  },
  {
    name: 'OpenAI: quota as an event, then 1011',
    error: { type: 'insufficient_quota', code: 'insufficient_quota', message: QUOTA },
    close: { code: 1011, reason: '' },
    retry: 'no',
    words: 'has no credit left',
  },
  {
    name: 'OpenAI: dotted reason, key',
    close: { code: 3000, reason: 'invalid_request_error.invalid_api_key' },
    retry: 'no',
    words: 'doesn’t accept this key',
  },
  {
    name: 'OpenAI: dotted reason, quota',
    close: { code: 4000, reason: 'invalid_request_error.insufficient_quota' },
    retry: 'no',
    words: 'has no credit left',
  },
  {
    name: 'OpenAI: unknown model',
    error: {
      type: 'invalid_request_error',
      code: 'model_not_found',
      message: 'The model `gpt-realtime-9` does not exist or you do not have access to it.',
    },
    close: { code: 4000, reason: 'invalid_request_error.model_not_found' },
    retry: 'no',
    words: 'can’t use the chosen model',
  },
  {
    name: 'retired model',
    close: { code: 1008, reason: 'The model gpt-4o-realtime-preview has been deprecated and is no longer available' },
    retry: 'either',
    words: 'has been deprecated',
  },
  {
    name: 'region',
    error: {
      type: 'request_forbidden',
      code: 'unsupported_country_region_territory',
      message: 'Country, region, or territory not supported',
    },
    close: { code: 1008, reason: '' },
    retry: 'no',
    words: 'Country, region, or territory not supported',
  },
  {
    name: 'billing limit',
    error: {
      type: 'invalid_request_error',
      code: 'billing_hard_limit_reached',
      message: 'Billing hard limit has been reached',
    },
    close: { code: 1000, reason: '' },
    retry: 'no',
    words: 'reached its spending limit',
  },
  {
    name: 'account deactivated',
    close: { code: 4003, reason: 'account_deactivated: this account has been deactivated' },
    retry: 'no',
    words: 'deactivated',
  },
  {
    name: 'address not allowed',
    close: { code: 4403, reason: 'Your IP is not authorized' },
    retry: 'either',
    words: 'not authorized',
  },
  {
    name: 'unauthorized',
    close: { code: 4401, reason: 'Unauthorized: token rejected' },
    retry: 'either',
    words: 'token rejected',
  },
  {
    name: 'session at its end',
    close: { code: 1001, reason: 'Your session hit the maximum duration of 60 minutes.' },
    retry: 'bounded',
    words: '',
  },
  {
    name: 'too many sessions',
    close: { code: 4429, reason: 'Too many concurrent sessions for this organization' },
    retry: 'bounded',
    words: 'Too many concurrent sessions',
  },
  {
    name: 'rate limit as an event',
    error: {
      type: 'rate_limit_error',
      code: 'rate_limit_exceeded',
      message: 'Rate limit reached for gpt-realtime. Try again in 6s.',
    },
    close: { code: 1013, reason: '' },
    retry: 'bounded',
    words: 'Rate limit reached',
  },
  {
    name: 'maintenance',
    close: { code: 1013, reason: 'Scheduled maintenance until 06:00 UTC' },
    retry: 'bounded',
    words: 'Scheduled maintenance',
  },
  {
    name: 'service restart',
    close: { code: 1012, reason: 'Service restart' },
    retry: 'bounded',
    words: 'Service restart',
  },
  {
    name: 'Cloudflare restarts',
    close: { code: 1001, reason: 'CloudFlare WebSocket proxy restarting' },
    retry: 'bounded',
    words: 'proxy restarting',
  },
  {
    name: 'keepalive',
    close: { code: 1011, reason: 'keepalive ping timeout' },
    retry: 'bounded',
    words: 'keepalive ping timeout',
  },
  {
    name: 'server error',
    error: {
      type: 'server_error',
      code: null,
      message: 'The server had an error while processing your request. Sorry about that!',
    },
    close: { code: 1011, reason: '' },
    retry: 'bounded',
    words: 'The server had an error',
  },
  {
    name: 'LiteLLM: key',
    close: { code: 1008, reason: 'Authentication Error, Invalid proxy server token passed.' },
    retry: 'either',
    words: 'Invalid proxy server token',
  },
  {
    name: 'LiteLLM: budget',
    close: { code: 1008, reason: 'ExceededBudget: Budget has been exceeded! Current cost: 10.2, Max budget: 10.0' },
    retry: 'either',
    words: 'Budget has been exceeded',
  },
  {
    name: 'LiteLLM: cooling down',
    close: { code: 1011, reason: 'No deployments available for selected model, Try again in 60 seconds' },
    retry: 'bounded',
    words: 'No deployments available',
  },
  {
    name: 'LiteLLM: upstream',
    close: { code: 1011, reason: 'Upstream WebSocket error: 503 Service Unavailable' },
    retry: 'bounded',
    words: '503 Service Unavailable',
  },
  {
    name: 'Azure: subscription key',
    error: { code: '401', message: 'Access denied due to invalid subscription key or wrong API endpoint.' },
    close: { code: 1008, reason: '' },
    retry: 'either',
    words: 'invalid subscription key',
  },
  {
    name: 'Azure: no deployment',
    error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' },
    close: { code: 1000, reason: '' },
    retry: 'no',
    words: 'deployment for this resource does not exist',
  },
  {
    name: 'Gemini-like quota',
    close: { code: 1011, reason: 'RESOURCE_EXHAUSTED: You exceeded your current quota' },
    retry: 'either',
    words: 'exceeded your current quota',
  },
  {
    name: 'payment',
    close: { code: 4402, reason: 'Payment required: add credits to continue' },
    retry: 'either',
    words: 'add credits to continue',
  },
  {
    name: 'a code of its own, another language',
    close: { code: 4290, reason: 'Límite de uso alcanzado' },
    retry: 'bounded',
    words: 'Límite de uso alcanzado',
  },
  { name: 'bad gateway', close: { code: 1014, reason: 'Bad gateway' }, retry: 'bounded', words: 'Bad gateway' },
  { name: 'nothing said', close: { code: 1006, reason: '' }, retry: 'bounded', words: '' },
]
