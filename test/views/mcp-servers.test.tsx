import { act } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { mcpDraft } from '../../renderer/views/settings/mcp-draft'
import type { StoredSecrets } from '../../shared/account'
import { MCP_PRESETS } from '../../shared/mcp-presets'
import { type McpServer, McpServerSchema, SettingsSchema } from '../../shared/settings'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { fieldOf } from '../../tools/workbench/fixtures/fields'
import { click, mount, press, type, unmountAll } from '../../tools/workbench/fixtures/mount'
import { SettingsGroup } from '../../tools/workbench/fixtures/settings-group'

afterEach(unmountAll)

const server = (over: Partial<McpServer> = {}): McpServer => ({
  id: 'desk',
  label: 'Desk',
  url: 'https://desk.example/mcp',
  enabled: true,
  readOnly: true,
  allowedTools: null,
  headers: [],
  ...over,
})

interface Given {
  servers?: McpServer[]
  secrets?: StoredSecrets
  refuseSettings?: string
  answers?: NonNullable<Parameters<typeof fakeBridge>[0]>['answers']
}

async function view({ servers = [], secrets = {}, refuseSettings = '', answers = {} }: Given) {
  const bridge = fakeBridge({
    snapshot: { ...snapshot([], { backend: 'openai' }), secrets },
    settings: SettingsSchema.parse({ backend: 'openai', mcpServers: servers }),
    refuseSettings,
    answers,
  })
  const shown = await mount(<SettingsGroup id="answers" />, bridge)
  const group = (label: string) => shown.find(`.mcp-server[aria-label="${label}"]`)
  const field = (label: string, within: HTMLElement = shown.place) => {
    const found = fieldOf(within, label).element.querySelector<HTMLInputElement>('.input, [role=switch]')
    if (!found) throw new Error(`"${label}" takes nothing in`)
    return found
  }
  const kept = () => bridge.calls.flatMap(([name, patch]) => (name === 'setSettings' ? [patch] : []))
  return { ...shown, bridge, group, field, kept }
}

const submit = (input: HTMLInputElement) =>
  act(async () => void input.form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))

describe('the servers', () => {
  test('are there for the OpenAI backend alone', async () => {
    const { all } = await mount(<SettingsGroup id="answers" />, fakeBridge())
    expect(all('.mcp-add')).toEqual([])
  })

  test('say where they are, and what they may do', async () => {
    const { group } = await view({
      servers: [server(), server({ id: 'two', label: 'Two', readOnly: false, allowedTools: ['quote'] })],
      secrets: { 'mcp:two': 'keychain' },
    })
    expect(group('Desk').textContent).toContain('https://desk.example/mcp')
    expect(group('Desk').querySelector('.disclosure-button')?.textContent).toBe(
      'Read-only · all tools · no bearer token',
    )
    expect(group('Two').querySelector('.disclosure-button')?.textContent).toBe(
      'Can do more than read · 1 tool · bearer token saved',
    )
  })

  test('are switched one by one, the others staying as they are', async () => {
    const two = server({ id: 'two', label: 'Two' })
    const { group, field, kept } = await view({ servers: [server(), two] })
    await click(field('Desk', group('Desk')))
    await click(field('Read-only', group('Two')))
    expect(kept()).toEqual([
      { mcpServers: [server({ enabled: false }), two] },
      { mcpServers: [server({ enabled: false }), { ...two, readOnly: false }] },
    ])
  })

  test.each([
    ['quote, depth ,quote', ['quote', 'depth']],
    [' , ', null],
  ])('allowed tools "%s" are kept as %o', async (text, allowedTools) => {
    const { field, kept } = await view({ servers: [server({ allowedTools: ['old'] })] })
    await type(field('Allowed tools'), text)
    await press(field('Allowed tools'), 'Enter')
    expect(kept()).toEqual([{ mcpServers: [server({ allowedTools })] }])
  })

  test('take a bearer under their own name', async () => {
    const { field, bridge, group } = await view({ servers: [server()] })
    await type(field('Bearer token', group('Desk')), 'token-1')
    await act(
      async () =>
        void field('Bearer token').form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
    )
    expect(bridge.calls).toEqual([['setSecret', 'mcp:desk', 'token-1', false]])
  })
})

describe('removing a server', () => {
  test('asks once more, then forgets its bearer first', async () => {
    const { button, bridge, all } = await view({ servers: [server()], secrets: { 'mcp:desk': 'keychain' } })
    await click(button('Remove Desk'))
    expect(bridge.calls).toEqual([])
    await click(button('Remove'))
    expect(bridge.calls).toEqual([
      ['forgetSecret', 'mcp:desk'],
      ['setSettings', { mcpServers: [] }],
    ])
    expect(all('.mcp-server')).toEqual([])
  })

  test('does not leave a bearer behind that could not be forgotten', async () => {
    const { button, kept, find } = await view({
      servers: [server()],
      secrets: { 'mcp:desk': 'keychain' },
      answers: { forgetSecret: { ok: false, message: 'The keychain is locked.' } },
    })
    await click(button('Remove Desk'))
    await click(button('Remove'))
    expect(kept()).toEqual([])
    expect(find('.mcp-removal .field-problem').textContent).toBe('The keychain is locked.')
  })

  test('takes one click where there is no bearer, and needs no keychain then', async () => {
    const { button, kept } = await view({
      servers: [server()],
      answers: { forgetSecret: { ok: false, message: 'There is no keychain here.' } },
    })
    await click(button('Remove Desk'))
    expect(kept()).toEqual([{ mcpServers: [] }])
  })

  test('can be thought better of', async () => {
    const { button, bridge } = await view({ servers: [server()], secrets: { 'mcp:desk': 'keychain' } })
    await click(button('Remove Desk'))
    await click(button('Cancel'))
    expect(button('Remove Desk').textContent).toBe('Remove server')
    expect(bridge.calls).toEqual([])
  })
})

