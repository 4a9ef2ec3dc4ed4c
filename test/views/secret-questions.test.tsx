import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import type { SecretQuestion } from '../../shared/account'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { click, mount, unmountAll } from '../../tools/workbench/fixtures/mount'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  unmountAll()
  vi.useRealTimers()
})
const later = () => act(async () => vi.advanceTimersByTime(500))

const QUESTION: SecretQuestion = {
  secret: 'openai-key',
  label: 'OpenAI key',
  givenFor: ['https://api.openai.com', 'wss://api.openai.com'],
  wanted: ['https://proxy.example', 'wss://proxy.example'],
}

async function panel(questions: SecretQuestion[], answer?: { ok: false; message: string }) {
  const bridge = fakeBridge({
    snapshot: { ...snapshot(), secretQuestions: questions },
    answers: answer ? { answerSecretQuestion: answer } : {},
  })
  return { ...(await mount(<Panel />, bridge)), bridge }
}
const said = (view: { find(selector: string): HTMLElement }) => view.find('.notice h2').textContent

test.each([
  [QUESTION, 'Your OpenAI key was saved for api.openai.com. Send it to proxy.example, too?'],
  [
    { ...QUESTION, wanted: ['wss://voice.example'] },
    'Your OpenAI key was saved for api.openai.com. Let its sessions run at wss://voice.example?',
  ],
  [
    {
      secret: 'mcp:desk',
      label: 'bearer token for Desk',
      givenFor: [],
      wanted: ['https://api.openai.com', 'http://127.0.0.1:9'],
    },
    'Send your bearer token for Desk to api.openai.com and http://127.0.0.1:9? It was saved without an address.',
  ],
] as const)('both places are named: %o', async (question, sentence) => {
  const view = await panel([question as SecretQuestion])
  expect(said(view)).toBe(sentence)
})

test.each([
  ['Allow', true],
  ['Don’t allow', false],
])('“%s” answers what was shown, and not by a click that came with it', async (words, allow) => {
  const { button, bridge } = await panel([QUESTION])
  await click(button(words))
  expect(bridge.calls).toEqual([])
  await later()
  await click(button(words))
  expect(bridge.calls).toEqual([['answerSecretQuestion', { secret: 'openai-key', wanted: QUESTION.wanted, allow }]])
})

test('what main refuses is said, and another place begins afresh', async () => {
  const view = await panel([QUESTION], {
    ok: false,
    message: 'The system keychain is locked: unlock it and try again.',
  })
  await later()
  await click(view.button('Allow'))
  expect(view.find('.notice-problem').textContent).toMatch(/locked/)
  const moved = { ...QUESTION, wanted: ['https://evil.example'] }
  // The other one waits until this is answered.
  await act(async () => view.bridge.push.update({ ...snapshot(), secretQuestions: [moved, QUESTION] }))
  expect(view.all('.notice')).toHaveLength(1)
  expect(said(view)).toContain('Send it to evil.example, too?')
  expect(view.all('.notice-problem')).toEqual([])
  await act(async () => view.bridge.push.update({ ...snapshot(), secretQuestions: [] }))
  expect(view.all('.notice')).toEqual([])
})
