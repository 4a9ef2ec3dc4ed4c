import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'vitest'
import { WebSocketServer } from 'ws'
import { openPanel } from '../../scripts/demo/panel'
import { launchApp } from './desktop/app'
import { startDesktop } from './desktop/desktop'

test('flood', async () => {
  const N = Number(process.env.FLOOD_N ?? 100_000)
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((_q, r) => {
    r.writeHead(200)
    r.end(JSON.stringify({ value: 'ek_failing0123456789', expires_at: 0, session: {} }))
  })
  let sentAt = 0
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (open) => {
      let n = 0
      const tell = (e: object) => open.send(JSON.stringify({ event_id: `e${++n}`, ...e }))
      tell({
        type: 'session.created',
        session: { type: 'realtime', object: 'realtime.session', id: 's1', audio: {}, tools: [] },
      })
      open.on('message', (data) => {
        const e = JSON.parse(data.toString())
        if (e.type === 'session.update')
          tell({
            type: 'session.updated',
            session: { type: 'realtime', object: 'realtime.session', id: 's1', audio: {}, tools: [] },
          })
        if (e.type !== 'response.create') return
        const item = { id: 'it1', type: 'message', role: 'assistant', status: 'in_progress', content: [] }
        tell({ type: 'response.created', response: { id: 'r1', status: 'in_progress', output: [] } })
        tell({ type: 'response.output_item.added', response_id: 'r1', output_index: 0, item })
        sentAt = Date.now()
        const deep = (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`
        tell({
          type: 'response.output_item.done',
          response_id: 'r1',
          item: {
            id: 'c1',
            type: 'mcp_call',
            server_label: 'x',
            name: 'deep',
            arguments: deep(2500),
            output: deep(2500),
          },
        })
        open.send(`{"type":"conversation.item.added","item":${deep(2500)}}`)
        for (let i = 0; i < 3000; i++) tell({ type: 'error', error: { code: 'c' + i, message: 'Fault \u202e' + i } })
        for (let i = 0; i < N; i++)
          tell({
            type: 'response.output_audio_transcript.delta',
            response_id: 'r1',
            item_id: 'it1',
            delta: `word ${i} and then some more th `,
          })
        tell({
          type: 'response.output_audio_transcript.done',
          response_id: 'r1',
          item_id: 'it1',
          transcript: 'word '.repeat(600_000),
        })
        tell({ type: 'response.done', response: { id: 'r1', status: 'completed', output: [] } })
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const desktop = await startDesktop()
  const app = await launchApp(desktop, {
    args: ['--show-panel', '--connect=press', '--backend=openai', `--backend-url=${url}`],
    env: { DEXTER_DEMO_OPENAI_KEY: 'sk-test-0123456789abcdef' },
  })
  const panel = await openPanel(app)
  await panel.until(({ hotkey }) => hotkey.source === 'hook', 10_000)
  await panel.page.evaluate(
    (url) => window.dexter.setSettings({ backend: 'openai', openai: { url, realtimeUrl: null } }),
    url,
  )
  const memory = async () =>
    app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .map(
          (m) =>
            `${m.type}${m.name ? `:${m.name}` : ''} ${Math.round(m.memory.workingSetSize / 1024)}/${Math.round(m.memory.peakWorkingSetSize / 1024)}MB cpu ${m.cpu.cumulativeCPUUsage?.toFixed(1)}`,
        ),
    )
  await panel.page.evaluate(() => {
    const w = window as any
    w.gaps = []
    let last = performance.now()
    const step = () => {
      const now = performance.now()
      w.gaps.push(now - last)
      last = now
      setTimeout(step, 0)
    }
    step()
    w.bytes = 0
    w.updates = 0
    window.dexter.onUpdate((u) => {
      w.updates++
      w.bytes += JSON.stringify(u).length
    })
  })
  await app.evaluate(() => {
    const g = globalThis as any
    g.gap = 0
    let last = performance.now()
    setInterval(() => {
      const now = performance.now()
      g.gap = Math.max(g.gap, now - last)
      last = now
    }, 1)
  })
  console.log('before', await memory())
  const cdp = process.env.PROFILE ? await panel.page.context().newCDPSession(panel.page) : null
  if (cdp) {
    await cdp.send('Profiler.enable')
    await cdp.send('Profiler.start')
  }
  await panel.page.evaluate(() => void window.dexter.say('flood'))
  const end = await panel.until(({ turns }) => turns.some((t) => t.phase === 'ended'), 120_000)
  console.log(
    'took',
    Date.now() - sentAt,
    'ended',
    end?.turns.at(-1)?.outcome,
    end?.entries.map((e) => `${e.kind} ${JSON.stringify(e).length}`),
  )
  console.log(
    'panel',
    await panel.page.evaluate(() => {
      const w = window as any
      const top = [...w.gaps].sort((a: number, b: number) => b - a)
      return {
        longest: top.slice(0, 5),
        over50: top.filter((g: number) => g > 50).reduce((a: number, b: number) => a + b, 0),
        updates: w.updates,
        bytes: w.bytes,
      }
    }),
  )
  console.log(await panel.page.evaluate(() => document.querySelector('.conversation')?.textContent?.slice(0, 3000)))
  console.log('main gap', await app.evaluate(() => (globalThis as any).gap))
  if (cdp) {
    const { profile } = (await cdp.send('Profiler.stop')) as any
    const self = new Map<string, number>()
    const byId = new Map(profile.nodes.map((n: any) => [n.id, n]))
    profile.samples.forEach((id: number, i: number) => {
      const n: any = byId.get(id)
      const k = `${n.callFrame.functionName} ${n.callFrame.url.split('/').at(-1)}:${n.callFrame.lineNumber}`
      self.set(k, (self.get(k) ?? 0) + profile.timeDeltas[i])
    })
    console.log(
      [...self]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 12)
        .map(([k, v]) => `${(v / 1000).toFixed(0)} ms ${k}`)
        .join('\n'),
    )
  }
  console.log('after', await memory())
  await app.close()
  await desktop.close()
  server.closeAllConnections()
  server.close()
}, 200_000)