describe('adding a server', () => {
  const add = async (shown: Awaited<ReturnType<typeof view>>, url: string) => {
    await type(shown.field('Add a server'), url)
    await act(
      async () =>
        void shown.field('Add a server').form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
    )
  }

  test('takes an address, and lets it only read', async () => {
    const shown = await view({ servers: [server()] })
    await add(shown, ' https://mcp.prices.example/mcp ')
    expect(shown.kept()).toEqual([
      {
        mcpServers: [
          server(),
          server({ id: 'prices-example', label: 'prices.example', url: 'https://mcp.prices.example/mcp' }),
        ],
      },
    ])
    expect(shown.field('Add a server').value).toBe('')
  })

  test('what main refuses is said, and stays to be corrected', async () => {
    const shown = await view({
      refuseSettings: 'This can’t be saved: enter an https address without a name or password.',
    })
    await add(shown, 'not an address')
    expect(shown.find('.mcp-add .field-problem').textContent).toBe(
      'This can’t be saved: enter an https address without a name or password.',
    )
    expect(shown.field('Add a server').value).toBe('not an address')
  })

  test('is refused for one that is in the list', async () => {
    const shown = await view({ servers: [server()] })
    await add(shown, server().url)
    expect(shown.kept()).toEqual([])
    expect(shown.find('.mcp-add .field-problem').textContent).toContain('already in the list')
  })

  test('takes one that is ready with a click, once', async () => {
    const { button, kept, all } = await view({})
    const { id, label, url } = MCP_PRESETS.find((preset) => preset.id === 'coingecko')!
    await click(button(`Add ${label}`))
    expect(kept()).toEqual([{ mcpServers: [server({ id, label, url })] }])
    expect(all('.mcp-presets button').map((one) => one.getAttribute('aria-label'))).not.toContain(`Add ${label}`)
  })

  test.each([
    'https://mcp.prices.example/mcp',
    'https://bücher.example/',
    `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example`,
    'http://127.0.0.1:8080/mcp',
  ])('makes of %s a server that settings take, with an id of its own', (url) => {
    const first = mcpDraft(url, [])
    const second = mcpDraft(url, [first])
    expect(McpServerSchema.safeParse(first).error).toBeUndefined()
    expect(McpServerSchema.safeParse(second).error).toBeUndefined()
    expect(second.id).not.toBe(first.id)
  })

  test('every preset is one that settings take', () => {
    for (const { id, label, url } of MCP_PRESETS) expect(McpServerSchema.parse({ id, label, url }).readOnly).toBe(true)
  })
})

describe('the headers of a server', () => {
  test('are added by name, which is shown, and their values go in alone', async () => {
    const { group, field, kept, bridge } = await view({ servers: [server({ headers: ['x-api-key'] })] })
    expect(group('Desk').querySelector('.disclosure-button')?.textContent).toContain('header x-api-key')
    await type(field('Add a header', group('Desk')), 'X-Other:')
    await submit(field('Add a header', group('Desk')))
    expect(kept()).toEqual([{ mcpServers: [server({ headers: ['x-api-key', 'x-other'] })] }])
    const value = field('Header x-api-key', group('Desk'))
    expect(value.type).toBe('password')
    await type(value, 'k-1')
    await submit(value)
    expect(bridge.calls.at(-1)).toEqual(['setSecret', 'header:desk:x-api-key', 'k-1', false])
  })

  test('that belong to the connection are refused with a sentence', async () => {
    const { group, field, kept } = await view({ servers: [server()] })
    await type(field('Add a header', group('Desk')), 'Host')
    await submit(field('Add a header', group('Desk')))
    expect(group('Desk').querySelector('.field-problem')?.textContent).toContain('belongs to the connection')
    expect(kept()).toEqual([])
  })

  test('take the place of the bearer where one is its Authorization', async () => {
    const { group } = await view({ servers: [server({ headers: ['authorization'] })] })
    expect(group('Desk').textContent).not.toContain('Bearer token')
    expect(group('Desk').textContent).toContain('Header authorization')
  })

  test('are removed with their value, and with their server', async () => {
    const servers = [server({ headers: ['x-api-key'] })]
    const { find, bridge } = await view({ servers, secrets: { 'header:desk:x-api-key': 'keychain' } })
    await click(find('[aria-label="Remove the header x-api-key of Desk"]'))
    expect(bridge.calls).toEqual([
      ['forgetSecret', 'header:desk:x-api-key'],
      ['setSettings', { mcpServers: [server()] }],
    ])
    const whole = await view({ servers, secrets: { 'header:desk:x-api-key': 'keychain' } })
    await click(whole.button('Remove Desk'))
    expect(whole.find('[role=alertdialog]').textContent).toContain('Its headers are removed with it.')
    await click(whole.button('Remove'))
    expect(whole.bridge.calls).toEqual([
      ['forgetSecret', 'mcp:desk'],
      ['forgetSecret', 'header:desk:x-api-key'],
      ['setSettings', { mcpServers: [] }],
    ])
  })
})

test('the servers that are ready say on what terms', async () => {
  const { text } = await view({})
  expect(text()).toMatch(/DexPaprika.*Free, up to 15 requests a minute/)
  expect(text()).toMatch(/CoinPaprika.*turn off “Read-only” to use it. Each call then asks you first/)
})
